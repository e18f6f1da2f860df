package org.workcell.evaluation.demonstrations;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.demonstrations.DemonstrationFile;
import org.workcell.datasets.demonstrations.DemonstrationFormat;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.JsonLinesFile;
import org.workcell.datasets.records.RunLock;
import org.workcell.datasets.records.SealedLine;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.evaluation.EvaluationPlan;
import org.workcell.evaluation.RunFolder;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.numpy.NpyArray;

/**
 * The folder of a recording while it goes on. An attempt is in it as soon as its line is in the
 * index, which comes after its file. Thread-safe; one process at a time, which a lock ensures.
 */
public final class DemonstrationFolder implements AutoCloseable {

  private static final List<String> OWN_NAMES =
      List.of(DemonstrationFormat.INDEX, DemonstrationFormat.EPISODES, DemonstrationFormat.SUMMARY);

  private final Path folder;
  private final DemonstrationManifest manifest;
  private final RunLock lock;
  private final JsonLinesFile index;
  private final Map<EpisodeKey, DemonstrationLine> attempts = new LinkedHashMap<>();

  private DemonstrationFolder(Path folder, DemonstrationManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
    this.lock = RunLock.take(folder.resolve(DemonstrationFormat.MANIFEST));
    this.index = new JsonLinesFile(folder.resolve(DemonstrationFormat.INDEX));
  }

  /**
   * Checks, without writing, that demonstrations could live there.
   *
   * @throws BadInputException if they could not
   */
  public static void requireFree(Path folder) {
    if (Files.isRegularFile(folder.resolve(DemonstrationFormat.INDEX))
        && Files.isRegularFile(folder.resolve(DemonstrationFormat.MANIFEST))) {
      throw new BadInputException(
          "folder '%s' already holds demonstrations; continue them with --resume '%s' or choose"
                  .formatted(folder, folder)
              + " another --out");
    }
    RunFolder.requireFree(folder);
    for (String name : OWN_NAMES) {
      if (Files.exists(folder.resolve(name))) {
        throw new BadInputException(
            "folder '%s' already holds '%s'; choose another --out".formatted(folder, name));
      }
    }
  }

  /**
   * Makes the folder, its parents and its manifest.
   *
   * @throws BadInputException if it cannot be made or holds something else
   */
  static DemonstrationFolder create(Path folder, DemonstrationManifest manifest) {
    requireFree(folder);
    try {
      Files.createDirectories(folder);
      AtomicFiles.write(
          folder.resolve(DemonstrationFormat.MANIFEST),
          Json.pretty(Json.mapper().readTree(SealedLine.of(manifest)))
              .getBytes(StandardCharsets.UTF_8));
      DemonstrationFolder made = new DemonstrationFolder(folder, manifest);
      made.index.append(new byte[0]);
      return made;
    } catch (IOException e) {
      throw new BadInputException(
          "folder '%s' cannot be made (%s); choose another --out".formatted(folder, e), e);
    }
  }

  /**
   * The manifest of a folder.
   *
   * @throws BadInputException if there is none, or one of another version of Workcell
   */
  public static DemonstrationManifest readManifest(Path folder) {
    var json = Demonstrations.readManifest(folder);
    String version = json.path("evaluation").path("workcell").asText();
    if (!version.equals(WorkcellVersion.current())) {
      throw new BadInputException(
          "the demonstrations in '%s' were made with Workcell %s, this is %s; use that version"
              .formatted(folder, version, WorkcellVersion.current()));
    }
    try {
      DemonstrationManifest manifest = Json.mapper().treeToValue(json, DemonstrationManifest.class);
      if (manifest.evaluation() != null && manifest.keep() != null) {
        return manifest;
      }
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw notAManifest(folder, e);
    }
    throw notAManifest(folder, null);
  }

  private static BadInputException notAManifest(Path folder, Exception cause) {
    return new BadInputException(
        "%s is not the manifest of demonstrations; restore it"
            .formatted(folder.resolve(DemonstrationFormat.MANIFEST)),
        cause);
  }

