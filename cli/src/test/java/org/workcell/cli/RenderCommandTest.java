package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.rendering.RenderingBackend;
import org.workcell.testing.FakeSuite;

class RenderCommandTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--size 0x10      | width and height must be 1 to 4096",
        "--size 4097x10   | width and height must be 1 to 4096",
        "--size big       | like 640x480",
        "--camera rear    | has no camera 'rear'; it has above",
        "--step -1        | --step must be 0 or more",
        "--step 101       | the episode ends after 100",
        "--policy genius  | use one of expert, random, zero",
        "--seed x         | 'x' is not a long",
        "--grid 4by4      | write rows and columns",
        "--grid 0x4       | write rows and columns",
        "--grid 100x4     | write rows and columns",
        "--randomize rainbow | rainbow",
        "--randomize colosseum | 'colosseum' is now called 'colosseum-style'",
        "--randomize libero-plus | 'libero-plus' is now called 'plus-style'",
        "--condition light_color | name it with --perturb",
        "--randomize colosseum-style --condition rain | has no condition 'rain'",
        "--randomize colosseum-style --condition each --grid 2x2 | remove --grid",
        "--randomize colosseum-style --severity 6 | severity must be 0 to 5",
        "--what x-ray | use rgb, depth, objects",
        "--markers maybe | --markers must be on or off, not 'maybe'",
        "--markers on --set markers=off | setting markers is given twice",
      })
  void refusesWhatIsNotPossible(String options, String explanation) {
    Path out = folder.resolve("image.png");
    String line = "render " + FakeSuite.POINT_MASS + " " + options + " --out " + out;
    Invocation invocation = Invocation.of((Object[]) line.split(" +"));
    assertEquals(ExitStatus.BAD_INPUT, invocation.status(), invocation.err());
    assertEquals(1, invocation.err().lines().count(), invocation.err());
    assertTrue(invocation.err().contains(explanation), invocation.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void drawsMarkersUnlessToldOtherwise() throws IOException {
    RenderingBackend backend = RenderingBackend.probe();
    assumeTrue(backend.available(), backend::description);
    byte[] usual = drawn();
    assertArrayEquals(usual, drawn("--markers", "on"));
    assertFalse(Arrays.equals(usual, drawn("--markers", "off")));
  }

  private byte[] drawn(String... options) throws IOException {
    Path out = folder.resolve("image.png");
    List<Object> words =
        new ArrayList<>(List.of("render", FakeSuite.POINT_MASS, "--size", "96x96", "--out", out));
    words.addAll(List.of(options));
    Invocation invocation = Invocation.of(words.toArray());
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    return Files.readAllBytes(out);
  }

  @Test
  void refusesFilesThatCannotBeWritten() {
    assertRefusedFile(folder.resolve("image.jpg"), "let it end in .png");
    assertRefusedFile(folder.resolve("nowhere/image.png"), "cannot be written");
  }

  private static void assertRefusedFile(Path out, String explanation) {
    Invocation invocation = Invocation.of("render", FakeSuite.POINT_MASS, "--out", out);
    assertEquals(ExitStatus.BAD_INPUT, invocation.status(), invocation.err());
    assertTrue(invocation.err().contains(explanation), invocation.err());
  }

  @Test
  void aGridShowsAsManySeeds() throws IOException {
    RenderingBackend backend = RenderingBackend.probe();
    assumeTrue(backend.available(), backend::description);
    Path out = folder.resolve("grid.png");
    Invocation invocation =
        Invocation.of(
            "render", FakeSuite.POINT_MASS, "--grid", "2x3", "--size", "40x30", "--out", out);
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    BufferedImage image = ImageIO.read(out.toFile());
    assertEquals(120, image.getWidth());
    assertEquals(60, image.getHeight());
  }

  @Test
  void aSheetShowsEachConditionWithItsName() throws IOException {
    assumeOpenGl();
    Path preset =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            preset: mine
            about: dark, and something that is not there
            each_alone: true
            factors:
              dark: {factor: light, intensity: [0, 0]}
              box: {factor: color, target: receiver}
            """);
    BufferedImage sheet =
        image("each.png", FakeSuite.POINT_MASS, "--randomize", preset, "--condition", "each");
    assertEquals(2 * 64, sheet.getWidth());
    assertEquals(2 * 48, sheet.getHeight());
    BufferedImage dark =
        image("dark.png", FakeSuite.POINT_MASS, "--randomize", preset, "--condition", "dark");
    assertEquals(dark.getRGB(32, 40), sheet.getRGB(64 + 32, 40));
    assertTrue(differs(sheet, 0, 0, 64, 0, 48), "dark differs from none");
    assertTrue(differs(sheet, 0, 0, 0, 48, 20), "captions differ");
    assertFalse(differs(sheet, 0, 20, 0, 68, 28), "nothing to act on");
  }

  /** Whether two parts of a sheet, 64 pixels wide, differ. */
  private static boolean differs(BufferedImage sheet, int x1, int y1, int x2, int y2, int height) {
    int[] one = sheet.getRGB(x1, y1, 64, height, null, 0, 64);
    return !Arrays.equals(one, sheet.getRGB(x2, y2, 64, height, null, 0, 64));
  }

  @Test
  void kindsOfImagesStandSideBySide() throws IOException {
    assumeOpenGl();
    BufferedImage sheet = image("kinds.png", FakeSuite.POINT_MASS, "--what", "rgb,depth,objects");
    assertEquals(3 * 64, sheet.getWidth());
    assertEquals(48, sheet.getHeight());
    BufferedImage rgb = image("rgb.png", FakeSuite.POINT_MASS);
    assertArrayEquals(
        rgb.getRGB(0, 0, 64, 48, null, 0, 64), sheet.getRGB(0, 0, 64, 48, null, 0, 64));
    BufferedImage grid =
        image("grid.png", FakeSuite.POINT_MASS, "--what", "depth,objects", "--grid", "3x2");
    assertEquals(4 * 64, grid.getWidth());
    assertEquals(3 * 48, grid.getHeight());
    // The nearest pixel is yellow; there are a few bodies and nothing else.
    assertTrue(colours(sheet, 64).contains(0xFFFDE725), "nearest");
    assertTrue(colours(sheet, 64).size() > 10, "depth is graded");
    Set<Integer> bodies = colours(sheet, 128);
    assertTrue(bodies.size() >= 2 && bodies.size() < 8, bodies.toString());
  }

  private static Set<Integer> colours(BufferedImage sheet, int left) {
    return Arrays.stream(sheet.getRGB(left, 0, 64, 48, null, 0, 64))
        .boxed()
        .collect(Collectors.toSet());
  }

  private static void assumeOpenGl() {
    RenderingBackend backend = RenderingBackend.probe();
    assumeTrue(backend.available(), backend::description);
  }

  @Test
  void takesImages() throws IOException {
    RenderingBackend backend = RenderingBackend.probe();
    assumeTrue(backend.available(), backend.description());
    BufferedImage start = image("start.png", FakeSuite.MANUAL);
    BufferedImage later =
        image("later.png", FakeSuite.POINT_MASS, "--step", 60, "--camera", "above");
    assertEquals(64, start.getWidth());
    assertEquals(48, start.getHeight());
    assertEquals(64, later.getWidth());
  }

  private BufferedImage image(String name, Object... options) throws IOException {
    Path out = folder.resolve(name);
    Object[] arguments = new Object[options.length + 5];
    System.arraycopy(new Object[] {"render", "--size", "64x48", "--out", out}, 0, arguments, 0, 5);
    System.arraycopy(options, 0, arguments, 5, options.length);
    Invocation invocation = Invocation.of(arguments);
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    assertEquals(out + "\n", invocation.out());
    return ImageIO.read(out.toFile());
  }
}
