package org.workcell.datasets.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.delta.DeltaFile.Decision;
import org.workcell.datasets.records.Json;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.TrustRegion;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.sim.numpy.NpzWriter;
import org.workcell.testing.RandomDelta;

/**
 * Folders of deltas: what is written is read again, and what cannot be is refused with its place.
 */
class DeltaFilesTest {

  private static final DeltaModel MODEL =
      RandomDelta.ofCommands(0.02, 0.1, List.of("shoulder", "elbow"));

  @TempDir Path folder;

  private static ObjectNode report(Boolean accepted) {
    ObjectNode report = Json.mapper().createObjectNode().put("method", "supervised");
    if (accepted != null) {
      report.putObject("gate").put("accepted", accepted).put("reason", "no gain at 1 s");
    }
    return report;
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    DeltaFiles.write(folder, MODEL, report(true));
    DeltaFile file = DeltaFiles.read(folder);
    assertEquals(MODEL, file.model());
    assertEquals("supervised", file.report().get("method").asText());
    assertEquals(Decision.ACCEPTED, file.gate().decision());
    assertArrayEquals(MODEL.layers().get(1).weights(), file.model().layers().get(1).weights());
    DeltaModel torque =
        RandomDelta.ofTorques(2, List.of("elbow")).toBuilder()
            .trust(
                TrustRegion.mahalanobis(
                    new double[4],
                    new double[] {1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4},
                    2,
                    1))
            .build();
    DeltaFiles.write(folder.resolve("torque"), torque, report(null));
    assertEquals(torque, DeltaFiles.read(folder.resolve("torque")).model());
    assertEquals(Decision.NONE, DeltaFiles.read(folder.resolve("torque")).gate().decision());
  }