  /**
   * Opens a folder to continue it. What an interruption cut is dropped, and so are attempts whose
   * file is gone; they are run again.
   *
   * @param now what the manifest would be if the recording started now
   * @throws BadInputException if the files would differ, or one was edited
   */
  static DemonstrationFolder resume(Path folder, DemonstrationManifest now, EvaluationPlan plan) {
    DemonstrationManifest manifest = readManifest(folder);
    if (!manifest.rewards().isEmpty()) {
      throw new BadInputException(
          "folder '%s' has rewards of a model and records nothing; write it again with --from into"
                  .formatted(folder)
              + " a new folder");
    }
    List<String> differences = manifest.differences(now);
    if (!differences.isEmpty()) {
      throw new BadInputException(
          "the recording in '%s' cannot go on: %s; repeat what it was started with, or start a new"
                  .formatted(folder, String.join("; ", differences))
              + " one");
    }
    Path index = folder.resolve(DemonstrationFormat.INDEX);
    if (Files.exists(index) && !Files.isRegularFile(index)) {
      throw new BadInputException("%s is not a file; restore it".formatted(index));
    }
    DemonstrationFolder opened = new DemonstrationFolder(folder, manifest);
    try {
      opened.index.append(new byte[0]);
      opened.readAttempts(plan);
      return opened;
    } catch (IOException e) {
      opened.close();
      throw new BadInputException(
          "folder '%s' cannot be read (%s)".formatted(folder, IoReason.of(e)), e);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void readAttempts(EvaluationPlan plan) throws IOException {
    List<JsonLinesFile.Line> whole = new ArrayList<>();
    for (JsonLinesFile.Line line : index.scan().values()) {
      DemonstrationLine attempt = Demonstrations.parse(index, line);
      requireOwn(attempt, plan);
      if (!attempt.kept() || Files.exists(folder.resolve(attempt.file().path()))) {
        requireUnchanged(attempt);
        attempts.put(attempt.key(), attempt);
        whole.add(line);
      }
    }
    index.keep(whole);
  }

  private void requireOwn(DemonstrationLine attempt, EvaluationPlan plan) {
    EpisodeKey key = attempt.key();
    boolean planned =
        key.episode() >= 0
            && key.episode() < manifest.attempts()
            && plan.firstKeys().contains(new EpisodeKey(key.condition(), key.task(), 0));
    if (!planned || !plan.digest(key).equals(attempt.result().cell())) {
      throw new BadInputException(
          "%s holds attempt %d of %s, which is not part of the recording; restore the file"
              .formatted(index.path(), key.episode(), key.task()));
    }
    if (attempt.kept() != Keep.ofLabel(manifest.keep()).keeps(attempt.result())) {
      throw new BadInputException(
          "%s keeps or leaves attempt %d of %s against --keep %s; restore the file"
              .formatted(index.path(), key.episode(), key.task(), manifest.keep()));
    }
  }

  private void requireUnchanged(DemonstrationLine attempt) throws IOException {
    if (attempt.kept() && !DemonstrationFile.isWhole(folder, attempt.file())) {
      throw new BadInputException(
          "%s is not the file that was recorded; restore it, or delete it to record it again"
              .formatted(folder.resolve(attempt.file().path())));
    }
  }

  /** Where the demonstrations lie. */
  public Path folder() {
    return folder;
  }

  /** What makes them repeatable. */
  public DemonstrationManifest manifest() {
    return manifest;
  }

  /** All attempts so far. */
  public synchronized List<DemonstrationLine> attempts() {
    return List.copyOf(attempts.values());
  }

  /**
   * Writes the file of an episode.
   *
   * @throws UncheckedIOException if the folder cannot be written to
   */
  DemonstrationLine.File write(EpisodeKey key, Map<String, NpyArray> arrays) {
    try {
      String path = DemonstrationFormat.file(key.task(), key.episode());
      return DemonstrationFile.write(folder, path, arrays, manifest.compression());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Notes an attempt, whose file is there if it is kept.
   *
   * @throws UncheckedIOException if the folder cannot be written to
   */
  synchronized void append(DemonstrationLine attempt) {
    try {
      index.append(SealedLine.of(attempt));
      attempts.put(attempt.key(), attempt);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Sorts the index by task and number, so that it does not tell how the recording went, and writes
   * the summary.
   *
   * @param tasks ids, in order
   */
  synchronized DemonstrationSummary finish(List<String> tasks) {
    try {
      Map<EpisodeKey, JsonLinesFile.Line> lines = index.scan();
      List<DemonstrationLine> sorted =
          attempts.values().stream()
              .sorted(
                  Comparator.<DemonstrationLine>comparingInt(each -> tasks.indexOf(each.task()))
                      .thenComparingInt(DemonstrationLine::episode))
              .toList();
      index.keep(sorted.stream().map(each -> lines.get(each.key())).toList());
      DemonstrationSummary summary = DemonstrationSummary.of(tasks, manifest.episodes(), sorted);
      AtomicFiles.write(
          folder.resolve(DemonstrationFormat.SUMMARY),
          Json.pretty(summary).getBytes(StandardCharsets.UTF_8));
      return summary;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private UncheckedIOException unwritable(IOException cause) {
    return new UncheckedIOException(
        "folder '%s' cannot be written to (%s); finished episodes are kept, make room and continue"
                .formatted(folder, cause)
            + " with --resume",
        cause);
  }

  /** Lets other processes use the folder. Idempotent. */
  @Override
  public void close() {
    lock.close();
  }
}
