package org.workcell.datasets.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/**
 * The folder of a long run that goes on where it was interrupted. A file is there whole or not at
 * all, a folder gets its name when it is complete; so what is there is done, and what an
 * interruption left never counts. Names are relative, with slashes. One thread at a time.
 *
 * @param folder which one
 */
public record StageFolder(Path folder) {

  /**
   * What a folder is for; it lies in a file of its own.
   *
   * @param file its name
   * @param content a record that Jackson reads and writes
   * @param description of such a content, for messages
   */
  public record Head<T>(String file, T content, Function<T, String> description) {}

  /**
   * The folder of a run, which is made, or goes on.
   *
   * @throws BadInputException if it is that of another run, or holds something else
   */
  public static <T> StageFolder of(Path folder, Head<T> head) {
    StageFolder stages = new StageFolder(folder);
    try {
      Files.createDirectories(folder);
      try (Stream<Path> entries = Files.list(folder)) {
        if (!stages.has(head.file()) && entries.findAny().isPresent()) {
          throw new BadInputException(
              "folder '%s' is not empty and has no %s; name a new one"
                  .formatted(folder, head.file()));
        }
      }
    } catch (IOException e) {
      throw new BadInputException(
          "folder '%s' cannot be used (%s)".formatted(folder, IoReason.of(e)), e);
    }
    if (!stages.has(head.file())) {
      stages.write(head.file(), head.content());
    }
    @SuppressWarnings("unchecked")
    T found = stages.read(head.file(), (Class<T>) head.content().getClass());
    if (!found.equals(head.content())) {
      throw new BadInputException(
          "'%s' holds a run of %s, not this one; name a new folder"
              .formatted(folder, head.description().apply(found)));
    }
    return stages;
  }

  /** The path of a name. */
  public Path of(String name) {
    return folder.resolve(name);
  }

  /** Whether it is there, and so complete. */
  public boolean has(String name) {
    return Files.exists(of(name));
  }

  /** Where a folder is made until {@link #finish}; what an interruption left is removed. */
  public Path fresh(String name) {
    Path part = of(name + ".part");
    try {
      if (Files.exists(part)) {
        try (Stream<Path> all = Files.walk(part)) {
          for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
          }
        }
      }
      Files.createDirectories(part.toAbsolutePath().getParent());
      return part;
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be removed".formatted(part), e);
    }
  }

  /** Gives a folder its name. */
  public void finish(String name) {
    try {
      Files.move(of(name + ".part"), of(name));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be moved".formatted(of(name)), e);
    }
  }

  /** Writes a value as JSON. */
  public void write(String name, Object content) {
    write(name, Json.pretty(content).getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes. */
  public void write(String name, byte[] content) {
    try {
      Files.createDirectories(of(name).toAbsolutePath().getParent());
      AtomicFiles.write(of(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(of(name)), e);
    }
  }

  /**
   * Reads a value from JSON.
   *
   * @throws BadInputException if there is none of this type
   */
  public <T> T read(String name, Class<T> type) {
    try {
      return Json.mapper().readValue(Files.readAllBytes(of(name)), type);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s is damaged (%s); remove it to make it again".formatted(of(name), Json.problem(e)), e);
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be read (%s); remove it to make it again".formatted(of(name), IoReason.of(e)),
          e);
    }
  }
}
