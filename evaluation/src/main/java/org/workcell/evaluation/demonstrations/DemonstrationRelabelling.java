package org.workcell.evaluation.demonstrations;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.workcell.datasets.demonstrations.Demonstration;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.datasets.demonstrations.RewardEpisodes;
import org.workcell.evaluation.RecordedImages;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.reward.EpisodeScorer;
import org.workcell.sim.reward.InstructionForm;
import org.workcell.sim.reward.RewardBatch;
import org.workcell.sim.reward.RewardEpisode;
import org.workcell.sim.reward.RewardModel;
import org.workcell.sim.reward.SentenceTable;

/**
 * Writes demonstrations with the rewards of a model into a new folder. One episode is in memory at
 * a time. The same demonstrations and model give the same bytes. One thread at a time.
 */
public final class DemonstrationRelabelling {

  /** The array of rewards that readers look for. */
  public static final String REWARD = "reward";

  private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private final Demonstrations demonstrations;
  private final DemonstrationManifest manifest;
  private final Order order;
  private final List<String> cameras;
  private final EpisodeScorer scorer;

  /**
   * How demonstrations are relabelled.
   *
   * @param model what scores; stays the caller's to close
   * @param label the model in the user's words
   * @param column the array of the rewards; where it is {@link #REWARD}, the task's own stay as
   *     {@link DemonstrationManifest#TASK_REWARD}
   * @param sentences vectors of the instructions, for a model that reads them
   */
  public record Order(
      RewardModel model, String label, String column, Optional<SentenceTable> sentences) {}

  private DemonstrationRelabelling(
      Demonstrations demonstrations, DemonstrationManifest manifest, Order order) {
    this.demonstrations = demonstrations;
    this.manifest = manifest;
    this.order = order;
    RecordedImages images = manifest.evaluation().images();
    this.cameras = images == null ? List.of() : images.cameras();
    this.scorer = new EpisodeScorer(order.model(), EpisodeScorer.STANDARD_ROWS);
  }

  /**
   * Checks that the model can score the demonstrations: it scores a window of each task.
   *
   * @param from a complete folder of demonstrations
   * @throws BadInputException if it cannot, or the folder is not complete
   */
  public static DemonstrationRelabelling check(Path from, Order order) {
    Demonstrations demonstrations = Demonstrations.open(from);
    if (!demonstrations.isComplete() || demonstrations.kept().isEmpty()) {
      throw new BadInputException(
          "the recording in '%s' %s"
              .formatted(
                  from,
                  demonstrations.isComplete()
                      ? "has no episode"
                      : "is not complete; continue it with --resume '%s'".formatted(from)));
    }
    requireSentences(order);
    DemonstrationRelabelling relabelling =
        new DemonstrationRelabelling(demonstrations, DemonstrationFolder.readManifest(from), order);
    for (String task : demonstrations.tasks()) {
      relabelling.tryFirst(demonstrations.ofTask(task).get(0));
    }
    return relabelling;
  }

  private static void requireSentences(Order order) {
    boolean reads = order.model().spec().instruction() == InstructionForm.EMBEDDING;
    if (reads != order.sentences().isPresent()) {
      throw new BadInputException(
          reads
              ? "reward model %s reads the instruction as a vector; give --sentence-embeddings FILE.npz"
                  .formatted(order.label())
              : "reward model %s reads no vector of the instruction; leave --sentence-embeddings out"
                  .formatted(order.label()));
    }
  }

  private void tryFirst(DemonstrationLine line) {
    Demonstration demonstration = demonstrations.read(line);
    requireColumn(demonstration);
    try {
      order.model().score(RewardBatch.of(read(demonstration), order.model().spec()).rows(0, 1));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private void requireColumn(Demonstration demonstration) {
    String column = order.column();
    if (!COLUMN.matcher(column).matches()) {
      throw new BadInputException(
          "--reward-column '%s' cannot be the name of an array; use lower-case letters, digits and '_'"
              .formatted(column));
    }
    boolean replaces = column.equals(REWARD) || manifest.isOfModel(column);
    Set<String> taken = new HashSet<>(demonstration.names());
    taken.add(DemonstrationManifest.TASK_REWARD);
    if (!replaces && taken.contains(column)) {
      throw new BadInputException(
          "--reward-column '%s' is an array of the demonstrations; use another name"
              .formatted(column));
    }
  }

  private RewardEpisode read(Demonstration demonstration) {
    RewardEpisode.Builder episode = RewardEpisodes.of(demonstration, order.model().spec(), cameras);
    order
        .sentences()
        .ifPresent(table -> episode.embedding(table.vector(demonstration.instruction())));
    return episode.build();
  }

  /** Number of episodes that get rewards. */
  public int count() {
    return demonstrations.kept().size();
  }

  /**
   * Writes the folder.
   *
   * @param out a folder that is new or empty
   * @param sink gets each episode that was written
   * @throws BadInputException if the folder cannot be made, or an episode cannot be scored; the
   *     folder is then not complete
   */
  public DemonstrationSummary write(Path out, Consumer<DemonstrationLine> sink) {
    DemonstrationManifest.Reward added =
        new DemonstrationManifest.Reward(
            order.column(),
            order.label(),
            order.model().identity(),
            order.sentences().map(SentenceTable::sha256).orElse(null));
    try (DemonstrationFolder folder = DemonstrationFolder.create(out, manifest.with(added))) {
      for (DemonstrationLine line : demonstrations.attempts()) {
        DemonstrationLine written = line.kept() ? relabel(folder, line) : line;
        folder.append(written);
        if (written.kept()) {
          sink.accept(written);
        }
      }
      return folder.finish(
          demonstrations.attempts().stream().map(DemonstrationLine::task).distinct().toList());
    }
  }

  private DemonstrationLine relabel(DemonstrationFolder folder, DemonstrationLine line) {
    Demonstration demonstration = demonstrations.read(line);
    // The same order of arrays in every file, whatever it was.
    Map<String, NpyArray> arrays = new TreeMap<>();
    demonstration.names().forEach(name -> arrays.put(name, demonstration.array(name)));
    if (order.column().equals(REWARD)) {
      arrays.putIfAbsent(DemonstrationManifest.TASK_REWARD, demonstration.reward());
    }
    try {
      double[] rewards = scorer.rewards(read(demonstration));
      arrays.put(order.column(), NpyArray.ofDoubles(rewards));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new BadInputException(
          "%s cannot be scored: %s".formatted(line.file().path(), e.getMessage()), e);
    }
    return new DemonstrationLine(
        line.task(),
        line.condition(),
        line.episode(),
        line.instruction(),
        line.ended(),
        line.degradedSteps(),
        line.result(),
        folder.write(line.key(), arrays));
  }
}
