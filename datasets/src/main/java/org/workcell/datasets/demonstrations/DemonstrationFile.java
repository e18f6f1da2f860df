package org.workcell.datasets.demonstrations;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzWriter;

/** Files of episodes: written whole or not at all, and their checksums. */
public final class DemonstrationFile {

  private static final int BUFFER_BYTES = 1 << 16;

  private DemonstrationFile() {}

  /**
   * Writes the file of an episode, with its folders; readers see all of it or nothing.
   *
   * @param folder of the demonstrations
   * @param path relative to it, as {@link DemonstrationFormat#file} gives it
   * @param level see {@link NpzWriter}
   */
  public static DemonstrationLine.File write(
      Path folder, String path, Map<String, NpyArray> arrays, int level) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".new");
    MessageDigest digest = sha256();
    try (OutputStream out =
        new BufferedOutputStream(
            new DigestOutputStream(Files.newOutputStream(next), digest), BUFFER_BYTES)) {
      NpzWriter.write(out, arrays, level);
    }
    long bytes = Files.size(next);
    AtomicFiles.replace(file, next);
    return new DemonstrationLine.File(path, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  /** Whether a file is there with the size and checksum of its line. */
  public static boolean isWhole(Path folder, DemonstrationLine.File file) throws IOException {
    Path path = folder.resolve(file.path());
    if (!Files.isRegularFile(path) || Files.size(path) != file.bytes()) {
      return false;
    }
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest()).equals(file.sha256());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
