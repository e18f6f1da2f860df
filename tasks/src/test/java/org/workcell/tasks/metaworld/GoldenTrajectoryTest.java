package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.tasks.ReferenceData;
import org.workcell.tasks.metaworld.parity.MetaWorldParity;
import org.workcell.tasks.parity.ParityCheck;

/** Repeats what was recorded from upstream, on upstream's assets, in profile compat. */
class GoldenTrajectoryTest {

  @TestFactory
  Stream<DynamicTest> repeatsUpstreamToTheBit() throws IOException {
    AssetPack assets = AssetPack.upstream(ReferenceData.upstreamAssets());
    List<Path> recordings = new ArrayList<>();
    for (String folder : List.of("golden/metaworld", "golden/metaworld-3.5.0")) {
      try (Stream<Path> files = Files.list(ReferenceData.require(folder))) {
        files.sorted().forEach(recordings::add);
      }
    }
    return recordings.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(file.getFileName().toString(), () -> repeat(file, assets)));
  }

  private static void repeat(Path file, AssetPack assets) throws IOException {
    if (file.toString().endsWith(".npz")) {
      skipOtherEnginesAndTasks(file);
    }
    Map<String, List<String>> failures =
        new ParityCheck(new MetaWorldParity(), assets).check(List.of(file), name -> {}).failures();
    assertEquals(Map.of(), failures);
  }

  private static void skipOtherEnginesAndTasks(Path file) throws IOException {
    JsonNode meta = new ObjectMapper().readTree(NpzFile.read(file).array("meta").text(0));
    String engine = Engine.load().version();
    String recordedEngine = meta.get("mujoco").asText();
    ReferenceData.skipUnless(
        engine.equals(recordedEngine),
        "%s was recorded with MuJoCo %s, not %s".formatted(file, recordedEngine, engine));
    String task = "metaworld/" + meta.get("task").asText();
    ReferenceData.skipUnless(
        TaskRegistry.load().task(task).isPresent(), "there is no task for " + file);
  }
}
