package org.workcell.formats.libero;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.demonstrations.Demonstration;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.formats.Images;
import org.workcell.formats.RecordingSource;
import org.workcell.formats.Recordings;
import org.workcell.formats.SetEpisode;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.testing.FakeSuite;
import org.workcell.testing.Rendering;

/** From a recording into LIBERO's layout, and back. */
class LiberoSetTest {

  @TempDir Path folder;

  private Path write(Path recording, boolean skew) throws IOException {
    Path out = folder.resolve("set-" + skew);
    try (RecordingSource source = Recordings.open(recording, true, skew);
        LiberoSet set = new LiberoSet(out, new LiberoOptions(skew, false))) {
      Recordings.write(source, set);
    }
    return out.resolve("testing/point-mass-v1_demo.hdf5");
  }

  private static LiberoFileSource open(
      Path file, Optional<RenderOptions> image, boolean drop, boolean after) {
    return new LiberoFileSource(
        LiberoFile.open(file),
        FakeSuite.registry(),
        EnvironmentOptions.defaults(),
        new LiberoFileSource.Options(image, drop, after, false));
  }

  private static void assertRows(NpyArray recorded, int first, NpyArray actual) {
    assertEquals(recorded.type(), actual.type());
    for (int row = 0; row < actual.rows(); row++) {
      assertArrayEquals(recorded.rowBytes(row + first), actual.rowBytes(row), "row " + row);
    }
  }

  @Test
  void everyNumberComesBackToTheBit() throws IOException {
    Path recording = Recordings.make(folder.resolve("npz"), 3, false);
    Demonstrations demonstrations = Demonstrations.open(recording);
    try (LiberoFileSource source = open(write(recording, false), Optional.empty(), false, false)) {
      assertEquals(3, source.count());
      for (int i = 0; i < source.count(); i++) {
        Demonstration expected = demonstrations.read(demonstrations.kept().get(i));
        SetEpisode read = source.read(i);
        assertEquals(expected.steps(), read.count());
        assertEquals(FakeSuite.POINT_MASS, read.identity().task());
        assertEquals(expected.instruction(), read.identity().instruction());
        assertArrayEquals(expected.action().toDoubles(), read.steps().action().toDoubles());
        assertRows(expected.reward(), 0, read.steps().reward());
        assertRows(expected.success(), 0, read.steps().success());
        for (String block : read.observation().keySet()) {
          assertRows(expected.observation(block), 0, read.observation().get(block));
        }
        SetEpisode.Simulation simulation = read.simulation().orElseThrow();
        assertTrue(simulation.modelXml().startsWith("<mujoco"));
        assertArrayEquals(
            expected.context(), simulation.start().context().orElseThrow(), "context");
        assertEquals(0, simulation.states().row(0)[0], "time before the first step");
      }
    }
  }

  /** With LIBERO's skew, what was seen before the first action is nowhere. */
  @Test
  void skewIsUndoneByLeavingOutTheFirstStep() throws IOException {
    Path recording = Recordings.make(folder.resolve("npz"), 1, false);
    Demonstrations demonstrations = Demonstrations.open(recording);
    Demonstration expected = demonstrations.read(demonstrations.kept().get(0));
    Path file = write(recording, true);
    try (LiberoFileSource straight = open(file, Optional.empty(), false, false);
        LiberoFileSource same = open(file, Optional.empty(), false, true)) {
      SetEpisode read = straight.read(0);
      assertEquals(expected.steps() - 1, read.count());
      for (String block : read.observation().keySet()) {
        assertRows(expected.observation(block), 1, read.observation().get(block));
      }
      assertArrayEquals(expected.action().row(1), read.steps().action().row(0));
      SetEpisode kept = same.read(0);
      assertEquals(expected.steps(), kept.count());
      for (String block : kept.observation().keySet()) {
        assertRows(expected.observation(block), 1, kept.observation().get(block));
      }
    }
  }

  @Test
  void imagesDrawnFromStatesAreTheRecordedOnes() throws IOException {
    Rendering.assumePossible();
    Path recording = Recordings.make(folder.resolve("npz"), 2, true);
    Demonstrations demonstrations = Demonstrations.open(recording);
    for (boolean skew : List.of(false, true)) {
      int first = skew ? 1 : 0;
      Path file = write(recording, skew);
      try (LiberoFileSource own = open(file, Optional.empty(), false, false);
          LiberoFileSource drawn = open(file, Optional.of(Recordings.IMAGE), false, false)) {
        for (int i = 0; i < own.count(); i++) {
          NpyArray expected =
              demonstrations.read(demonstrations.kept().get(i)).observation("images");
          Images theirs = own.read(i).images().get(0);
          Images ours = drawn.read(i).images().get(0);
          assertEquals("overview", ours.camera());
          for (int step = 0; step < drawn.read(i).count(); step++) {
            byte[] recorded = expected.rowBytes(step + first);
            assertArrayEquals(recorded, theirs.frames().rgb(step), "file " + step);
            assertArrayEquals(recorded, ours.frames().rgb(step), "drawn " + step);
          }
        }
      }
    }
  }

  @Test
  void parityFindsEqualImagesAndOtherOnes() throws IOException {
    Rendering.assumePossible();
    Path recording = Recordings.make(folder.resolve("npz"), 1, true);
    assertTrue(parity(write(recording, false)).passes());
    assertTrue(parity(write(recording, true)).passes());
    assertEquals(0, parity(write(recording, false, "same")).meanAbsoluteDifference());
    ImageParity.CameraResult other = parity(write(recording, true, "brighter"));
    assertFalse(other.passes());
    assertEquals(5, other.meanAbsoluteDifference(), 1);
    assertTrue(other.shareWithinFour() < 0.5, other.toString());
  }

  private Path write(Path recording, boolean brighter, String name) throws IOException {
    Path out = folder.resolve(name);
    try (RecordingSource source = Recordings.open(recording, true, false);
        LiberoSet set = new LiberoSet(out, new LiberoOptions(false, true))) {
      SetEpisode episode = source.read(0);
      Images images = episode.images().get(0);
      Images changed =
          new Images(
              images.camera(),
              images.widthPixels(),
              images.heightPixels(),
              step -> {
                byte[] rgb = images.frames().rgb(step);
                for (int i = 0; brighter && i < rgb.length; i++) {
                  rgb[i] = (byte) Math.min(255, (rgb[i] & 0xFF) + 5);
                }
                return rgb;
              });
      set.add(
          new SetEpisode(
              episode.identity(),
              episode.steps(),
              episode.observation(),
              List.of(changed),
              episode.simulation()));
      set.finish();
    }
    return out.resolve("testing/point-mass-v1_demo.hdf5");
  }

  private static ImageParity.CameraResult parity(Path path) {
    try (LiberoFile file = LiberoFile.open(path)) {
      return ImageParity.compare(
              file,
              "testing",
              FakeSuite.registry(),
              EnvironmentOptions.defaults(),
              RenderOptions.Quality.FAST)
          .get(0);
    }
  }
}
