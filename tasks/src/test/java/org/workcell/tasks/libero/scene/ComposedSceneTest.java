package org.workcell.tasks.libero.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.tasks.ReferenceData;
import org.workcell.tasks.libero.parity.SceneParity;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** Scenes composed from upstream's parts, compared with what upstream composes. */
class ComposedSceneTest {

  private static final List<ObjectKind> COUNTED =
      List.of(
          ObjectKind.BODY,
          ObjectKind.JOINT,
          ObjectKind.GEOM,
          ObjectKind.SITE,
          ObjectKind.CAMERA,
          ObjectKind.LIGHT,
          ObjectKind.MESH,
          ObjectKind.TEXTURE,
          ObjectKind.MATERIAL);

  private static AssetPack assets() {
    return AssetPack.upstream(ReferenceData.upstreamAssets());
  }

  /** The task at a place in the alphabetical list of the suite's task files. */
  private static TaskConfig config(String recording) {
    int digits = recording.lastIndexOf('_');
    return TaskConfigs.suite(recording.substring("libero_".length(), digits)).stream()
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .toList()
        .get(Integer.parseInt(recording.substring(digits + 1)));
  }

  @TestFactory
  Stream<DynamicTest> equalsRecordedScenes() {
    return Stream.of("libero_goal_2", "libero_10_8", "libero_90_84", "libero_object_1")
        .map(name -> DynamicTest.dynamicTest(name, () -> compare(recording(name + ".random.npz"))));
  }

  @TestFactory
  @Tag("soak")
  Stream<DynamicTest> equalsAllRecordedScenes() throws IOException {
    try (Stream<Path> files = Files.list(ReferenceData.require("golden/libero"))) {
      return files
          .filter(file -> file.toString().matches(".*[.](random|resets)[.]npz"))
          .sorted()
          .toList()
          .stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }
  }

  private static Path recording(String file) {
    return ReferenceData.require("golden/libero/" + file);
  }

  private static void compare(Path file) throws IOException {
    NpzFile recording = NpzFile.read(file);
    ReferenceData.skipUnless(recording.names().contains("xml"), file + " has no scene");
    JsonNode meta = new ObjectMapper().readTree(recording.array("meta").text(0));
    TaskConfig config = config(meta.get("key").asText());
    assertEquals(meta.get("bddl").asText(), config.name());
    SceneParity parity = new SceneParity(config, recording.array("xml").text(0), assets());
    assertEquals(List.of(), parity.faults());
    assertTrue(parity.elements() > 200 && parity.arrays() > 200, parity.arrays() + " arrays");
  }

  /** What upstream composed with another damping is another scene. */
  @Test
  void seesOneOtherNumber() throws IOException {
    NpzFile recording = NpzFile.read(recording("libero_10_8.random.npz"));
    String other = recording.array("xml").text(0).replaceFirst("0[.]0005", "0.0006");
    List<String> faults = new SceneParity(config("libero_10_8"), other, assets()).faults();
    assertTrue(faults.stream().anyMatch(each -> each.contains("damping is")), faults.toString());
    assertTrue(
        faults.stream().anyMatch(each -> each.startsWith("dof_damping[")), faults.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "libero_goal_2, 41 37 38 17 239 29 7 2 83 18 74, 367.461888108, 2527502.46837",
    "libero_90_39, 24 22 30 12 143 15 8 3 76 16 67, 358.230685622, 61892.401953",
    "libero_90_35, 24 22 27 12 152 15 8 3 77 13 66, 356.887707892, 2341287.72059",
    "libero_10_8, 37 33 25 13 129 16 8 2 70 13 62, 53.6269362676, 1051179.82827",
    "libero_90_84, 30 27 27 12 146 21 8 2 74 16 65, 323.608546624, 208885.908162",
    "libero_object_1, 58 51 26 16 137 21 7 2 71 14 63, 19.2555200063, 3313661.62309"
  })
  void hasTheKnownSizesAndSums(String name, String counts, double masses, double inverseWeights) {
    try (Model model = assets().load(LiberoScenes.of(config(name)), SceneAdditions.none())) {
      Stream<Integer> kinds = COUNTED.stream().map(model::count);
      List<Integer> found =
          Stream.concat(Stream.of(model.positionCount(), model.velocityCount()), kinds).toList();
      assertEquals(counts, String.join(" ", found.stream().map(String::valueOf).toList()));
      assertEquals(masses, sum(model, "body_mass"), 1e-11 * masses);
      assertEquals(inverseWeights, sum(model, "dof_invweight0"), 1e-11 * inverseWeights);
    }
  }

  private static double sum(Model model, String array) {
    return Arrays.stream(model.constants(array)).sum();
  }

  @TestFactory
  @Tag("soak")
  Stream<DynamicTest> composesAllTasks() {
    AssetPack assets = assets();
    return TaskConfigs.all().stream()
        .map(config -> DynamicTest.dynamicTest(config.id(), () -> composes(config, assets)));
  }

  private static void composes(TaskConfig config, AssetPack assets) {
    try (Model model = assets.load(LiberoScenes.of(config), SceneAdditions.none())) {
      assertEquals(config.positionCount(), model.positionCount());
      assertEquals(config.velocityCount(), model.velocityCount());
      for (int i = 0; i < config.movables().size(); i++) {
        String joint = config.movables().get(i).name() + "_joint0";
        assertEquals(config.positionsStart(i), model.positionAddress(joint));
      }
    }
  }

  @Test
  void tasksOfOneSceneShareIt() {
    long scenes = TaskConfigs.all().stream().map(LiberoScenes::of).distinct().count();
    assertTrue(scenes < TaskConfigs.all().size(), scenes + " scenes");
    TaskConfig config = TaskConfigs.suite("90").get(0);
    assertEquals(LiberoScenes.of(config), LiberoScenes.of(TaskConfigs.of(config.id())));
  }
}
