package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.workcell.datasets.delta.DeltaActions;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.evaluation.Manifest;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.environment.CommandPathChoice;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.providers.Providers;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say what stands between actions and physics; absent ones are null. */
final class CommandPathArguments {

  private static final String DELTA = "delta";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--action-adapter",
      paramLabel = "NAME[=PARAMETERS]",
      description =
          "Converts actions before the controller reads them, for example "
              + "latched-gripper. Other jars may offer more, see --suites.")
  private String actionAdapter;

  @Option(
      names = "--filter",
      paramLabel = "NAME[=PARAMETERS]",
      description =
          "Filter of commands before the physics, for example offset=hand_target_x:0.005;"
              + " may be repeated, in the order of application.")
  private List<String> filters;

  @Option(
      names = "--stage",
      paramLabel = "NAME[=PARAMETERS]",
      description =
          "Stage between controls and each physics step, for example delay=delay_seconds:0.02; may"
              + " be repeated, in the order of application.")
  private List<String> stages;

  @Option(
      names = "--actuators",
      paramLabel = "FILE",
      description =
          "Identified drives of a robot: a params.json of 'workcell sim2real identify'. "
              + "Its actuator chain runs after all stages, on the actuators that it names; its "
              + "constants apply to their joints. The run keeps a copy.")
  private Path actuators;

  @Option(
      names = "--delta",
      paramLabel = "DIR",
      description =
          "A delta action, a folder of 'workcell sim2real delta': corrects commands before all"
              + " filters, or torques in every physics step. --filter delta=DIR is the same. The"
              + " run keeps a copy.")
  private Path delta;

  @Option(
      names = "--delta-options",
      paramLabel = "OPTIONS",
      description =
          "How the delta is used, with commas between: rescale=LOW:HIGH multiplies it by a number"
              + " drawn for each episode, without=SHARE of the episodes have none, channels=A+B are"
              + " the only ones that act, trust=off uses it outside its training range, too,"
              + " drive_gain=VALUE says what this robot has of the constant that the logs of"
              + " training differed in.")
  private String deltaOptions;

  @Option(
      names = "--allow-refused-delta",
      description = "Uses the delta even if its gate refused it on held-out logs.")
  private boolean refusedDelta;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "The engine that moves the joints: mujoco (default), or bullet or bullet-plain for"
              + " arm/track-v1 and arm/reach-v1. MuJoCo reads the state in any case.")
  private String engine;

  /**
   * What is meant.
   *
   * @param earlier the run to be resumed, or null
   */
  CommandPathChoice choice(Manifest earlier) {
    CommandPathChoice had = earlier == null ? CommandPathChoice.NONE : earlier.commandPathChoice();
    return new CommandPathChoice(
        actionAdapter == null ? had.actionAdapter() : actionAdapter,
        filters == null ? had.filters() : withoutDelta(filters),
        stages == null ? had.stages() : stages,
        actuators == null ? had.actuators() : ParameterFiles.readActuators(actuators),
        delta(had),
        engine == null ? had.engine() : engine);
  }

  private DeltaAction delta(CommandPathChoice had) {
    List<String> named = filters == null ? List.of() : filters;
    List<String> asFilter = named.stream().filter(CommandPathArguments::isDelta).toList();
    if (asFilter.size() + (delta == null ? 0 : 1) > 1) {
      throw new BadInputException("there are several deltas; an environment has one at most");
    }
    Path folder = asFilter.isEmpty() ? delta : Path.of(Providers.parametersOf(asFilter.get(0)));
    if (folder == null && deltaOptions == null && !refusedDelta) {
      return had.delta();
    }
    if (folder == null) {
      throw new BadInputException(
          "--delta-options and --allow-refused-delta say how a delta is used; name one with"
              + " --delta");
    }
    DeltaAction action =
        DeltaActions.read(folder, deltaOptions == null ? "" : deltaOptions, refusedDelta);
    tellOtherDrives(folder);
    return action;
  }

  /** A delta corrects what the drives leave that it was learned on; with others it is used, too. */
  private void tellOtherDrives(Path folder) {
    String learnedOn = DeltaFiles.read(folder).report().path("params").path("sha256").asText("");
    String given = actuators == null ? "" : LogFolder.sha256(actuators);
    if (!learnedOn.equals(given)) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "note: delta %s was learned on %s, and %s%n",
          folder,
          learnedOn.isEmpty()
              ? "the nominal model"
              : "parameters of SHA-256 %s".formatted(learnedOn),
          given.isEmpty() ? "--actuators names none" : "--actuators names others");
      err.flush();
    }
  }

  private static List<String> withoutDelta(List<String> filters) {
    return filters.stream().filter(each -> !isDelta(each)).toList();
  }

  private static boolean isDelta(String filter) {
    return Providers.nameOf(filter).equals(DELTA);
  }
}
