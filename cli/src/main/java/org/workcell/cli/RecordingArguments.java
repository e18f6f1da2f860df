package org.workcell.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.Perturbation;
import org.workcell.evaluation.RecordedPerturbation;
import org.workcell.evaluation.Recording;
import org.workcell.evaluation.demonstrations.DemonstrationManifest;
import org.workcell.evaluation.demonstrations.DemonstrationOrder;
import org.workcell.evaluation.demonstrations.Keep;
import org.workcell.sim.files.BadInputException;
import picocli.CommandLine.Option;

/** The options that say what is recorded and kept; absent ones are null. */
final class RecordingArguments {

  private static final int STANDARD_EPISODES = 10;
  private static final String HORIZON = "horizon";
  private static final int FULL_SEVERITY = 5;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "Episodes to keep of each task (default: 10).")
  private Integer episodes;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "Maximum number of attempts per task (default: ten per episode to keep).")
  private Integer attempts;

  @Option(
      names = "--keep",
      paramLabel = "RULE",
      description =
          "Episodes to keep: success (default; a step met the success rule), success-at-end (the"
              + " last step did) or all.")
  private String keep;

  @Option(
      names = "--after-success",
      paramLabel = "N|horizon",
      description =
          "Steps that an episode continues after its first success (default: 10), or to the"
              + " horizon.")
  private String afterSuccess;

  @Option(
      names = "--degrade",
      paramLabel = "NAME=PARAMETERS",
      description =
          "Degrades the policy's actions before they are executed, for example"
              + " noise=std:0.3,correlation:0.9, pauses=rate:0.01 or detours=rate:0.01; may be"
              + " repeated, in the order of application. 'workcell list --options' shows all.")
  private List<String> degradations;

  @Option(
      names = "--randomize",
      paramLabel = "PRESET",
      description =
          "Draw all factors of a preset in every episode: the name of a preset or a YAML file.")
  private String preset;

  @Option(
      names = "--compression",
      paramLabel = "0..9",
      description = "0 (stored) to 9 (smallest) of the files (default: 1).")
  private Integer compression;

  private int episodes(DemonstrationManifest earlier) {
    if (episodes != null) {
      return episodes;
    }
    return earlier == null ? STANDARD_EPISODES : earlier.episodes();
  }

  /** Most attempts for each task. */
  int attempts(DemonstrationManifest earlier) {
    if (attempts != null) {
      return attempts;
    }
    if (earlier != null) {
      return earlier.attempts();
    }
    long standard = (long) DemonstrationOrder.STANDARD_ATTEMPTS * episodes(null);
    return (int) Math.max(episodes(null), Math.min(standard, Evaluation.MAX_EPISODES));
  }

  /** How episodes are run. */
  Recording recording(DemonstrationManifest earlier) {
    List<String> had = earlier == null ? List.of() : earlier.degradations();
    return new Recording(stepsAfterSuccess(earlier), degradations == null ? had : degradations);
  }

  private OptionalInt stepsAfterSuccess(DemonstrationManifest earlier) {
    if (afterSuccess == null && earlier != null) {
      Integer had = earlier.stepsAfterSuccess();
      return had == null ? OptionalInt.empty() : OptionalInt.of(had);
    }
    if (afterSuccess == null) {
      return OptionalInt.of(DemonstrationOrder.STANDARD_STEPS_AFTER_SUCCESS);
    }
    if (afterSuccess.equals(HORIZON)) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(afterSuccess));
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "--after-success must be a number of steps or horizon, not '%s'".formatted(afterSuccess),
          e);
    }
  }

  /** What varies every episode. */
  Optional<Perturbation> randomization(Manifest earlier) {
    if (preset == null) {
      return Optional.ofNullable(earlier)
          .map(Manifest::preset)
          .map(RecordedPerturbation::perturbation);
    }
    if (earlier != null) {
      throw new BadInputException("the recording knows its preset; remove --randomize");
    }
    return Optional.of(Perturbation.load(preset, FULL_SEVERITY));
  }

  /** What is recorded of an evaluation. */
  DemonstrationOrder order(DemonstrationManifest earlier, Evaluation evaluation) {
    String hadRule = earlier == null ? Keep.SUCCESS.label() : earlier.keep();
    int hadCompression =
        earlier == null ? DemonstrationOrder.STANDARD_COMPRESSION : earlier.compression();
    return new DemonstrationOrder(
        evaluation,
        episodes(earlier),
        Keep.ofLabel(keep == null ? hadRule : keep),
        compression == null ? hadCompression : compression);
  }
}
