package org.workcell.server.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of segments' files, which tell whose they are; files of killed servers are removed. */
final class Leftovers {

  private static final Pattern NAME =
      Pattern.compile("workcell-segment-(\\d+)-(\\d+)-(\\d+)-[0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 16;

  private Leftovers() {}

  /** A name for a file of this process that nobody can guess. */
  static String newName(OwnProcess owner) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return "workcell-segment-%s-%d-%d-%s"
        .formatted(
            owner.namespace(), owner.pid(), owner.startTicks(), HexFormat.of().formatHex(random));
  }

  /** Removes files of this user's servers that run no more; returns how many. */
  static int remove(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int removed = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "workcell-segment-*")) {
      for (Path file : files) {
        if (isLeft(file) && Files.deleteIfExists(file)) {
          removed++;
        }
      }
    } catch (IOException e) {
      // What cannot be read or removed now stays for the next start.
      return removed;
    }
    return removed;
  }

  private static boolean isLeft(Path file) throws IOException {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches()
        && name.group(1).equals(OwnProcess.current().namespace())
        && OwnProcess.userOf(file) == OwnProcess.user()
        && !OwnProcess.runs(Long.parseLong(name.group(2)), Long.parseLong(name.group(3)));
  }
}
