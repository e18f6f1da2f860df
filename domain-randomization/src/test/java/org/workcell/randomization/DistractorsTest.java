package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.task.SceneRoles;

/** Things on the table: Workcell's own shapes, and the meshes of a user's folder. */
class DistractorsTest {

  private static final String SHAPES = "factor: distractors, most: 3";

  @TempDir Path folder;

  @BeforeEach
  void writeMeshes() throws IOException {
    // Metres, of a size that stays; millimetres; metres, too small to notice.
    MeshFiles.writeBox(
        folder.resolve("a.obj"), new double[] {1, 1, 1}, new double[] {1.06, 1.03, 1.02});
    MeshFiles.writeCorner(folder.resolve("b.STL"), 250, 4);
    MeshFiles.writeBox(
        folder.resolve("c.obj"), new double[] {0, 0, -0.01}, new double[] {0.004, 0.002, 0});
    Files.writeString(folder.resolve("notes.txt"), "no mesh");
  }

  private Preset meshes() {
    return Episodes.preset("factor: distractors, most: 3, folder: '%s'".formatted(folder));
  }

  /** On a table of which the preset knows where things lie. */
  private static Episodes episodes(PresetRandomization randomization) {
    return new Episodes(
        TableTask.withWorkspace(), EnvironmentOptions.defaults().withRandomization(randomization));
  }

  private static int[] distractors(Episodes episodes) {
    int[] bodies = episodes.scene().structure("geom_bodyid");
    List<String> names = episodes.scene().names(ObjectKind.BODY);
    return IntStream.range(0, bodies.length)
        .filter(geom -> names.get(bodies[geom]).startsWith(SceneVariant.DISTRACTOR))
        .toArray();
  }

