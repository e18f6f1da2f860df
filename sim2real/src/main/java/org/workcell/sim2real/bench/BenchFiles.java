package org.workcell.sim2real.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.workcell.datasets.records.Json;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;

/**
 * The folder of a benchmark. A file is there whole or not at all, a folder gets its name when it is
 * complete; so what is there is done, and what an interruption left never counts.
 *
 * @param folder which one
 */
record BenchFiles(Path folder) {

  private static final String HEAD = "bench.json";

  /** What a folder is for. */
  record Head(String workcell, long seed, BenchPlan plan) {}

  /**
   * The folder of a run, which is made, or goes on.
   *
   * @throws BadInputException if it is that of another run, or holds something else
   */
  static BenchFiles of(Head head, Path folder) {
    BenchFiles files = new BenchFiles(folder);
    try {
      Files.createDirectories(folder);
      try (Stream<Path> entries = Files.list(folder)) {
        if (!files.has(HEAD) && entries.findAny().isPresent()) {
          throw new BadInputException(
              "folder '%s' is not empty and holds no benchmark; name a new one".formatted(folder));
        }
      }
    } catch (IOException e) {
      throw new BadInputException("folder '%s' cannot be used (%s)".formatted(folder, e), e);
    }
    if (!files.has(HEAD)) {
      files.write(HEAD, head);
    }
    Head found = files.read(HEAD, Head.class);
    if (!found.equals(head)) {
      throw new BadInputException(
          "'%s' holds a run of suite %s, version %d, seed %d by Workcell %s, not this one; name a new folder"
              .formatted(
                  folder,
                  found.plan().suite(),
                  found.plan().version(),
                  found.seed(),
                  found.workcell()));
    }
    return files;
  }

  Path of(String name) {
    return folder.resolve(name);
  }

  boolean has(String name) {
    return Files.exists(of(name));
  }

  /** A robot's model, taken out of the class path. */
  Path model(String resource) {
    Path file = of("models/" + resource);
    try (InputStream in = BenchFiles.class.getResourceAsStream(resource)) {
      Files.createDirectories(file.getParent());
      AtomicFiles.write(file, in.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(file), e);
    }
  }

  /** Where a folder is made until {@link #finish}; what an interruption left is removed. */
  Path fresh(String name) {
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
  void finish(String name) {
    try {
      Files.move(of(name + ".part"), of(name));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be moved".formatted(of(name)), e);
    }
  }

  void write(String name, Object content) {
    write(name, Json.pretty(content).getBytes(StandardCharsets.UTF_8));
  }

  void write(String name, byte[] content) {
    try {
      Files.createDirectories(of(name).toAbsolutePath().getParent());
      AtomicFiles.write(of(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(of(name)), e);
    }
  }

  <T> T read(String name, Class<T> type) {
    try {
      return Json.mapper().readValue(Files.readAllBytes(of(name)), type);
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be read (%s); remove it to make it again".formatted(of(name), e), e);
    }
  }
}
