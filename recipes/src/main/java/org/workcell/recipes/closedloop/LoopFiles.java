package org.workcell.recipes.closedloop;

import java.io.IOException;
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
 * The folder of a closed loop. A stage whose file is there is done.
 *
 * @param folder which one
 */
record LoopFiles(Path folder) {

  private static final String PLAN = "plan.json";

  /**
   * The folder of a plan, which is made, or goes on.
   *
   * @throws BadInputException if it holds another plan
   */
  static LoopFiles of(LoopPlan plan, Path folder) {
    LoopFiles files = new LoopFiles(folder);
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(PLAN);
      if (!Files.exists(file)) {
        files.write(PLAN, plan);
      }
      LoopPlan found = Json.mapper().readValue(Files.readAllBytes(file), LoopPlan.class);
      if (!found.equals(plan)) {
        throw new BadInputException(
            "%s is the folder of another plan, %s; name a new one".formatted(folder, found));
      }
      return files;
    } catch (IOException e) {
      throw new BadInputException("folder '%s' cannot be used (%s)".formatted(folder, e), e);
    }
  }

  Path of(String name) {
    return folder.resolve(name);
  }

  boolean has(String name) {
    return Files.exists(of(name));
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
    try {
      Files.createDirectories(of(name).getParent());
      AtomicFiles.write(of(name), Json.pretty(content).getBytes(StandardCharsets.UTF_8));
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
