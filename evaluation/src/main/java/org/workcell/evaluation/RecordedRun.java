package org.workcell.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.datasets.records.EpisodeRecordLine;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.datasets.records.JsonLinesFile;
import org.workcell.datasets.records.SealedLine;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/**
 * A run folder to read. Holds the results; records, which are long, are read when asked for. Of a
 * run that is not complete it has the episodes that were finished when it was opened.
 */
public final class RecordedRun {

  private final Path folder;
  private final Manifest manifest;
  private final JsonLinesFile recordLines;
  private final Map<EpisodeKey, JsonLinesFile.Line> records;
  private final List<EpisodeResult> results;
  private final LineRules rules;

  private RecordedRun(Path folder) throws IOException {
    this.folder = folder;
    this.manifest = RunFolder.readManifest(folder);
    this.recordLines = new JsonLinesFile(folder.resolve(RunFolder.RECORDS));
    this.rules = new LineRules(manifest, Map.of());
    this.records = recordLines.scan();
    JsonLinesFile episodes = new JsonLinesFile(folder.resolve(RunFolder.EPISODES));
    List<EpisodeResult> read = new ArrayList<>();
    episodes.scan(rules.results(episodes.path(), read::add));
    rules.requireCells(episodes.path(), read);
    this.results = read.stream().filter(result -> records.containsKey(result.key())).toList();
  }

  /**
   * Opens a folder.
   *
   * @throws BadInputException if it holds no run of this version of Workcell
   */
  public static RecordedRun open(Path folder) {
    try {
      return new RecordedRun(folder);
    } catch (IOException e) {
      throw new BadInputException(
          "the run in '%s' cannot be read (%s); restore its files"
              .formatted(folder, IoReason.of(e)),
          e);
    }
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  /** What it was made with. */
  public Manifest manifest() {
    return manifest;
  }

  /** How its finished episodes ended, in the order of the file. */
  public List<EpisodeResult> results() {
    return results;
  }

  /**
   * From what an episode can be rebuilt.
   *
   * @throws BadInputException if its line cannot be read
   */
  EpisodeRecordLine record(EpisodeResult result) {
    try {
      byte[] line = recordLines.read(records.get(result.key()));
      EpisodeRecordLine record = SealedLine.read(line, EpisodeRecordLine.class);
      rules.requireMatch(recordLines.path(), result, record);
      return record;
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "the record of episode %d of %s in %s is damaged (%s); was the file edited? restore it"
              .formatted(
                  result.episode(), result.task(), recordLines.path(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be read (%s); restore it".formatted(recordLines.path(), IoReason.of(e)), e);
    }
  }

  /** Whether a folder holds a run. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(RunFolder.MANIFEST));
  }
}
