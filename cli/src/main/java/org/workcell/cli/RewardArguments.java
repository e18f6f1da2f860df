package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.workcell.evaluation.NetworkSource;
import org.workcell.evaluation.demonstrations.DemonstrationFolder;
import org.workcell.evaluation.demonstrations.DemonstrationRelabelling;
import org.workcell.evaluation.demonstrations.DemonstrationSummary;
import org.workcell.policies.InferenceOptions;
import org.workcell.policies.TorchScriptReward;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.providers.Providers;
import org.workcell.sim.reward.RewardModel;
import org.workcell.sim.reward.RewardModelProvider;
import org.workcell.sim.reward.SentenceTable;
import org.workcell.sim.reward.SuccessClassifier;
import picocli.CommandLine.Option;

/** The options that give recorded demonstrations the rewards of a model. */
final class RewardArguments {

  @Option(
      names = "--reward-model",
      paramLabel = "FILE.pt|NAME[=PARAMETERS]",
      description =
          "With --from FOLDER: write the demonstrations with the rewards of a TorchScript file, or"
              + " of a model in Java, such as columns=constant:-1,change.stages_reached:10.")
  private String model;

  @Option(
      names = "--reward-column",
      paramLabel = "NAME",
      description =
          "The array of these rewards (default: reward; the task's own then stay as task_reward).")
  private String column;

  @Option(
      names = "--reward-threshold",
      paramLabel = "P",
      description = "The model gives probabilities of success: reward 1 from P on, else 0.")
  private Double threshold;

  @Option(
      names = "--sentence-embeddings",
      paramLabel = "FILE.npz",
      description =
          "Vectors of the instructions for a model that reads them: arrays sentences [N] and"
              + " embeddings [N][size].")
  private Path sentences;

  /**
   * Whether demonstrations get rewards.
   *
   * @throws BadInputException if options are given that need a model
   */
  boolean given() {
    if (model == null && (column != null || threshold != null || sentences != null)) {
      throw new BadInputException(
          "--reward-column, --reward-threshold and --sentence-embeddings need --reward-model");
    }
    return model != null;
  }

  /**
   * Writes the demonstrations with the rewards.
   *
   * @param inference how a network is asked
   */
  DemonstrationSummary relabel(
      Path from, Path out, Supplier<InferenceOptions> inference, PrintWriter err) {
    DemonstrationFolder.requireFree(out);
    Optional<SentenceTable> table = Optional.ofNullable(sentences).map(SentenceTable::read);
    try (RewardModel scorer = open(inference)) {
      DemonstrationRelabelling relabelling =
          DemonstrationRelabelling.check(
              from,
              new DemonstrationRelabelling.Order(
                  scorer, model, column == null ? DemonstrationRelabelling.REWARD : column, table));
      try (Progress progress = Progress.ofReplays(err, "scored", relabelling.count())) {
        return relabelling.write(out, line -> progress.add(line.result()));
      }
    }
  }

  private RewardModel open(Supplier<InferenceOptions> inference) {
    try {
      RewardModel opened =
          model.endsWith(NetworkSource.ENDING)
              ? TorchScriptReward.load(Path.of(model), inference.get())
              : named();
      return threshold == null ? opened : classifier(opened);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private RewardModel classifier(RewardModel probability) {
    try {
      return new SuccessClassifier(probability, threshold);
    } catch (IllegalArgumentException e) {
      probability.close();
      throw e;
    }
  }

  private RewardModel named() {
    return Providers.named(
            "reward model",
            Providers.nameOf(model),
            Providers.load(RewardModelProvider.class),
            RewardModelProvider::name)
        .create(Providers.parametersOf(model));
  }
}
