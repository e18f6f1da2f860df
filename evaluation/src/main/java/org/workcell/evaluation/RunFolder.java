package org.workcell.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.JsonLinesFile;
import org.workcell.datasets.records.RunLock;
import org.workcell.datasets.records.SealedLine;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/**
 * The folder of one run: manifest, one line for each episode in three files, and what reports add.
 * Episodes are appended as they end, so that a killed run loses none that had ended. Its file names
 * and keys are a contract. Thread-safe; one process at a time, which a lock ensures.
 */
public final class RunFolder implements AutoCloseable {

  static final String MANIFEST = "manifest.json";
  static final String EPISODES = "episodes.jsonl";
  private static final String TIMING = "timing.jsonl";
  static final String RECORDS = "records.jsonl";

  /** Stack traces, for the author of a task or policy. */
  private static final String ERRORS = "errors.txt";

  /** Written by format 1 beside a folder for each condition. */
  private static final String COMPARISON_OF_FORMAT_1 = "perturb.json";

  private static final List<String> OWN_FILES =
      List.of(
          MANIFEST,
          EPISODES,
          TIMING,
          RECORDS,
          ERRORS,
          "summary.json",
          "report.html",
          "perturbation.json",
          "perturbation.html");

  private final Path folder;
  private volatile Manifest manifest;
  private final RunLock lock;
  private final JsonLinesFile episodes;
  private final JsonLinesFile timing;
  private final JsonLinesFile records;
  private final Set<EpisodeKey> finished = new LinkedHashSet<>();

  private RunFolder(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
    this.lock = RunLock.take(folder.resolve(MANIFEST));
    this.episodes = new JsonLinesFile(folder.resolve(EPISODES));
    this.timing = new JsonLinesFile(folder.resolve(TIMING));
    this.records = new JsonLinesFile(folder.resolve(RECORDS));
  }

