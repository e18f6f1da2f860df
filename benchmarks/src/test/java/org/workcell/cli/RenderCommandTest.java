package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      })
  void refusesWhatIsNotPossible(String options, String explanation) {
    Path out = folder.resolve("picture.png");
    String line = "render " + FakeSuite.POINT_MASS + " " + options + " --out " + out;
    Invocation invocation = Invocation.of((Object[]) line.split(" +"));
    assertEquals(ExitStatus.BAD_INPUT, invocation.status(), invocation.err());
    assertEquals(1, invocation.err().lines().count(), invocation.err());
    assertTrue(invocation.err().contains(explanation), invocation.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void refusesFilesThatCannotBeWritten() {
    assertRefusedFile(folder.resolve("picture.jpg"), "let it end in .png");
    assertRefusedFile(folder.resolve("nowhere/picture.png"), "cannot be written");
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
    BufferedImage picture = ImageIO.read(out.toFile());
    assertEquals(120, picture.getWidth());
    assertEquals(60, picture.getHeight());
  }

  @Test
  void takesPictures() throws IOException {
    RenderingBackend backend = RenderingBackend.probe();
    assumeTrue(backend.available(), backend.description());
    BufferedImage start = picture("start.png", FakeSuite.MANUAL);
    BufferedImage later =
        picture("later.png", FakeSuite.POINT_MASS, "--step", 60, "--camera", "above");
    assertEquals(64, start.getWidth());
    assertEquals(48, start.getHeight());
    assertEquals(64, later.getWidth());
  }

  private BufferedImage picture(String name, Object... options) throws IOException {
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
