package org.workcell.server.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/** Files and folders that only this user may read: sockets and tokens. */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /**
   * The folder of sockets that nobody has chosen a place for: {@code $XDG_RUNTIME_DIR/workcell}, or
   * {@code /tmp/workcell-UID}. It is made if it is missing.
   *
   * @param environment the process's variables
   * @throws BadInputException if it belongs to somebody else, or others may enter it
   */
  public static Path runtimeFolder(Map<String, String> environment) {
    String given = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    try {
      Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      Path folder = given.isBlank() ? Path.of("/tmp/workcell-" + user) : Path.of(given, "workcell");
      return requirePrivate(folder);
    } catch (IOException e) {
      throw new BadInputException(
          "the folder for sockets cannot be used (%s); name a socket with --listen unix:PATH"
              .formatted(IoReason.of(e)));
    }
  }

  static Path requirePrivate(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    PosixFileAttributes attributes =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    boolean own = attributes.owner().equals(Files.getOwner(Path.of("/proc/self")));
    if (!attributes.isDirectory() || !own || !attributes.permissions().equals(OWNER_ONLY)) {
      throw new BadInputException(
          "%s must be a folder of this user that nobody else may enter (mode 0700), not one of %s with %s; remove it, or name a socket with --listen unix:PATH"
              .formatted(
                  folder,
                  attributes.owner(),
                  PosixFilePermissions.toString(attributes.permissions())));
    }
    return folder;
  }

  /**
   * Reads a token: the text of a file, without white space around it.
   *
   * @throws BadInputException if others may read the file, or it is blank
   */
  public static String readToken(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ)) {
        throw new BadInputException(
            "others may read the token in %s; run 'chmod 600 %s'".formatted(file, file));
      }
      String token = Files.readString(file).strip();
      if (token.isEmpty()) {
        throw new BadInputException(
            "the token file %s is empty; write a long random text into it".formatted(file));
      }
      return token;
    } catch (IOException e) {
      throw new BadInputException(
          "the token file %s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }
}