  /**
   * Checks, without writing, that a run could live there.
   *
   * @throws BadInputException if it could not
   */
  public static void requireFree(Path folder) {
    if (Files.exists(folder.resolve(MANIFEST))) {
      throw new BadInputException(
          "folder '%s' already holds a run; continue it with --resume '%s' or choose another --out"
              .formatted(folder, folder));
    }
    for (String name : OWN_FILES) {
      if (Files.exists(folder.resolve(name))) {
        throw new BadInputException(
            "folder '%s' already holds a file %s; choose another --out".formatted(folder, name));
      }
    }
    Path existing = folder.toAbsolutePath().normalize();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new BadInputException(
          "run folder '%s' cannot be made: '%s' is not a folder that may be written to"
              .formatted(folder, existing));
    }
  }

  /**
   * Makes the folder, its parents and its manifest.
   *
   * @throws BadInputException if it cannot be made or holds a run
   */
  public static RunFolder create(Path folder, Manifest manifest) {
    requireFree(folder);
    try {
      Files.createDirectories(folder);
      AtomicFiles.write(
          folder.resolve(MANIFEST), SealedLine.pretty(manifest).getBytes(StandardCharsets.UTF_8));
      RunFolder run = new RunFolder(folder, manifest);
      run.ensureFiles();
      return run;
    } catch (IOException e) {
      throw new BadInputException(
          "run folder '%s' cannot be made (%s); choose another --out".formatted(folder, e), e);
    }
  }

  /**
   * The manifest of a run.
   *
   * @throws BadInputException if there is none, or one of another version of Workcell
   */
  public static Manifest readManifest(Path folder) {
    Path file = folder.resolve(MANIFEST);
    if (Files.exists(folder.resolve(COMPARISON_OF_FORMAT_1))) {
      throw otherFormat(folder, "1");
    }
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "folder '%s' holds no run (it has no %s); give the --out folder of an earlier run"
              .formatted(folder, MANIFEST));
    }
    try {
      byte[] content = Files.readAllBytes(file);
      JsonNode json = Json.mapper().readTree(content);
      String version = json.path("workcell").asText("");
      if (version.isEmpty()) {
        throw notAManifest(file, null);
      }
      if (!version.equals(WorkcellVersion.current())) {
        throw new BadInputException(
            "the run in '%s' was made with Workcell %s, this is %s; use that version for it"
                .formatted(folder, version, WorkcellVersion.current()));
      }
      if (json.path("format").asInt(1) != Manifest.FORMAT) {
        throw otherFormat(folder, json.path("format").asText("1"));
      }
      return SealedLine.read(content, Manifest.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw notAManifest(file, e);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read (%s)".formatted(file, IoReason.of(e)), e);
    }
  }

  private static BadInputException otherFormat(Path folder, String format) {
    return new BadInputException(
        "the run in '%s' has format %s, and this Workcell reads format %d; use the build that made it,"
                .formatted(folder, format, Manifest.FORMAT)
            + " or start a new run");
  }

  private static BadInputException notAManifest(Path file, Exception cause) {
    String reason =
        cause instanceof JsonProcessingException json ? json.getOriginalMessage() : "no version";
    return new BadInputException(
        "%s is not the manifest of a run as it was written (%s); restore it or start a new run"
            .formatted(file, reason.lines().findFirst().orElse("")),
        cause);
  }

  /**
   * Opens the folder of a run to continue it. Whatever an interruption cut is dropped.
   *
   * @param now what the manifest would be if the run started now
   * @param cells the digest of every cell of the run
   * @throws BadInputException if episodes would differ from those of the run
   */
  public static RunFolder resume(Path folder, Manifest now, Map<EpisodeKey, String> cells) {
    Manifest manifest = readManifest(folder);
    List<String> differences = manifest.differences(now);
    if (!differences.isEmpty()) {
      throw new BadInputException(
          "the run in '%s' cannot go on: %s; repeat what it was started with, or start a new run"
              .formatted(folder, String.join("; ", differences)));
    }
    RunFolder run = new RunFolder(folder, manifest);
    try {
      run.continueWith(cells);
      return run;
    } catch (IOException e) {
      run.close();
      throw new BadInputException(
          "run folder '%s' cannot be read (%s)".formatted(folder, IoReason.of(e)), e);
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  private void ensureFiles() throws IOException {
    for (JsonLinesFile file : lineFiles()) {
      file.append(new byte[0]);
    }
  }

  /**
   * An episode counts as finished where all files have its line; other lines go. Every line is
   * checked before any of them does.
   */
  private void continueWith(Map<EpisodeKey, String> cells) throws IOException {
    if (lineFiles().stream().allMatch(file -> Files.notExists(file.path()))) {
      // The run was killed right after its manifest was written.
      ensureFiles();
    }
    LineRules rules = new LineRules(manifest, cells);
    List<Map<EpisodeKey, JsonLinesFile.Line>> scans =
        List.of(
            episodes.scan(rules.results(episodes.path(), result -> {})),
            timing.scan(rules.timings(timing.path())),
            records.scan(rules.records(records.path())));
    finished.addAll(scans.get(0).keySet());
    scans.forEach(lines -> finished.retainAll(lines.keySet()));
    keepFinished(scans);
  }

  private void keepFinished(List<Map<EpisodeKey, JsonLinesFile.Line>> scans) throws IOException {
    for (int i = 0; i < scans.size(); i++) {
      Map<EpisodeKey, JsonLinesFile.Line> lines = scans.get(i);
      lineFiles().get(i).keep(finished.stream().map(lines::get).toList());
    }
  }

  private List<JsonLinesFile> lineFiles() {
    return List.of(episodes, timing, records);
  }

  /** Where the run lives. */
  public Path folder() {
    return folder;
  }

  /** What makes the run repeatable. */
  public Manifest manifest() {
    return manifest;
  }

  /** Whether an episode is in the folder. */
  public synchronized boolean isFinished(EpisodeKey key) {
    return finished.contains(key);
  }

  /** Number of episodes in the folder. */
  public synchronized int finishedCount() {
    return finished.size();
  }

  /** Number of episodes of the whole run. */
  public int totalCount() {
    return manifest.cells().count();
  }

  /**
   * What an interrupted run says.
   *
   * @param continuation how the user continues it
   */
  public String interruption(String continuation) {
    return "interrupted: %d of %d episodes are kept; continue with: %s"
        .formatted(finishedCount(), totalCount(), continuation);
  }

  /**
   * Keeps an episode. {@code episodes.jsonl} comes last: what is there is complete.
   *
   * @throws UncheckedIOException if the folder cannot be written to
   */
  public synchronized void append(EpisodeOutcome outcome) {
    try {
      if (outcome.failure().isPresent()) {
        appendStackTrace(outcome.result(), outcome.failure().get());
      }
      records.append(SealedLine.of(outcome.record()));
      timing.append(SealedLine.of(outcome.timing()));
      episodes.append(SealedLine.of(outcome.result()));
      finished.add(outcome.result().key());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Keeps what is known of the policy's answers; a difference that was found once stays. Called
   * before episodes are appended, so that none is kept without it.
   *
   * @throws UncheckedIOException if the folder cannot be written to
   */
  public synchronized void note(Repeatability known) {
    if (known.difference() != null && manifest.whyNotRepeatable().isEmpty()) {
      ObjectNode fields = Json.mapper().valueToTree(manifest);
      fields.set("repeatability", Json.mapper().valueToTree(known));
      Manifest noted = Json.mapper().convertValue(fields, Manifest.class);
      writeReport(MANIFEST, SealedLine.pretty(noted));
      manifest = noted;
    }
  }

  private void appendStackTrace(EpisodeResult result, RuntimeException failure) throws IOException {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    String text =
        "%s episode %d seed %d\n%s\n"
            .formatted(result.task(), result.episode(), result.seed(), trace);
    Files.writeString(
        folder.resolve(ERRORS), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /**
   * Sorts the lines by condition, task and episode, so that the files do not tell how the run went,
   * and gives all results.
   */
  public synchronized List<EpisodeResult> finish() {
    try {
      List<Map<EpisodeKey, JsonLinesFile.Line>> scans = new ArrayList<>();
      for (JsonLinesFile file : lineFiles()) {
        scans.add(file.scan());
      }
      List<EpisodeKey> sorted = finished.stream().sorted(manifest.reportOrder()).toList();
      finished.clear();
      finished.addAll(sorted);
      keepFinished(scans);
      return results();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** The results in the folder, in the order of the file. */
  public synchronized List<EpisodeResult> results() {
    List<EpisodeResult> results = new ArrayList<>();
    try {
      episodes.scan((key, line) -> results.add(SealedLine.read(line, EpisodeResult.class)));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(episodes.path()), e);
    }
    return results;
  }

  /** Adds a report, or replaces it; readers see the old file or the new one. */
  public void writeReport(String name, String content) {
    try {
      AtomicFiles.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private UncheckedIOException unwritable(IOException cause) {
    return new UncheckedIOException(
        "run folder '%s' cannot be written to (%s); finished episodes are kept, make room and"
                .formatted(folder, cause.getMessage())
            + " continue with --resume",
        cause);
  }

  /** Lets other processes use the folder. Idempotent. */
  @Override
  public void close() {
    lock.close();
  }
}