  @Test
  void theSameModelHasTheSameBytes() throws IOException {
    for (String name : List.of("one", "two")) {
      DeltaFiles.write(folder.resolve(name), MODEL, report(true));
    }
    for (String file : List.of(DeltaFiles.DESCRIPTION, DeltaFiles.WEIGHTS)) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one").resolve(file)),
          Files.readAllBytes(folder.resolve("two").resolve(file)));
    }
  }

  @Test
  void aRefusedDeltaIsUsedOnlyWhereSomebodyInsists() throws IOException {
    DeltaFiles.write(folder, MODEL, report(false));
    assertTrue(DeltaFiles.read(folder).isRefused());
    String message =
        assertThrows(BadInputException.class, () -> DeltaActions.read(folder, "", false))
            .getMessage();
    assertTrue(
        message.contains("no gain at 1 s") && message.contains("--allow-refused-delta"), message);
    assertEquals(MODEL, DeltaActions.read(folder, "", true).model());
  }

  @Test
  void aRunKeepsAllOfIt() throws IOException {
    DeltaFiles.write(folder, MODEL, report(true));
    DeltaAction read = DeltaActions.read(folder, "without=0.25,channels=elbow", false);
    DeltaAction.Source kept = read.source().orElseThrow();
    assertEquals(MODEL.sha256(), kept.sha256());
    assertEquals(folder.getFileName().toString(), kept.folder());
    DeltaAction again = DeltaActions.of(kept);
    assertEquals(read, again);
    assertEquals(0.25, again.options().without());
    DeltaAction.Source other =
        new DeltaAction.Source(
            kept.folder(), "0".repeat(64), kept.description(), kept.weights(), "", false);
    assertThrows(BadInputException.class, () -> DeltaActions.of(other));
    assertRefused(
        "Base64",
        () ->
            DeltaActions.of(new DeltaAction.Source("d", "", kept.description(), "***", "", false)));
    assertRefused("no channel 'wrist'", () -> DeltaActions.read(folder, "channels=wrist", false));
    assertRefused("no option 'x'", () -> DeltaActions.read(folder, "x=1", false));
  }

  @Test
  void whatCannotBeIsRefusedWithItsPlace() throws IOException {
    refuses("format 7", root -> root.put("format", 7));
    refuses("kind of delta 'x'", root -> root.put("kind", "x"));
    refuses("control_period_seconds", root -> root.put("control_period_seconds", "fast"));
    refuses("expected [acts, clip", root -> ((ObjectNode) root.at("/channels/0")).put("x", 1));
    refuses(
        "channel 'elbow' twice",
        root -> ((ObjectNode) root.at("/channels/0")).put("name", "elbow"));
    refuses(
        "no input 'torque'", root -> ((ObjectNode) root.at("/inputs/0")).put("signal", "torque"));
    refuses("inputs[1].steps", root -> ((ObjectNode) root.at("/inputs/1")).put("steps", 1.5));
    refuses("activation 'sine'", root -> root.put("activation", "sine"));
    refuses("layers[0] says 5", root -> root.putArray("layers").add(5));
    refuses("trust.kind", root -> ((ObjectNode) root.get("trust")).put("kind", "x"));
    refuses("was it edited", root -> ((ObjectNode) root.at("/channels/0")).put("scale", 7.5));
    refuses("weights.file", root -> ((ObjectNode) root.get("weights")).put("file", "../x.npz"));
    refuses("copy both together", root -> ((ObjectNode) root.get("weights")).put("sha256", "0"));
    refuses(
        "report.gate.accepted", root -> ((ObjectNode) root.at("/report/gate")).put("accepted", 1));
    refuses("has [activation", root -> root.put("extra", 1));
    DeltaFiles.write(folder, MODEL, report(true));
    Files.writeString(folder.resolve(DeltaFiles.DESCRIPTION), "{\"format\": 1, \"format\": 1}");
    assertRefused("Duplicate", () -> DeltaFiles.read(folder));
    Files.delete(folder.resolve(DeltaFiles.DESCRIPTION));
    assertRefused("there is no file", () -> DeltaFiles.read(folder));
    Files.createSymbolicLink(folder.resolve(DeltaFiles.DESCRIPTION), Path.of("/etc/hostname"));
    assertRefused("there is no file", () -> DeltaFiles.read(folder));
  }

  @Test
  void brokenWeightsAreRefused() throws IOException {
    DeltaFiles.write(folder, MODEL, report(true));
    byte[] weights = Files.readAllBytes(folder.resolve(DeltaFiles.WEIGHTS));
    byte[] description = Files.readAllBytes(folder.resolve(DeltaFiles.DESCRIPTION));
    assertFalse(DeltaFiles.parse("d", description, weights).isRefused());
    for (int i = 0; i < weights.length; i += 97) {
      byte[] broken = weights.clone();
      broken[i] ^= 0x55;
      assertRefused("copy both", () -> DeltaFiles.parse("d", description, broken));
    }
    assertRefused(
        "report is []", () -> DeltaFiles.write(folder, MODEL, Json.mapper().createArrayNode()));
    refusesArrays("has no array std", arrays -> arrays.remove("std"));
    refusesArrays("expected <f8", arrays -> arrays.put("std", NpyArray.ofLong(1)));
    refusesArrays("has arrays", arrays -> arrays.put("more", NpyArray.ofLong(1)));
    refusesArrays(
        "mean of a delta has 1", arrays -> arrays.put("mean", NpyArray.ofDoubles(new double[1])));
    refusesArrays("NaN", arrays -> arrays.put("bias_0", NpyArray.ofDoubles(nans())));
  }

  private static double[] nans() {
    double[] values = new double[MODEL.layers().get(0).outputs()];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /** With a checksum that fits the changed arrays. */
  private void refusesArrays(String words, Consumer<Map<String, NpyArray>> change)
      throws IOException {
    DeltaFiles.write(folder, MODEL, report(true));
    NpzFile file = NpzFile.read(folder.resolve(DeltaFiles.WEIGHTS));
    Map<String, NpyArray> arrays = new TreeMap<>();
    file.names().forEach(name -> arrays.put(name, file.array(name)));
    change.accept(arrays);
    byte[] weights = NpzWriter.toBytes(arrays, NpzWriter.STORED);
    byte[] description =
        Json.pretty(DeltaWriter.description(MODEL, report(true), weights))
            .getBytes(StandardCharsets.UTF_8);
    assertRefused(words, () -> DeltaFiles.parse("d", description, weights));
  }

  private void refuses(String words, Consumer<ObjectNode> change) throws IOException {
    DeltaFiles.write(folder, MODEL, report(true));
    Path path = folder.resolve(DeltaFiles.DESCRIPTION);
    JsonNode root = Json.mapper().readTree(path.toFile());
    change.accept((ObjectNode) root);
    Files.writeString(path, Json.pretty(root));
    assertRefused(words, () -> DeltaFiles.read(folder));
  }

  private static void assertRefused(String words, Executable call) {
    String message = assertThrows(BadInputException.class, call).getMessage();
    assertTrue(message.contains(words), message);
  }
}
