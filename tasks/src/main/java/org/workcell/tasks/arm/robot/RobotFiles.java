package org.workcell.tasks.arm.robot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.sim.files.BadInputException;

/**
 * Reads the files of one robot and keeps account of them: their checksum, and when they were
 * changed last. One thread at a time.
 */
final class RobotFiles {

  private static final long MOST_BYTES = 1L << 28;

  private record Stamp(FileTime changed, long bytes) {}

  private final Map<Path, Stamp> stamps = new TreeMap<>();
  private final Map<String, byte[]> checksums = new TreeMap<>();
  private long bytes;

  /**
   * Reads a user's file.
   *
   * @param role under which it counts in the checksum, so that it may lie anywhere
   * @throws BadInputException if it cannot be read
   */
  byte[] read(String role, Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new BadInputException(
            "'%s', which the robot needs, is not there; restore it or name another"
                .formatted(file));
      }
      bytes += Files.size(file);
      if (bytes > MOST_BYTES) {
        throw new BadInputException(
            "the robot's files are larger than %d bytes together at '%s'; use smaller meshes"
                .formatted(MOST_BYTES, file));
      }
      stamps.put(file, stamp(file));
      return account(role, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BadInputException("'%s' cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Reads one of our own files. */
  byte[] read(String resource) {
    try (InputStream in = RobotFiles.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("%s is not on the class path".formatted(resource));
      }
      return account(resource, in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("%s cannot be read".formatted(resource), e);
    }
  }

  private byte[] account(String role, byte[] content) {
    checksums.put(role, digest().digest(content));
    return content;
  }

  private static Stamp stamp(Path file) throws IOException {
    return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
  }

  /** Whether all files are as they were read. */
  boolean current() {
    try {
      for (Map.Entry<Path, Stamp> each : stamps.entrySet()) {
        if (!Files.isRegularFile(each.getKey()) || !stamp(each.getKey()).equals(each.getValue())) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** SHA-256 over all that was read, in hexadecimal. */
  String sha256() {
    MessageDigest digest = digest();
    checksums.forEach(
        (role, checksum) -> {
          digest.update(role.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(checksum);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
