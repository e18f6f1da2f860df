package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.scene.AssetPack;

/** Sizes of objects that are made of meshes. */
class MeshSizeTest {

  private static final String CUBE = "type=\"box\" size=\"0.03 0.03 0.03\"";
  private static final String FACTOR = "factor: size, target: object, scale: [0.65, 1.35]";

  @TempDir Path folder;

  /** The scene of {@link TableTask}, whose cube is a mesh in millimetres, off its file's origin. */
  @BeforeEach
  void writeScene() throws IOException {
    Files.createDirectories(folder.resolve("shapes"));
    MeshFiles.writeBox(
        folder.resolve("shapes/r&d.obj"), new double[] {-20, -30, -25}, new double[] {40, 30, 35});
    writeScene(
        "<mesh name=\"cube\" file=\"r&amp;d.obj\" scale=\"0.001 0.001 0.001\"/>",
        "type=\"mesh\" mesh=\"cube\" pos=\"-0.01 0 -0.005\"");
  }

  private void writeScene(String mesh, String geom) throws IOException {
    try (InputStream in = TableTask.class.getResourceAsStream("table.xml")) {
      String scene = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(scene.contains(CUBE) && scene.contains("<asset>"));
      Files.writeString(
          folder.resolve("table.xml"),
          scene
              .replace("<asset>", "<compiler meshdir=\"shapes\"/><asset>" + mesh)
              .replace(CUBE, geom));
    }
  }

  private Episodes episodes(PresetRandomization randomization) {
    return new Episodes(
        EnvironmentOptions.defaults()
            .withAssets(AssetPack.upstream(folder))
            .withRandomization(randomization));
  }

  private static double halfSize(Episodes episodes) {
    return episodes.value(ModelField.GEOM_AABB, 6 * episodes.scene().geom("cube") + 3);
  }

  @Test
  void meshesTakeEightSizesAndStandOnTheTable() {
    try (Episodes episodes = episodes(Episodes.preset(FACTOR).training())) {
      int cube = episodes.scene().geom("cube");
      Set<Double> sizes = new TreeSet<>();
      for (int seed = 0; seed < 60; seed++) {
        double scale = episodes.reset(seed).drawn("scale");
        sizes.add(scale);
        assertEquals(0.03 * scale, halfSize(episodes), 1e-7);
        assertEquals(0.03 * scale, episodes.positions()[4], 1e-6, "stands on the table");
        int mesh = (int) episodes.value(ModelField.GEOM_DATAID, cube);
        double[] lengths = episodes.scene().constants("mesh_scale");
        assertEquals(0.001 * scale, lengths[3 * mesh], 1e-12, "the mesh of that size");
        assertEquals(
            0.21 * Math.pow(scale, 3),
            episodes.value(ModelField.BODY_MASS, episodes.scene().body("cube")),
            1e-9);
      }
      assertEquals(8, sizes.size());
    }
  }

  @Test
  void contactsFollowTheSize() {
    try (Episodes episodes = episodes(Episodes.preset(FACTOR).training())) {
      Set<Double> seen = new TreeSet<>();
      for (int seed = 0; seed < 20; seed++) {
        double scale = episodes.reset(seed).drawn("scale");
        seen.add(scale);
        for (int i = 0; i < 40; i++) {
          episodes.step(0, 0);
        }
        // Engines before 3.14 give meshes one contact at a time, on which the cube rocks.
        double[] pose = episodes.positions();
        assertEquals(0.03 * scale, pose[4], 2.5e-3);
        assertTrue(Math.hypot(pose[6], pose[7]) < 0.03, "lies flat: all corners carry it");
      }
      assertTrue(seen.size() > 3, seen.toString());
    }
  }

  @Test
  void severityNarrowsTheSizes() {
    try (Episodes episodes = episodes(Episodes.preset(FACTOR).perturbation(Preset.ALL, 1))) {
      for (int seed = 0; seed < 20; seed++) {
        assertEquals(1, episodes.reset(seed).drawn("scale"), 0.07 + 1e-9);
      }
    }
  }

  @Test
  void seedsAndRecordsHold() {
    PresetRandomization training = Episodes.preset(FACTOR).training();
    try (Episodes original = episodes(training)) {
      byte[] expected = original.transcript(3);
      var record = original.environment().record();
      try (Episodes again = episodes(Episodes.preset(FACTOR).training());
          Episodes rebuilt = episodes(training.replaying(record.drawn()))) {
        assertArrayEquals(expected, again.transcript(3));
        assertArrayEquals(expected, rebuilt.transcript(4));
        assertEquals(record.modelEdits(), rebuilt.environment().record().modelEdits());
      }
    }
  }

  @Test
  void sizesOfAnotherRangeAreRefused() {
    try (Episodes original = episodes(Episodes.preset(FACTOR).training())) {
      var drawn = original.reset(3).environment().record().drawn();
      PresetRandomization other =
          Episodes.preset(FACTOR.replace("0.65", "0.66")).training().replaying(drawn);
      try (Episodes rebuilt = episodes(other)) {
        String message =
            assertThrows(IllegalArgumentException.class, () -> rebuilt.reset(3)).getMessage();
        assertTrue(message.contains("replay with the preset of the record"), message);
      }
    }
  }

  @Test
  void whatTheSceneHasKeepsItsIndex() {
    try (Episodes sized = episodes(Episodes.preset(FACTOR).training());
        Episodes plain = episodes(Episodes.preset(FACTOR).perturbation(Preset.ALL, 0))) {
      for (ObjectKind kind : new ObjectKind[] {ObjectKind.BODY, ObjectKind.MESH, ObjectKind.GEOM}) {
        int count = plain.scene().count(kind);
        assertTrue(sized.scene().count(kind) > count, kind.name());
        assertEquals(plain.scene().names(kind), sized.scene().names(kind).subList(0, count));
      }
    }
  }

  @Test
  void pointsInTheSceneItselfCannotBeReadAgain() throws IOException {
    writeScene(
        "<mesh name=\"cube\" vertex=\"0 0 0  .06 0 0  0 .06 0  0 0 .06\"/>",
        "type=\"mesh\" mesh=\"cube\"");
    PresetRandomization training = Episodes.preset(FACTOR).training();
    try (Episodes episodes = episodes(training)) {
      assertEquals(
          Map.of("it", "object has meshes without a file, whose size is fixed"),
          episodes.reasonsInapplicable(training));
    }
  }

  @Test
  void meshesThatAreCompiledOtherwiseKeepTheirSize() throws IOException {
    writeScene(
        "<mesh name=\"cube\" file=\"r&amp;d.obj\" scale=\".001 .001 .001\" refpos=\"1 0 0\"/>",
        "type=\"mesh\" mesh=\"cube\"");
    PresetRandomization training = Episodes.preset(FACTOR).training();
    try (Episodes episodes = episodes(training)) {
      assertEquals(Set.of("it"), episodes.reasonsInapplicable(training).keySet());
    }
  }
}