  /** How far a geom reaches below and above its table along the vertical, and its lengths. */
  private static double[] box(Episodes episodes, int geom) {
    DoubleArray turn = episodes.physics().geomMat();
    double[] vertices = episodes.scene().constants("mesh_vert");
    int mesh = episodes.scene().structure("geom_dataid")[geom];
    int first = episodes.scene().structure("mesh_vertadr")[mesh];
    int count = episodes.scene().structure("mesh_vertnum")[mesh];
    double[] box = new double[6];
    for (int axis = 0; axis < 3; axis++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int vertex = first; vertex < first + count; vertex++) {
        double place = episodes.physics().geomPos().get(geom, axis);
        for (int i = 0; i < 3; i++) {
          place += turn.get(geom, 3 * axis + i) * vertices[3 * vertex + i];
        }
        low = Math.min(low, place);
        high = Math.max(high, place);
      }
      box[axis] = low;
      box[3 + axis] = high;
    }
    return box;
  }

  @Test
  void meshesStandOnTheTableAndAreFourToTenCentimetresLong() {
    double[][] sides = {{0.06, 0.03, 0.02}, {0.1, 0.1, 0.1}, {0.016, 0.008, 0.04}};
    try (Episodes episodes = episodes(meshes().training())) {
      Set<Integer> seen = new HashSet<>();
      for (int seed = 0; seed < 20; seed++) {
        episodes.reset(seed);
        episodes.physics().refreshPositions();
        int[] geoms = distractors(episodes);
        assertEquals(3, geoms.length);
        int standing = 0;
        for (int i = 0; i < 3; i++) {
          double[] box = box(episodes, geoms[i]);
          for (int axis = 0; axis < 3; axis++) {
            assertEquals(sides[i][axis], box[3 + axis] - box[axis], 1e-6, i + " along " + axis);
          }
          if (box[5] > 0) {
            standing++;
            seen.add(i);
            assertEquals(0, box[2], 1e-6, "bottom on the table");
            assertTrue((box[1] + box[4]) / 2 > 0.4 - 1e-6, "in the workspace");
          }
        }
        assertEquals(episodes.drawn("count"), standing);
      }
      assertEquals(Set.of(0, 1, 2), seen);
    }
  }

  @Test
  void whatWaitsDoesNotStretchTheScene() {
    SceneRoles roles = TableTask.withWorkspace().roles();
    try (Episodes episodes = episodes(meshes().training())) {
      for (int number = 0; number < 3; number++) {
        int body = episodes.scene().structure("geom_bodyid")[distractors(episodes)[number]];
        double[] place =
            Arrays.copyOfRange(
                episodes.scene().values(ModelField.BODY_POS), 3 * body, 3 * body + 3);
        double depth = roles.room().orElseThrow().z().low() - place[2];
        assertTrue(depth > 0.1 && depth < 0.5, "depth " + depth);
        assertEquals(0, place[0], 1e-12, "below the workspace");
        assertEquals(0.65, place[1], 1e-12, "below the workspace");
      }
    }
  }

  @Test
  void meshesAreSolid() {
    try (Episodes episodes = episodes(meshes().training())) {
      long seed = 0;
      while (episodes.reset(seed).drawn("count") != 1 || episodes.drawn("first") != 0) {
        seed++;
      }
      DoubleArray positions = episodes.physics().qpos();
      positions.set(2, episodes.drawn("x0"));
      positions.set(3, episodes.drawn("y0"));
      positions.set(4, 0.06);
      for (int i = 0; i < 20; i++) {
        episodes.step(0, 0);
      }
      assertEquals(0.05, positions.get(4), 2e-3, "a cube of 6 cm on a box that is 2 cm high");
    }
  }

  @Test
  void meshesHaveDifferentColors() {
    try (Episodes episodes = episodes(meshes().training())) {
      Set<String> colors = new HashSet<>();
      for (int geom : distractors(episodes)) {
        double[] all = episodes.scene().values(ModelField.GEOM_RGBA);
        colors.add(Arrays.toString(Arrays.copyOfRange(all, 4 * geom, 4 * geom + 4)));
      }
      assertEquals(3, colors.size());
    }
  }

  @Test
  void shapesAndMeshesKeepClearOfEachOther() {
    Preset both =
        Presets.parse(
            "both",
            "{preset: both, factors: {one: {%s}, other: {factor: distractors, folder: '%s'}}}"
                .formatted(SHAPES, folder));
    try (Episodes episodes = episodes(both.training())) {
      int most = 0;
      for (int seed = 0; seed < 20; seed++) {
        episodes.reset(seed);
        episodes.physics().refreshPositions();
        DoubleArray places = episodes.physics().geomPos();
        int[] standing =
            IntStream.of(distractors(episodes)).filter(geom -> places.get(geom, 2) > 0).toArray();
        most = Math.max(most, standing.length);
        for (int one : standing) {
          for (int other : standing) {
            double x = places.get(one, 0) - places.get(other, 0);
            double y = places.get(one, 1) - places.get(other, 1);
            // Less than the clearance, because the engine's centre of a mesh is that of its mass.
            assertTrue(one == other || Math.hypot(x, y) > 0.1, "seed " + seed);
          }
        }
      }
      assertTrue(most > 4, "both act");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void seedsRecordsAndSeveritiesHold(boolean ofMeshes) {
    Preset preset = ofMeshes ? meshes() : Episodes.preset(SHAPES);
    try (Episodes original = episodes(preset.training());
        Episodes again = episodes(preset.training());
        Episodes calm = episodes(preset.perturbation(Preset.ALL, 0))) {
      byte[] expected = original.transcript(21);
      var record = original.environment().record();
      again.transcript(22);
      assertNotEquals(record.modelEdits(), again.environment().record().modelEdits());
      assertArrayEquals(expected, again.transcript(21));
      assertEquals(record.modelEdits(), again.environment().record().modelEdits());
      calm.reset(21);
      assertEquals(0, distractors(calm).length);
      Preset reloaded = ofMeshes ? meshes() : Episodes.preset(SHAPES);
      try (Episodes rebuilt = episodes(reloaded.training().replaying(record.drawn()))) {
        assertArrayEquals(expected, rebuilt.transcript(0));
        assertEquals(record.modelEdits(), rebuilt.environment().record().modelEdits());
        assertEquals(record.drawn(), rebuilt.environment().record().drawn());
      }
    }
  }

  @Test
  void aChangedMeshIsAnotherScene() throws IOException {
    String before;
    try (Episodes episodes = episodes(meshes().training())) {
      before = episodes.environment().spec().assetsSha256();
    }
    try (Episodes episodes = episodes(meshes().training())) {
      assertEquals(before, episodes.environment().spec().assetsSha256());
    }
    MeshFiles.writeCorner(folder.resolve("b.STL"), 260, 4);
    try (Episodes episodes = episodes(meshes().training())) {
      assertNotEquals(before, episodes.environment().spec().assetsSha256());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "empty.obj   | ''                                         | cannot be used",
        "words.obj   | hello                                      | cannot be used",
        "flat.obj    | v 0 0 0;v 1 0 0;v 1 1 0;v 0 1 0;f 1 2 3 4  | cannot be used",
        "far.obj     | v 0 0 0;v 1 0 0;v 0 1 0;v 0 0 1;f 1 2 9    | cannot be used",
        "ascii.stl   | solid a;endsolid a                         | cannot be used",
      })
  void brokenMeshesAreExplained(String name, String content, String expected) throws IOException {
    Files.writeString(folder.resolve(name), content.replace(';', '\n'));
    assertExplained(expected, name);
  }

  @Test
  void largeMeshesAreExplained() throws IOException {
    MeshFiles.writeCorner(folder.resolve("fine.stl"), 1, 50_001);
    assertExplained("has 50001 faces", "fine.stl");
    MeshFiles.writeCorner(folder.resolve("fine.stl"), 1, 100_001);
    assertExplained("bytes; expected at most 5000000", "fine.stl");
  }

  @Test
  void emptyAndCrowdedFoldersAreExplained() throws IOException {
    for (int i = 0; i < 64; i++) {
      Files.copy(folder.resolve("c.obj"), folder.resolve("copy%d.obj".formatted(i)));
    }
    assertExplained("holds 67 OBJ or STL meshes; expected 1 to 64", folder.toString());
    folder = Files.createDirectory(folder.resolve("nothing"));
    assertExplained("holds 0 OBJ or STL meshes", folder.toString());
  }

  private void assertExplained(String expected, String where) {
    String message = assertThrows(IllegalArgumentException.class, this::meshes).getMessage();
    assertTrue(message.contains(expected) && message.contains(where), message);
    assertTrue(message.startsWith("preset test, factors, it: "), message);
    assertEquals(1, message.lines().count(), message);
  }
}
