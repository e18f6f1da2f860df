package org.workcell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.workcell.policies.testing.Models;
import org.workcell.sim.rendering.RenderingBackend;
import org.workcell.video.VideoEncoder;

/** Videos in tests. */
final class Videos {

  private Videos() {}

  /** Skips the calling test with a printed reason where videos cannot be made. */
  static void needThem() {
    Models.skipUnless(
        VideoEncoder.isResolved(),
        "ffmpeg is not on the class path; './workcell test' resolves it, 'mvn -Pffmpeg' uses it");
    RenderingBackend backend = RenderingBackend.probe();
    Models.skipUnless(backend.available(), backend.description());
  }

  /** Names of all files, hidden ones too, in order. */
  static List<String> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
