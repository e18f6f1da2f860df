package org.workcell.datasets.demonstrations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.JsonLinesFile;
import org.workcell.datasets.records.SealedLine;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.numpy.NpzFile;

/**
 * A folder of demonstrations to read. Holds the manifest and the index; episodes are read when
 * asked for, and their checksums compared. Immutable; used from many threads.
 *
 * <pre>{@code
 * Demonstrations demonstrations = Demonstrations.open(folder);
 * for (DemonstrationLine line : demonstrations.ofTask("metaworld/push-v3")) {
 *   Demonstration episode = demonstrations.read(line);
 *   float[] actions = episode.action().toFloats();               // [steps][element]
 *   double[] states = episode.observation("observation").toDoubles(); // [steps + 1][element]
 * }
 * }</pre>
 */
public final class Demonstrations {

  /** Bounds on what is read whole, so that a broken or hostile file cannot exhaust memory. */
  private static final long LARGEST_INDEX_BYTES = 1L << 30;

  private static final long LARGEST_MANIFEST_BYTES = 1L << 26;

  private final Path folder;
  private final JsonNode manifest;
  private final List<DemonstrationLine> attempts;
  private final boolean complete;

  private Demonstrations(
      Path folder, JsonNode manifest, List<DemonstrationLine> attempts, boolean complete) {
    this.folder = folder;
    this.manifest = manifest;
    this.attempts = List.copyOf(attempts);
    this.complete = complete;
  }

  /**
   * Opens a folder.
   *
   * @throws BadInputException if it holds no demonstrations of this format, or its index is damaged
   */
  public static Demonstrations open(Path folder) {
    JsonNode manifest = readManifest(folder);
    try {
      Path index = folder.resolve(DemonstrationFormat.INDEX);
      requireSize(index, LARGEST_INDEX_BYTES);
      List<DemonstrationLine> attempts = new ArrayList<>();
      JsonLinesFile file = new JsonLinesFile(index);
      for (JsonLinesFile.Line line : file.scan().values()) {
        attempts.add(parse(file, line));
      }
      boolean complete = Files.isRegularFile(folder.resolve(DemonstrationFormat.SUMMARY));
      return new Demonstrations(folder, manifest, attempts, complete);
    } catch (IOException e) {
      throw new BadInputException(
          "the demonstrations in '%s' cannot be read (%s); restore the files"
              .formatted(folder, IoReason.of(e)),
          e);
    }
  }

  /**
   * The manifest of a folder.
   *
   * @throws BadInputException if there is none of this format
   */
  public static JsonNode readManifest(Path folder) {
    Path file = folder.resolve(DemonstrationFormat.MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "folder '%s' holds no demonstrations (it has no %s); give the --out folder of 'workcell"
                  .formatted(folder, DemonstrationFormat.MANIFEST)
              + " demos'");
    }
    try {
      requireSize(file, LARGEST_MANIFEST_BYTES);
      byte[] bytes = Files.readAllBytes(file);
      requireFormat(file, Json.mapper().readTree(bytes));
      return SealedLine.read(bytes, JsonNode.class);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s is damaged (%s); was the file edited? restore it"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read (%s)".formatted(file, IoReason.of(e)), e);
    }
  }

  private static void requireFormat(Path file, JsonNode manifest) {
    if (!manifest.path("kind").asText().equals(DemonstrationFormat.KIND)) {
      throw new BadInputException(
          "%s is not the manifest of demonstrations; give the --out folder of 'workcell demos'"
              .formatted(file));
    }
    int format = manifest.path("format").asInt();
    if (format != DemonstrationFormat.FORMAT) {
      throw new BadInputException(
          "the demonstrations in '%s' have format %d, and this Workcell reads format %d; record them"
                  .formatted(file.getParent(), format, DemonstrationFormat.FORMAT)
              + " again, or use the build that made them");
    }
  }

  private static void requireSize(Path file, long most) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("%s is not a file; restore it".formatted(file));
    }
    if (Files.size(file) > most) {
      throw new BadInputException(
          "%s has more than the %d bytes that it may take; is it the file of Workcell?"
              .formatted(file, most));
    }
  }

  /**
   * One line of an index.
   *
   * @throws BadInputException if it was changed since it was written
   */
  public static DemonstrationLine parse(JsonLinesFile file, JsonLinesFile.Line line)
      throws IOException {
    try {
      DemonstrationLine parsed = SealedLine.read(file.read(line), DemonstrationLine.class);
      requireOwnFile(file, parsed);
      return parsed;
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "a line of %s is damaged (%s); was the file edited? restore it"
              .formatted(file.path(), e.getOriginalMessage()),
          e);
    }
  }

  private static void requireOwnFile(JsonLinesFile file, DemonstrationLine line) {
    boolean sound =
        line.result() != null
            && line.key().equals(line.result().key())
            && (!line.kept()
                || DemonstrationFormat.file(line.task(), line.episode())
                    .equals(line.file().path()));
    if (!sound) {
      throw new BadInputException(
          "the line of episode %d of %s in %s contradicts itself; restore the file"
              .formatted(line.episode(), line.task(), file.path()));
    }
  }

  /** Where the demonstrations lie. */
  public Path folder() {
    return folder;
  }

  /** What they were made with: {@code manifest.json}. */
  public JsonNode manifest() {
    return manifest;
  }

  /** Whether the recording came to its end; an interrupted one can be continued. */
  public boolean isComplete() {
    return complete;
  }

  /** All attempts, in the order of the file; of complete recordings by task and number. */
  public List<DemonstrationLine> attempts() {
    return attempts;
  }

  /** The attempts that were kept, in the same order. */
  public List<DemonstrationLine> kept() {
    return attempts.stream().filter(DemonstrationLine::kept).toList();
  }

  /** Ids of the tasks of which an episode was kept, in the order of the file. */
  public List<String> tasks() {
    return kept().stream().map(DemonstrationLine::task).distinct().toList();
  }

  /** The kept episodes of a task. */
  public List<DemonstrationLine> ofTask(String task) {
    return kept().stream().filter(line -> line.task().equals(task)).toList();
  }

  /**
   * Reads an episode, whole.
   *
   * @param line one of {@link #kept}
   * @throws BadInputException if its file is missing, damaged or not of this format
   */
  public Demonstration read(DemonstrationLine line) {
    Path path = folder.resolve(line.file().path());
    try {
      if (!DemonstrationFile.isWhole(folder, line.file())) {
        throw new BadInputException(
            "%s is missing or not the file that was recorded; restore it".formatted(path));
      }
      return new Demonstration(path, line, NpzFile.read(path));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be read (%s); restore it".formatted(path, IoReason.of(e)), e);
    }
  }
}
