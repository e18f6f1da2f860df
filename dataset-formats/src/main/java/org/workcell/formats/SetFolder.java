package org.workcell.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.workcell.sim.files.BadInputException;

/**
 * The folder of a data set while it is written: files grow in a folder inside it and move to their
 * places when all are complete.
 */
public final class SetFolder implements AutoCloseable {

  private static final String PART = ".part";

  private final Path folder;
  private final Path part;

  /**
   * Makes the folder.
   *
   * @param folder where the set is to lie; may hold other things
   * @param names what the set will hold at its top
   * @throws BadInputException if it holds one of them already, or cannot be made
   */
  public SetFolder(Path folder, List<String> names) {
    requireFree(folder, names);
    this.folder = folder;
    this.part = folder.resolve(PART);
    try {
      Files.createDirectories(folder);
      delete(part);
      Files.createDirectory(part);
    } catch (IOException e) {
      throw new BadInputException(
          "folder '%s' cannot be made (%s); choose another --out".formatted(folder, e), e);
    }
  }

  /**
   * Checks, without writing, that a set could lie there.
   *
   * @throws BadInputException if it could not
   */
  public static void requireFree(Path folder, List<String> names) {
    for (String name : names) {
      if (Files.exists(folder.resolve(name))) {
        throw new BadInputException(
            "folder '%s' already holds '%s'; choose another --out".formatted(folder, name));
      }
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new BadInputException(
          "'%s' is a file, not a folder; choose another --out".formatted(folder));
    }
  }

  /**
   * Where a file grows; its folders are made.
   *
   * @throws BadInputException if the folder holds a file of its name already
   */
  public Path file(String path) throws IOException {
    requireFree(folder, List.of(path));
    Path file = part.resolve(path);
    Files.createDirectories(file.getParent());
    return file;
  }

  /** Moves everything to its place. */
  public void finish() throws IOException {
    try (Stream<Path> complete = Files.walk(part)) {
      for (Path each : complete.filter(Files::isRegularFile).toList()) {
        Path place = folder.resolve(part.relativize(each).toString());
        Files.createDirectories(place.getParent());
        Files.move(each, place);
      }
    }
    close();
  }

  /** Removes what has not moved. Idempotent. */
  @Override
  public void close() throws IOException {
    delete(part);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
