package org.workcell.tasks.kitchen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.sim.scene.AssetPack;
import org.workcell.tasks.ReferenceData;
import org.workcell.tasks.kitchen.parity.KitchenParity;
import org.workcell.tasks.parity.Differences;
import org.workcell.tasks.parity.ParityCheck;
import org.workcell.tasks.parity.ParityReport;

/** Repeats what was recorded from upstream, on upstream's assets, in profile compat. */
class KitchenGoldenTest {

  @TestFactory
  Stream<DynamicTest> repeatsUpstreamToTheBit() throws IOException {
    AssetPack assets = AssetPack.upstream(ReferenceData.upstreamAssets());
    List<Path> recordings;
    try (Stream<Path> files = Files.list(ReferenceData.require("golden/kitchen"))) {
      recordings = files.sorted().toList();
    }
    return recordings.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(file.getFileName().toString(), () -> repeat(file, assets)));
  }

  private static void repeat(Path file, AssetPack assets) throws IOException {
    skipOtherEngines(file);
    ParityReport report = check(file, assets);
    assertEquals(Map.of(), report.failures());
    assertTrue(
        report
            .worst()
            .keySet()
            .containsAll(
                List.of("qpos", "qvel", "observation", "reward", "episode_task_completions")),
        report.worst().keySet().toString());
  }

  private static ParityReport check(Path file, AssetPack assets) {
    return new ParityCheck(new KitchenParity(), assets).check(List.of(file), name -> {});
  }

  private static void skipOtherEngines(Path file) throws IOException {
    JsonNode meta = new ObjectMapper().readTree(NpzFile.read(file).array("meta").text(0));
    String engine = Engine.load().version();
    String recordedEngine = meta.get("mujoco").asText();
    ReferenceData.skipUnless(
        engine.equals(recordedEngine),
        "%s was recorded with MuJoCo %s, not %s".formatted(file, recordedEngine, engine));
  }

  @Test
  void noticesAnotherScene() throws IOException {
    Path file = ReferenceData.require("golden/kitchen").resolve("random_noise1.npz");
    skipOtherEngines(file);
    String failure =
        check(file, AssetPack.builtin()).failures().get("random_noise1.npz").toString();
    assertTrue(failure.contains("qpos differs"), failure);
  }

  @Test
  void refusesRecordingsOfOtherSuites() throws IOException {
    Path file = ReferenceData.require("golden/metaworld/reach-v3.random.npz");
    skipOtherEngines(file);
    Exception error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new KitchenParity().replay(file, AssetPack.builtin(), new Differences()));
    assertTrue(error.getMessage().contains("expected FrankaKitchen-v1"), error.getMessage());
  }
}
