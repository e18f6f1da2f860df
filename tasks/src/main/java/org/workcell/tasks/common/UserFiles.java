package org.workcell.tasks.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.workcell.sim.files.BadInputException;

/**
 * Reads the files of something that users bring, such as a robot, and keeps account of them: their
 * checksum, and when they were changed last. One thread at a time.
 */
public final class UserFiles {

  private static final Comparator<Path> BY_NAME = Comparator.comparing(UserFiles::name);

  private record Stamp(FileTime changed, long bytes) {}

  private final Map<Path, Stamp> stamps = new TreeMap<>();
  private final Map<String, byte[]> checksums = new TreeMap<>();
  private final String owner;
  private final long mostBytes;
  private long bytes;

  /**
   * Nothing read so far.
   *
   * @param owner what the files belong to, for messages, for example {@code robot}
   * @param mostBytes how large they may be together
   */
  public UserFiles(String owner, long mostBytes) {
    this.owner = owner;
    this.mostBytes = mostBytes;
  }

  /**
   * Reads a user's file.
   *
   * @param role under which it counts in the checksum, so that it may lie anywhere
   * @throws BadInputException if it cannot be read
   */
  public byte[] read(String role, Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new BadInputException(
            "'%s', which the %s needs, is not there; restore it or name another"
                .formatted(file, owner));
      }
      bytes += Files.size(file);
      if (bytes > mostBytes) {
        throw new BadInputException(
            "the %s's files are larger than %d bytes together at '%s'; use smaller meshes"
                .formatted(owner, mostBytes, file));
      }
      stamps.put(file, stamp(file));
      return account(role, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BadInputException("'%s' cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * What lies in a user's folder, in the order of names, without hidden files.
   *
   * @throws BadInputException if it cannot be read
   */
  public List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      stamps.put(folder, stamp(folder));
      return entries.filter(each -> !name(each).startsWith(".")).sorted(BY_NAME).toList();
    } catch (IOException e) {
      throw new BadInputException(
          "folder '%s' cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  /** Reads one of our own files. */
  public byte[] read(String resource) {
    try (InputStream in = UserFiles.class.getClassLoader().getResourceAsStream(resource)) {
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
  public boolean current() {
    try {
      for (Map.Entry<Path, Stamp> each : stamps.entrySet()) {
        if (!Files.exists(each.getKey()) || !stamp(each.getKey()).equals(each.getValue())) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** SHA-256 over all that was read, in hexadecimal. */
  public String sha256() {
    MessageDigest digest = digest();
    checksums.forEach(
        (role, checksum) -> {
          digest.update(role.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(checksum);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
