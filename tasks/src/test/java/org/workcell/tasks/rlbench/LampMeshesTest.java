package org.workcell.tasks.rlbench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.workcell.tasks.rlbench.MeshesOnDisk.box;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.tasks.rlbench.TabletopTasks.Bench;

/** LAMP's scene with the meshes of a user's folder. */
class LampMeshesTest {

  private static final String TASK = "lamp-pick";

  @TempDir Path folder;

  @BeforeEach
  void writeMeshes() throws IOException {
    MeshesOnDisk.twoKinds(folder);
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 3, 0xff0000);
    ImageIO.write(image, "png", folder.resolve("crate/b/texture.png").toFile());
    MeshesOnDisk.write(folder.resolve("crate/b/notes.txt"), "not a mesh");
  }

  private Bench bench(String... settings) {
    Map<String, String> all = new HashMap<>(Map.of("objects", folder.toString()));
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return new Bench(TASK, all);
  }

  @Test
  void classesAreVariationsAndTheExpertPicksThem() {
    Set<Integer> variations = new HashSet<>();
    int succeeded = 0;
    try (Bench bench = bench()) {
      assertEquals(
          List.of("crate", "tall_post"),
          bench.environment().spec().task().variations().stream()
              .map(each -> each.name())
              .toList());
      assertEquals(
          "pick up the tall post",
          bench.environment().spec().task().variations().get(1).instruction());
      for (long seed = 0; seed < 8; seed++) {
        succeeded += bench.expertSucceeds(500 + seed) ? 1 : 0;
        variations.add((int) bench.info(3));
      }
    }
    assertEquals(Set.of(0, 1), variations);
    assertTrue(succeeded >= 7, succeeded + " of 8");
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    List<List<double[]>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      List<double[]> blocks = new ArrayList<>();
      try (Bench bench = bench("phrasing", "similar")) {
        assertTrue(bench.expertSucceeds(503));
        blocks.add(bench.environment().record().context());
        for (int block = 0; block < 9; block++) {
          blocks.add(bench.block(block));
        }
      }
      runs.add(blocks);
    }
    for (int i = 0; i < runs.get(0).size(); i++) {
      assertArrayEquals(runs.get(0).get(i), runs.get(1).get(i), "block " + i);
    }
  }

  /** Sizes of the folder's boxes in the scene: 0.2 of those in the files, z up. */
  @Test
  void massesAndGraspsFollowFromTheMeshes() {
    try (Bench bench = bench()) {
      Model model = bench.environment().physics().scene();
      assertEquals(300 * 0.04 * 0.1 * 0.08, mass(model, "crate:0"), 1e-6);
      assertEquals(0.02, mass(model, "crate:2"), 1e-9);
      assertEquals(
          300 * 1.5 * Math.sqrt(3) * 0.032 * 0.032 * 0.12, mass(model, "tall_post:0"), 1e-5);
      assertArrayEquals(new double[] {0, 0, 0.085}, grasp(model, "crate:0"), 1e-9);
      assertArrayEquals(new double[] {0, 0, 0.025}, grasp(model, "crate:1"), 1e-9);
      assertArrayEquals(new double[] {0, 0, 0.01}, grasp(model, "crate:2"), 1e-9);
      double across = Math.sqrt(0.5);
      assertArrayEquals(new double[] {0, across, across, 0}, turn(model, "crate:0"), 1e-6);
      assertArrayEquals(new double[] {0, 1, 0, 0}, turn(model, "crate:1"), 1e-6);
    }
  }

  private static double mass(Model model, String body) {
    return model.get(ModelField.BODY_MASS, model.body(body));
  }

  private static double[] grasp(Model model, String body) {
    return row(model, ModelField.SITE_POS, model.site(body + "_grasp"), 3);
  }

  private static double[] turn(Model model, String body) {
    return row(model, ModelField.SITE_QUAT, model.site(body + "_grasp"), 4);
  }

  private static double[] row(Model model, ModelField field, int row, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = model.get(field, size * row + i);
    }
    return values;
  }

  @Test
  void axesAndScaleAreSettings() {
    try (Bench bench = bench("objects_up", "z", "objects_scale", "0.1")) {
      Model model = bench.environment().physics().scene();
      assertArrayEquals(new double[] {0, 0, 0.025}, grasp(model, "crate:0"), 1e-9);
    }
    assertThrows(
        BadInputException.class, () -> new Bench(TASK, Map.of("objects_scale", "0.1")).close());
  }

  @Test
  void aChangedFolderIsReadAgain() {
    try (Bench bench = bench()) {
      assertEquals(2, bench.environment().spec().task().variations().size());
    }
    MeshesOnDisk.thing(folder, "tile", "a", box(0.3, 0.1, 0.3), box(0.3, 0.1, 0.3));
    try (Bench bench = bench()) {
      assertEquals(3, bench.environment().spec().task().variations().size());
    }
  }

  private record Fault(String file, String text, String reason) {}

  @TestFactory
  Stream<DynamicTest> brokenFoldersAreRefused() {
    String part = "crate/a/part0.obj";
    String visual = "crate/a/visual.obj";
    return Stream.of(
            new Fault(part, "v 0 0 zero\n", "line 1: 'zero' is no number"),
            new Fault(part, "v 0 0\n", "v has 2 numbers; expected 3"),
            new Fault(part, "v 0 0 NaN\n", "'NaN' is not finite"),
            new Fault(part, "v 0 0 0\nf 1 2 3\n", "line 2: index 2, but 1 are defined before it"),
            new Fault(part, "v 0 0 0\nf 0 1 1\n", "index 0, but 1"),
            new Fault(part, "solid cube\n", "'solid' is no word of an OBJ file"),
            new Fault(part, "v 1 1 1\n", "it has no surface"),
            new Fault(part, box(0.2, 0, 0.4), "it is flat and has no volume"),
            new Fault(part, notConvex(), "it is not convex"),
            new Fault(part, box(0.2, 0.5, 0.1), "do not cover each other"),
            new Fault(visual, box(2, 5, 4), "do not cover each other"),
            new Fault("crate/b/visual.obj", notTextured(), "has no texture coordinates"),
            new Fault("crate/b/texture.png", "no image", "no image in PNG"),
            new Fault("crate/empty/readme.txt", "", "it has no visual.obj and 0 other"),
            new Fault("crate/bad name/visual.obj", box(1, 1, 1), "other characters"),
            new Fault("tower/a/visual.obj", box(0.2, 2, 0.2), "it has one visual.obj and 0 other"))
        .map(fault -> DynamicTest.dynamicTest(fault.reason(), () -> refuses(fault)));
  }

  private static String notTextured() {
    return box(0.5, 0.2, 0.25).replace("/1/1", "").replace("/2/1", "");
  }

  /** A box of which one corner is pushed in beyond the middle. */
  private static String notConvex() {
    return box(0.2, 0.5, 0.4).replace("v 0.100000 0.500000 0.200000", "v -0.05 0.1 -0.1");
  }

  private void refuses(Fault fault) throws IOException {
    Path own = Files.createTempDirectory(folder, "faulty");
    MeshesOnDisk.twoKinds(own);
    if (fault.file().startsWith("crate/b/v")) {
      Files.copy(folder.resolve("crate/b/texture.png"), own.resolve("crate/b/texture.png"));
    }
    MeshesOnDisk.write(own.resolve(fault.file()), fault.text());
    refusesWith(fault.reason(), own);
  }

  private static void refusesWith(String reason, Path folder) {
    BadInputException error =
        assertThrows(
            BadInputException.class,
            () -> new Bench(TASK, Map.of("objects", folder.toString())).close());
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }

  @Test
  void sizesNumbersAndLinksAreBounded(@TempDir Path other) throws IOException {
    refusesWith("it has no folders CLASS/INSTANCE", other);
    MeshesOnDisk.thing(other, "beam", "a", box(3, 0.2, 0.2), box(3, 0.2, 0.2));
    refusesWith("choose another objects_scale", other);
    Path outside = folder.resolve("crate/a/part0.obj");
    Files.delete(other.resolve("beam/a/part0.obj"));
    Files.createSymbolicLink(other.resolve("beam/a/part0.obj"), outside);
    MeshesOnDisk.write(other.resolve("beam/a/visual.obj"), box(0.2, 0.5, 0.4));
    refusesWith("it is a link out of the folder", other);
    Files.delete(other.resolve("beam/a/part0.obj"));
    for (int i = 0; i < 65; i++) {
      MeshesOnDisk.write(other.resolve("beam/a/p%d.obj".formatted(i)), box(0.2, 0.5, 0.4));
    }
    refusesWith("65 other .obj files; expected one and 1 to 64", other);
    assertFalse(
        TabletopTasks.definition(TASK).settings().stream()
            .filter(setting -> setting.name().equals("objects"))
            .findFirst()
            .orElseThrow()
            .accepts(outside.toString()));
  }
}
