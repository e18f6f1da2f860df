package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.policies.Libtorch;
import org.workcell.randomization.Presets;
import org.workcell.recipes.closedloop.ClosedLoop;
import org.workcell.recipes.closedloop.LoopPlan;
import org.workcell.recipes.closedloop.LoopScore;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;
import org.workcell.sim2real.metrics.Interval;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a hidden robot's logs to policies for it, judged on it. */
@Command(
    name = "closed-loop",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Draw a hidden robot, identify it from logs, train a policy with each model of "
            + "it, and evaluate them all on the hidden robot.",
    footer = {
      "",
      "Every stage writes a file in DIR; a second call resumes an interrupted run. "
          + "A policy is trained in the nominal environment and then, in as many further "
          + "steps each, there (nominal), on the hidden robot (oracle), with domain "
          + "randomization, with noise on commands, and with the identified models. "
          + "DIR/results.json has the scores.",
      "",
      "Exit status: 0 done, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real closed-loop arm/reach-v1 --family G9 --level hard --out loops/reach"
    })
final class ClosedLoopCommand implements Callable<Integer> {

  private static final double JOINT_NOISE = 0.02;
  private static final double HAND_NOISE = 0.003;

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TASK", description = "A task of suite arm, kitchen or metaworld.")
  private String task;

  @Option(
      names = "--robot",
      paramLabel = "builtin:NAME",
      defaultValue = "builtin:desktop",
      description = "A built-in arm, for tasks of suite arm (default: ${DEFAULT-VALUE}).")
  private String robot;

  @Option(
      names = "--family",
      paramLabel = "G0..G11",
      defaultValue = "G9",
      description = "Family of the hidden gap (default: ${DEFAULT-VALUE}).")
  private GapFamily family;

