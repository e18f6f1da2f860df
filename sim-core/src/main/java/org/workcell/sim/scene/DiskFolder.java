package org.workcell.sim.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.ModelException;

/** Parts in a folder on disk; a file's checksum is computed once. Thread-safe. */
final class DiskFolder implements PartFolder {

  /** Of a mesh or an image; descriptions are far smaller. */
  private static final long MOST_BYTES = 1L << 30;

  private final String label;
  private final Path root;
  private final Map<String, String> sha256ByPath = new ConcurrentHashMap<>();

  DiskFolder(String label, Path root) {
    this.label = label;
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public byte[] read(String path) {
    Path file = root.resolve(path);
    try {
      if (!Files.isRegularFile(file)) {
        throw new ModelException(
            "there is no file '%s', which scenes from %s need; complete the folder '%s'"
                .formatted(file, label, root));
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new ModelException(
            "file '%s' has more than %d bytes; it cannot be part of a scene"
                .formatted(file, MOST_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ModelException("file '%s' cannot be read (%s)".formatted(file, IoReason.of(e)));
    }
  }

  @Override
  public String sha256(String path) {
    return sha256ByPath.computeIfAbsent(path, each -> Checksums.sha256(read(each)));
  }

  @Override
  public String refer(String path, Map<String, byte[]> memory) {
    return root.resolve(path).toString();
  }
}
