package org.workcell.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.policies.testing.Models;

class Mp4FileTest {

  private static final double FRAME_SECONDS = 0.04;

  @TempDir Path folder;

  @BeforeEach
  void needFfmpeg() {
    Models.skipUnless(
        VideoEncoder.isResolved(),
        "ffmpeg is not on the class path; './workcell test' resolves it, 'mvn -Pffmpeg' uses it");
  }

  private static VideoFormat format(int width, int height) {
    return VideoFormat.faithful(width, height, null);
  }

  /** Grey that becomes white. */
  private static void fill(Mp4File video, VideoFormat format, int frames) {
    ByteBuffer rgb = ByteBuffer.allocateDirect(format.images().rgbBytes());
    for (int frame = 0; frame < frames; frame++) {
      for (int i = 0; i < rgb.capacity(); i++) {
        rgb.put(i, (byte) (frame == frames - 1 ? 255 : 40 + frame));
      }
      video.add(rgb, frame * FRAME_SECONDS, FRAME_SECONDS);
    }
  }

  private Path write(String name, VideoFormat format, int frames) {
    Path file = folder.resolve(name);
    try (Mp4File video = new Mp4File(file, format)) {
      fill(video, format, frames);
      video.finish();
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({"64, 48, 25", "16, 16, 1", "642, 362, 4", "96, 128, 300"})
  void browsersCanPlayWhatItWrites(int width, int height, int frames) throws IOException {
    Mp4Probe found = Mp4Probe.of(write("a.mp4", format(width, height), frames));
    assertTrue(found.h264());
    assertTrue(found.yuv420p());
    assertTrue(found.indexFirst());
    assertEquals(width, found.width());
    assertEquals(height, found.height());
    assertEquals(frames, found.frames());
    assertEquals(frames * FRAME_SECONDS, found.seconds(), 0.002);
    assertTrue(found.lastLuma() > 225, "the last image is white");
  }

  @Test
  void theSameImagesGiveTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(write("a.mp4", format(64, 48), 30));
    assertArrayEquals(first, Files.readAllBytes(write("b.mp4", format(64, 48), 30)));
  }

  @Test
  void whatIsNotFinishedLeavesNothing() throws IOException {
    try (Mp4File video = new Mp4File(folder.resolve("a.mp4"), format(64, 48))) {
      fill(video, format(64, 48), 10);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void anOldVideoStaysUntilTheNewOneIsFinished() throws IOException {
    Path file = write("a.mp4", format(64, 48), 3);
    byte[] old = Files.readAllBytes(file);
    try (Mp4File video = new Mp4File(file, format(64, 48))) {
      fill(video, format(64, 48), 5);
    }
    assertArrayEquals(old, Files.readAllBytes(file));
    write("a.mp4", format(64, 48), 5);
    assertEquals(5, Mp4Probe.of(file).frames());
  }

  @Test
  void saysWhichFileCannotBeWritten() {
    Path file = folder.resolve("nowhere/a.mp4");
    UncheckedIOException failure =
        assertThrows(UncheckedIOException.class, () -> new Mp4File(file, format(64, 48)));
    assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
  }

  @Test
  void saysWhatEncodes() {
    assertTrue(VideoEncoder.require().matches("ffmpeg [\\d.]+, libopenh264"));
  }
}