  @Option(
      names = "--level",
      paramLabel = "mild|hard",
      defaultValue = "mild",
      description = "Level of the hidden gap (default: ${DEFAULT-VALUE}).")
  private GapLevel level;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of all random draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--control-hz",
      paramLabel = "HZ",
      defaultValue = "50",
      description =
          "Actions in a second in suite arm: 20, 25, 30 or 50 (default: ${DEFAULT-VALUE}).")
  private int controlHz;

  @Option(
      names = "--horizon",
      paramLabel = "STEPS",
      defaultValue = "150",
      description = "Steps of an episode (default: ${DEFAULT-VALUE}).")
  private int horizon;

  @Option(
      names = "--policy",
      paramLabel = "FILE.pt",
      description = "A policy to train further, instead of a first training from scratch.")
  private Path start;

  @Option(
      names = "--trajectories",
      paramLabel = "N",
      description = "Logs for training and gates (default: 12, of MetaWorld's hand 32).")
  private Integer trajectories;

  @Option(
      names = "--log-seconds",
      paramLabel = "S",
      description = "Length of a log (default: 6, of MetaWorld's hand 1).")
  private Double logSeconds;

  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "60",
      description = "Updates of the first training (default: ${DEFAULT-VALUE}).")
  private int updates;

  @Option(
      names = "--discount",
      paramLabel = "G",
      defaultValue = "0.98",
      description = "Discount of a step (default: ${DEFAULT-VALUE}).")
  private double discount;

  @Option(
      names = "--tuning-updates",
      paramLabel = "N",
      defaultValue = "60",
      description = "Updates of each further training (default: ${DEFAULT-VALUE}).")
  private int tuningUpdates;

  @Option(
      names = "--clone",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "In place of PPO: clone N demonstrations that the task's expert gives behind each model.")
  private int demonstrations;

  @Option(
      names = "--degrade",
      paramLabel = "NAME=PARAMETERS",
      description =
          "Degrades the expert's actions in demonstrations, as 'demos' does, for example"
              + " noise=std:0.25,correlation:0.8; what it asked for is cloned; may be repeated.")
  private List<String> degradations = List.of();

  @Option(
      names = "--policies",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Policies trained in each environment, with demonstrations and networks of their own"
              + " seeds; scores are means over them (default: ${DEFAULT-VALUE}).")
  private int policies;

  @Option(
      names = "--envs",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "Environments side by side in trainings, of which each makes 100 steps in an update"
              + " (default: ${DEFAULT-VALUE}).")
  private int environments;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      defaultValue = "0.0003",
      description = "Of each further training (default: ${DEFAULT-VALUE}).")
  private double tuningRate;

  @Option(
      names = "--noise",
      paramLabel = "SIGMA",
      description =
          "Noise on commands of the noise baseline (default: 0.02 rad, of MetaWorld's hand 0.003"
              + " m).")
  private Double noise;

  @Option(
      names = "--randomize",
      paramLabel = "PRESET",
      defaultValue = "dynamics-wide",
      description = "Preset of the baseline with domain randomization (default: ${DEFAULT-VALUE}).")
  private String preset;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "100",
      description = "Episodes on the hidden robot (default: ${DEFAULT-VALUE}).")
  private int episodes;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder.")
  private Path out;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that simulate (default: processors). Results do not depend on it.")
  private Integer workers;

  @Option(
      names = "--only",
      paramLabel = "STAGE,...",
      split = ",",
      description =
          "Do these stages of the loop: logs, model, nominal, oracle, noise, identified, corrected,"
              + " randomized. What these need and is missing is done first. Processes may share a"
              + " folder once logs is done, and for identified and corrected model (default: all).")
  private Set<String> stages = Set.of();

  ClosedLoopCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    TaskDefinition definition = new TaskSelection(registry.get()).task(task);
    Libtorch.version();
    try {
      List<LoopScore> scores =
          ClosedLoop.run(
              plan(definition),
              definition,
              Optional.ofNullable(start),
              Presets.load(preset).training(),
              out,
              new ClosedLoop.Work(stages, PoolOptions.of(Workers.count(workers)), this::say));
      if (!scores.isEmpty()) {
        print(scores);
      }
      return ExitStatus.OK;
    } catch (IllegalArgumentException | EngineException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private LoopPlan plan(TaskDefinition definition) {
    boolean hand = definition.id().startsWith("metaworld/");
    int usualLogs = hand ? 32 : 12;
    double usualSeconds = hand ? 1 : 6;
    double usualNoise = hand ? HAND_NOISE : JOINT_NOISE;
    return LoopPlan.builder(definition.id())
        .robot(robot, controlHz)
        .gap(family, level, seed)
        .episodes(horizon, episodes)
        .start(start == null ? "" : LogFolder.sha256(start))
        .logs(
            trajectories == null ? usualLogs : trajectories,
            logSeconds == null ? usualSeconds : logSeconds)
        .training(updates, tuningUpdates, discount)
        .environments(environments)
        .tuningRate(tuningRate)
        .demonstrations(demonstrations)
        .degradations(degradations)
        .policies(policies)
        .noise(noise == null ? usualNoise : noise)
        .build();
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private void print(List<LoopScore> scores) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf(
        "%-12s %22s %24s %24s %24s %24s%s%n",
        "policy",
        "success_once %",
        "return",
        "recovered %",
        "over nominal",
        "over noise",
        policies > 1 ? "  success_once % of each" : "");
    for (LoopScore each : scores) {
      writer.printf(
          "%-12s %22s %24s %24s %24s %24s%s%n",
          each.policy(),
          words(100 * each.successRate(), each.success(), 100),
          words(each.meanReturn(), each.returns(), 1),
          Double.isNaN(each.recovered())
              ? "no loss"
              : words(100 * each.recovered(), each.recoveredInterval(), 100),
          words(each.overNominal().returns(), each.overNominal().returnsInterval(), 1),
          words(each.overNoise().returns(), each.overNoise().returnsInterval(), 1),
          policies > 1 ? "  " + rates(each.successRates()) : "");
    }
    writer.flush();
  }

  private static String rates(List<Double> rates) {
    return rates.stream()
        .map(rate -> String.format(Locale.ROOT, "%.0f", 100 * rate))
        .collect(Collectors.joining(" "));
  }

  private static String words(double value, Interval interval, double factor) {
    return interval == null
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(
            Locale.ROOT,
            "%.1f [%.1f, %.1f]",
            value,
            factor * interval.low(),
            factor * interval.high());
  }
}
