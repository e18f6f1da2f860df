package org.workcell.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.workcell.datasets.records.Json;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.training.Checkpoint;

/**
 * The files of a training run: the policy, and beside it, named after it, the manifest, a line of
 * metrics for each round, and the checkpoint.
 *
 * @param policy the TorchScript file
 */
record TrainingFiles(Path policy) {

  private static final String ENDING = ".pt";

  private static final long LARGEST_MANIFEST_BYTES = 1L << 24;

  private static final long LARGEST_METRICS_BYTES = 1L << 30;

  /**
   * The files of a policy.
   *
   * @throws BadInputException if the name does not end in .pt
   */
  static TrainingFiles of(Path policy) {
    Path name = policy.getFileName();
    if (name == null || !name.toString().endsWith(ENDING) || name.toString().equals(ENDING)) {
      throw new BadInputException(
          "'%s' is no name of a policy; give a file that ends in %s".formatted(policy, ENDING));
    }
    return new TrainingFiles(policy);
  }

  private Path beside(String ending) {
    String name = policy.getFileName().toString();
    return policy.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ending);
  }

  Path manifest() {
    return beside(".manifest.json");
  }

  Path metrics() {
    return beside(".metrics.jsonl");
  }

  Path checkpoint() {
    return beside(".checkpoint");
  }

  /**
   * Makes sure that a new run overwrites nothing and can write.
   *
   * @throws BadInputException if one of the files is there, or no folder can hold them
   */
  void requireFree() {
    for (Path file : List.of(policy, manifest(), metrics(), checkpoint())) {
      if (Files.exists(file)) {
        throw new BadInputException(
            "%s exists; choose another --out, or continue it with --resume '%s'"
                .formatted(file, policy));
      }
    }
    Path folder = folder();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new BadInputException(
          "%s cannot be written; choose a folder that you may write in".formatted(policy));
    }
  }

  private Path folder() {
    return policy.toAbsolutePath().normalize().getParent();
  }

  /** Writes the manifest, the first file of a run. */
  void writeManifest(TrainingManifest content) {
    try {
      Files.createDirectories(folder());
      AtomicFiles.write(manifest(), Json.pretty(content).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written (%s)".formatted(manifest(), IoReason.of(e)), e);
    }
  }

  /**
   * Reads the manifest of a run.
   *
   * @throws BadInputException if there is none of this format
   */
  TrainingManifest readManifest() {
    try {
      if (!Files.isRegularFile(manifest()) || Files.size(manifest()) > LARGEST_MANIFEST_BYTES) {
        throw new BadInputException(
            "there is no training run of %s: %s is missing".formatted(policy, manifest()));
      }
      TrainingManifest found =
          Json.mapper().readValue(Files.readAllBytes(manifest()), TrainingManifest.class);
      if (found.format() != TrainingManifest.FORMAT) {
        throw new BadInputException(
            "%s has format %d, and this Workcell reads format %d; use the build that wrote it"
                .formatted(manifest(), found.format(), TrainingManifest.FORMAT));
      }
      return found;
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s is not the manifest of a training run (%s); restore it"
              .formatted(manifest(), Json.problem(e)),
          e);
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be read (%s)".formatted(manifest(), IoReason.of(e)), e);
    }
  }

  /** Adds a line. */
  void append(Object metrics) {
    try {
      Files.write(
          metrics(), Json.line(metrics), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written (%s)".formatted(metrics(), IoReason.of(e)), e);
    }
  }

  /**
   * Drops the lines that were written after the checkpoint.
   *
   * @throws BadInputException if there are fewer lines
   */
  void keepMetrics(int lines) {
    try {
      boolean absent = !Files.isRegularFile(metrics());
      if (!absent && Files.size(metrics()) > LARGEST_METRICS_BYTES) {
        throw new BadInputException(metrics() + " is too large for metrics; restore it");
      }
      List<String> all = absent ? List.of() : Files.readAllLines(metrics());
      if (all.size() < lines) {
        throw new BadInputException(
            "%s has %d lines and the checkpoint %d rounds; restore it"
                .formatted(metrics(), all.size(), lines));
      }
      if (all.size() > lines) {
        String kept = String.join("\n", all.subList(0, lines)) + (lines == 0 ? "" : "\n");
        AtomicFiles.write(metrics(), kept.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read (%s)".formatted(metrics(), IoReason.of(e)), e);
    }
  }

  /** Reads the checkpoint; empty file names none. */
  Checkpoint readCheckpoint(String kind) {
    return Checkpoint.read(checkpoint(), kind);
  }
}
