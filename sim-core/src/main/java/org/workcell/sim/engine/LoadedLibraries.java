package org.workcell.sim.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.workcell.sim.files.IoReason;

/**
 * The native libraries that this process has loaded, by the operating system's account, and whether
 * they are those that were packed. Nothing is remembered: files are read each time. Any thread.
 */
public final class LoadedLibraries {

  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final int CHUNK_BYTES = 1 << 16;

  private LoadedLibraries() {}

  /**
   * The files of loaded libraries.
   *
   * @param name accepts the name of a file, without its folder
   * @throws EngineException if the operating system does not say what is loaded
   */
  public static List<Path> named(Predicate<String> name) {
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .map(LoadedLibraries::file)
          .filter(file -> !file.isEmpty())
          .distinct()
          .map(Path::of)
          .filter(file -> name.test(file.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new EngineException(
          "%s cannot be read (%s), so it is not known which libraries are loaded"
              .formatted(MAPS, IoReason.of(e)),
          e);
    }
  }

  /** The file of a line of the table of mapped memory; empty where there is none. */
  private static String file(String line) {
    int start = line.indexOf('/');
    return start < 0 ? "" : line.substring(start);
  }

  /**
   * Checks that a library is what was packed: the same size and the same CRC-32, which a jar states
   * for each of its entries.
   *
   * @param packed where it was unpacked from
   * @return SHA-256 of the library, in hexadecimal
   * @throws EngineException if it is not, or cannot be read
   */
  public static String requirePacked(Path library, URL packed) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      requireSame(library, packed, sha256);
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** The same for large libraries, without the SHA-256, which takes five times as long. */
  public static void requirePackedFast(Path library, URL packed) {
    requireSame(library, packed, null);
  }

  private static void requireSame(Path library, URL packed, MessageDigest sha256) {
    Checksum found;
    Checksum expected;
    try {
      found = Checksum.of(Files.newInputStream(library), sha256);
      expected = Checksum.of(packed);
    } catch (IOException | URISyntaxException e) {
      throw new EngineException(
          "library %s cannot be compared with what was packed (%s); was it replaced? start again"
              .formatted(library, e),
          e);
    }
    if (!found.equals(expected)) {
      throw damaged(library, found.toString(), expected.toString());
    }
  }

  /** Says that a library is not the one that it should be. */
  static EngineException damaged(Path library, String found, String expected) {
    return new EngineException(
        "library %s is not the one that was built (%s, expected %s); delete that file and run the command again"
            .formatted(library, found, expected));
  }

  private record Checksum(long bytes, long crc32) {

    static Checksum of(URL packed) throws IOException, URISyntaxException {
      if (packed.openConnection() instanceof JarURLConnection jar) {
        return new Checksum(jar.getJarEntry().getSize(), jar.getJarEntry().getCrc());
      }
      return of(Files.newInputStream(Path.of(packed.toURI())), null);
    }

    static Checksum of(InputStream stream, MessageDigest sha256) throws IOException {
      CRC32 crc = new CRC32();
      byte[] chunk = new byte[CHUNK_BYTES];
      long bytes = 0;
      try (InputStream in = new BufferedInputStream(stream, CHUNK_BYTES)) {
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
          crc.update(chunk, 0, read);
          if (sha256 != null) {
            sha256.update(chunk, 0, read);
          }
          bytes += read;
        }
      }
      return new Checksum(bytes, crc.getValue());
    }

    @Override
    public String toString() {
      return "%d bytes with CRC-32 %08x".formatted(bytes, crc32);
    }
  }
}
