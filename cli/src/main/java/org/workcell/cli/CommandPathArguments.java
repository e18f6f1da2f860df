package org.workcell.cli;

import java.nio.file.Path;
import java.util.List;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.evaluation.Manifest;
import org.workcell.sim.environment.CommandPathChoice;
import picocli.CommandLine.Option;

/** The options that say what stands between actions and physics; absent ones are null. */
final class CommandPathArguments {

  @Option(
      names = "--action-adapter",
      paramLabel = "NAME[=PARAMETERS]",
      description =
          "Gives actions another meaning before the controller reads them, for example"
              + " latched-gripper. Other jars may offer more, see --suites.")
  private String actionAdapter;

  @Option(
      names = "--filter",
      paramLabel = "NAME[=PARAMETERS]",
      description =
          "Changes commands on their way to the physics, for example"
              + " offset=hand_target_x:0.005; may be repeated, in the order of application.")
  private List<String> filters;

  @Option(
      names = "--stage",
      paramLabel = "NAME[=PARAMETERS]",
      description =
          "Acts between controls and each physics step, for example delay=delay_seconds:0.02; may"
              + " be repeated, in the order of application.")
  private List<String> stages;

  @Option(
      names = "--actuators",
      paramLabel = "FILE",
      description =
          "The drives of a robot, a params.json of 'workcell sim2real identify': its actuator chain"
              + " acts on the actuators that it names, behind all stages, and its constants on"
              + " their joints. The run keeps a copy.")
  private Path actuators;

  /** The file of the drives; null where none is given. */
  Path actuatorsFile() {
    return actuators;
  }

  /**
   * What is meant.
   *
   * @param earlier the run to be resumed, or null
   */
  CommandPathChoice choice(Manifest earlier) {
    CommandPathChoice had = earlier == null ? CommandPathChoice.NONE : earlier.commandPathChoice();
    return new CommandPathChoice(
        actionAdapter == null ? had.actionAdapter() : actionAdapter,
        filters == null ? had.filters() : filters,
        stages == null ? had.stages() : stages,
        actuators == null ? had.actuators() : ParameterFiles.readActuators(actuators),
        null);
  }
}
