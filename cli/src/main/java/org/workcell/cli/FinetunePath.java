package org.workcell.cli;

import java.util.ArrayList;
import java.util.List;
import org.workcell.datasets.delta.DeltaActions;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.CommandPathChoice;
import org.workcell.sim.files.BadInputException;

/**
 * What stands between actions and physics while a policy is trained further; complete, so that the
 * training goes on without the files.
 *
 * @param filters command filters in a user's words, in the order of application
 * @param stages actuator stages in a user's words, in the order of application
 * @param actuators the drives; null where there are none
 * @param delta the delta; null where there is none
 */
record FinetunePath(
    List<String> filters,
    List<String> stages,
    ActuatorModel.Source actuators,
    DeltaAction.Source delta) {

  FinetunePath {
    filters = List.copyOf(filters);
    stages = List.copyOf(stages);
  }

  /**
   * What was chosen, with noise on top.
   *
   * @param noise standard deviation of noise on commands, or null
   * @param rescale range of the factor of an episode's deltas, LOW:HIGH, or null
   * @param without share of the episodes without delta, or null
   */
  static FinetunePath of(CommandPathChoice choice, Double noise, String rescale, Double without) {
    if (choice.actionAdapter() != null) {
      throw new BadInputException(
          "a policy keeps its actions; --action-adapter is for other commands");
    }
    List<String> filters = new ArrayList<>(choice.filters());
    if (noise != null) {
      filters.add("noise=deviation:" + noise);
    }
    return new FinetunePath(
        filters,
        choice.stages(),
        choice.actuatorSource(),
        delta(choice.deltaSource(), rescale, without));
  }

  private static DeltaAction.Source delta(
      DeltaAction.Source source, String rescale, Double without) {
    if (rescale == null && without == null) {
      return source;
    }
    if (source == null) {
      throw new BadInputException("--rescale and --without are for a delta; give one with --delta");
    }
    List<String> words = new ArrayList<>();
    if (!source.options().isBlank()) {
      words.add(source.options());
    }
    if (rescale != null) {
      words.add("rescale=" + rescale);
    }
    if (without != null) {
      words.add("without=" + without);
    }
    DeltaAction.Source changed =
        new DeltaAction.Source(
            source.folder(),
            source.sha256(),
            source.description(),
            source.weights(),
            String.join(",", words),
            source.useRefused());
    return DeltaActions.action(changed).source().orElseThrow();
  }

  /** The same for environments. */
  CommandPathChoice choice() {
    return new CommandPathChoice(
        null,
        filters,
        stages,
        actuators == null ? null : ParameterFiles.of(actuators),
        delta == null ? null : DeltaActions.of(delta),
        Engine.NAME);
  }
}
