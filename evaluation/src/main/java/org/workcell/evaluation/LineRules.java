package org.workcell.evaluation;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.datasets.records.EpisodeRecordLine;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.datasets.records.JsonLinesFile;
import org.workcell.datasets.records.SealedLine;
import org.workcell.sim.files.BadInputException;

/**
 * What the lines of a run have to be: unchanged since they were written, and of an episode that the
 * run has, with the seed, the variation and the cell that it has there. Immutable.
 */
final class LineRules {

  private final Manifest manifest;
  private final Map<EpisodeKey, String> cells;
  private final Map<String, Manifest.Task> tasks;
  private final Map<String, Set<String>> tasksByCondition;

  /**
   * Rules of a run.
   *
   * @param cells the digest of every cell; empty where only the manifest is known
   */
  LineRules(Manifest manifest, Map<EpisodeKey, String> cells) {
    this.manifest = manifest;
    this.cells = cells;
    this.tasks =
        manifest.tasks().stream().collect(Collectors.toMap(Manifest.Task::id, task -> task));
    this.tasksByCondition =
        manifest.conditions().stream()
            .collect(
                Collectors.toMap(
                    Manifest.Condition::name, each -> new HashSet<>(each.tasks()), (a, b) -> a));
  }

  /** For {@code episodes.jsonl}; results that pass go to a sink. */
  JsonLinesFile.Check results(Path file, Consumer<EpisodeResult> sink) {
    return (key, line) -> {
      EpisodeResult result = SealedLine.read(line, EpisodeResult.class);
      requirePlanned(file, key);
      requireSame(file, key, "cell", result.cell(), cells.getOrDefault(key, result.cell()));
      requireIdentity(file, key, result.seed(), result.variation());
      int horizon = tasks.get(key.task()).horizon();
      if (result.steps() < 0 || result.steps() > horizon) {
        throw refused(file, key, "%d steps of %d".formatted(result.steps(), horizon));
      }
      sink.accept(result);
    };
  }

  /** For {@code records.jsonl}. */
  JsonLinesFile.Check records(Path file) {
    return (key, line) -> {
      EpisodeRecordLine record = SealedLine.read(line, EpisodeRecordLine.class);
      requirePlanned(file, key);
      requireRecord(file, key, record);
    };
  }

  private void requireRecord(Path file, EpisodeKey key, EpisodeRecordLine record) {
    Manifest.Task task = tasks.get(key.task());
    requireSame(file, key, "cell", record.cell(), cells.getOrDefault(key, record.cell()));
    requireIdentity(file, key, record.seed(), record.variation());
    requireSame(file, key, "profile", record.profile(), manifest.profile());
    requireSame(file, key, "horizon", record.horizon(), task.horizon());
    requireSame(file, key, "settings", record.settings(), task.settings());
    requireSame(file, key, "engine", record.engine(), manifest.engine().label());
    if (key.condition().equals(Condition.NONE)) {
      requireSame(file, key, "assets_sha256", record.assetsSha256(), task.assetsSha256());
    }
    String path = manifest.commandPath().label();
    requireSame(file, key, "command path", record.commandPath().label(), path);
  }

  /** For {@code timing.jsonl}. */
  JsonLinesFile.Check timings(Path file) {
    return (key, line) -> {
      SealedLine.read(line, EpisodeTiming.class);
      requirePlanned(file, key);
    };
  }

  /** A record is of the episode whose result is known. */
  void requireMatch(Path file, EpisodeResult result, EpisodeRecordLine record) {
    EpisodeKey key = result.key();
    requireSame(file, key, "cell", record.cell(), result.cell());
    requireSame(file, key, "variation", record.variation(), result.variation());
    requireRecord(file, key, record);
  }

  /** All episodes of a complete run are the cells of its manifest. */
  void requireCells(Path file, List<EpisodeResult> results) {
    if (results.size() < manifest.cells().count()) {
      return;
    }
    List<String> digests =
        results.stream()
            .sorted((a, b) -> manifest.reportOrder().compare(a.key(), b.key()))
            .map(EpisodeResult::cell)
            .toList();
    if (!Manifest.Cells.of(digests).equals(manifest.cells())) {
      throw new BadInputException(
          "%s holds other episodes than its manifest; was one of them edited? restore it"
              .formatted(file));
    }
  }

  private void requirePlanned(Path file, EpisodeKey key) {
    boolean planned =
        cells.isEmpty()
            ? tasks.containsKey(key.task())
                && tasksByCondition.getOrDefault(key.condition(), Set.of()).contains(key.task())
                && key.episode() >= 0
                && key.episode() < manifest.episodes()
            : cells.containsKey(key);
    if (!planned) {
      throw refused(file, key, "not part of the run");
    }
  }

  private void requireIdentity(Path file, EpisodeKey key, long seed, int variation) {
    requireSame(file, key, "seed", seed, manifest.firstSeed() + key.episode());
    if (manifest.variation() != null) {
      requireSame(file, key, "variation", variation, manifest.variation());
    }
    int variations = tasks.get(key.task()).variations().size();
    if (variation < 0 || variation >= variations) {
      throw refused(file, key, "variation %d of %d".formatted(variation, variations));
    }
  }

  private static void requireSame(
      Path file, EpisodeKey key, String what, Object found, Object expected) {
    if (!expected.equals(found)) {
      throw refused(file, key, "%s %s, expected %s".formatted(what, found, expected));
    }
  }

  private static BadInputException refused(Path file, EpisodeKey key, String what) {
    return new BadInputException(
        "%s holds episode %d of %s under condition %s, which is not as the run has it (%s); restore the file"
            .formatted(file, key.episode(), key.task(), key.condition(), what));
  }
}
