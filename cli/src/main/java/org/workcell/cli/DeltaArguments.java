package org.workcell.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.delta.DeltaTrainingOptions;
import org.workcell.sim2real.delta.MultiStepDelta;
import org.workcell.sim2real.replay.FewerJoints;
import org.workcell.sim2real.replay.ThinnedLog;
import picocli.CommandLine.Option;

/** The options of learning a delta. */
final class DeltaArguments {

  private static final int EVERY = 5;

  /** Nominal rates may be a little above what clocks of logs say. */
  private static final double FASTER = 1.05;

  @Option(
      names = "--joints",
      paramLabel = "NAME,...",
      split = ",",
      description = "Joints whose commands may be corrected (default: all).")
  private List<String> joints = List.of();

  @Option(
      names = "--leave-out",
      paramLabel = "NAME,...",
      split = ",",
      description =
          "Joints of the logs that the delta neither reads nor changes, such as a gripper that"
              + " tasks do not command by its joint (default: none).")
  private List<String> leftOut = List.of();

  @Option(
      names = "--limit",
      paramLabel = "RAD",
      defaultValue = "0.3",
      description = "Largest correction of a command, rad or m (default: ${DEFAULT-VALUE}).")
  private double limit;

  @Option(
      names = "--norm-weight",
      paramLabel = "W",
      defaultValue = "1",
      description =
          "Weight of the size of corrections in the loss: 0.05/W rad cost as much as one "
              + "standard deviation of the logs' noise (default: ${DEFAULT-VALUE}).")
  private double norm;

  @Option(
      names = "--rate-weight",
      paramLabel = "W",
      defaultValue = "0",
      description =
          "Weight of the change of corrections from row to row in the loss, relative to "
              + "--norm-weight (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "60",
      description = "Maximum number of passes over the labels (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Rounds of labelling states that replays with the delta reach (default: "
              + "${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Gradient steps of the multi-step loss for each window length (default: 60).")
  private Integer iterations;

  @Option(
      names = "--hidden",
      paramLabel = "N,...",
      split = ",",
      defaultValue = "32,32",
      description =
          "Units of the hidden layers of each joint's network (default: " + "${DEFAULT-VALUE}).")
  private List<Integer> hidden;

  @Option(
      names = "--coupled",
      description = "One network that reads all joints, instead of one for each joint.")
  private boolean coupled;

  @Option(
      names = "--row-hz",
      paramLabel = "HZ",
      description =
          "Use every k-th row of logs, so that about this many per second remain, which "
              + "is the delta's control rate (default: all rows).")
  private Double rowRate;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Worker threads (default: one per processor). Results do not depend on it.")
  private Integer threads;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of weights, order and resamples (default: 0).")
  private long seed;

  long seed() {
    return seed;
  }

  int threads() {
    if (threads != null && threads < 1) {
      throw new BadInputException("--workers %d; expected at least 1".formatted(threads));
    }
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /** Logs with the rows and joints that count. */
  List<RobotLog> thinned(List<RobotLog> all) {
    try {
      return leftOut.isEmpty()
          ? atRate(all)
          : atRate(all.stream().map(log -> FewerJoints.of(log, leftOut)).toList());
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--leave-out: " + e.getMessage(), e);
    }
  }

  private List<RobotLog> atRate(List<RobotLog> all) {
    if (rowRate == null) {
      return all;
    }
    if (!(rowRate > 0) || rowRate.isInfinite()) {
      throw new BadInputException(
          "--row-hz %s; expected a positive number of rows in a second".formatted(rowRate));
    }
    for (RobotLog log : all) {
      double rateHz = 1 / log.rowPeriodSeconds();
      if (rowRate > FASTER * rateHz) {
        throw new BadInputException(
            "--row-hz %s: log %s has %.4g rows in a second; expected at most that many"
                .formatted(rowRate, log.meta().name(), rateHz));
      }
    }
    return all.stream().map(log -> ThinnedLog.of(log, rowRate)).toList();
  }

  /** Refuses options that another method has. */
  void requireSuited(String method) {
    if (iterations != null && !method.equals(MultiStepDelta.NAME)) {
      throw new BadInputException(
          "--iterations is an option of --method multistep; remove it, or use it");
    }
  }

  /** How to learn. */
  DeltaTrainingOptions options() {
    DeltaTrainingOptions usual = DeltaTrainingOptions.usual(seed, threads());
    return new DeltaTrainingOptions(
        usual.inputs(),
        hidden,
        coupled,
        joints,
        limit,
        norm,
        rate,
        usual.inputNoise(),
        epochs,
        rounds,
        usual.horizonRows(),
        iterations == null ? usual.iterations() : iterations,
        seed,
        threads());
  }

  /** Names of the logs that judge. */
  List<String> heldOut(List<RobotLog> all, List<String> patterns) {
    List<String> names = all.stream().map(log -> log.meta().name()).toList();
    List<String> chosen = new ArrayList<>();
    for (int i = 0; patterns.isEmpty() && i < names.size(); i++) {
      if (i % EVERY == EVERY - 1 || (names.size() < EVERY && i == names.size() - 1)) {
        chosen.add(names.get(i));
      }
    }
    for (String pattern : patterns) {
      Pattern regex =
          Pattern.compile(
              Arrays.stream(pattern.strip().split("\\*", -1))
                  .map(Pattern::quote)
                  .collect(Collectors.joining(".*")));
      List<String> fitting = names.stream().filter(name -> regex.matcher(name).matches()).toList();
      if (fitting.isEmpty()) {
        throw new BadInputException(
            "--hold-out %s: no such log; there are %s"
                .formatted(pattern, String.join(", ", names)));
      }
      chosen.addAll(fitting);
    }
    if (chosen.size() >= names.size()) {
      throw new BadInputException(
          "all %d logs are held out, so there is nothing to learn from".formatted(names.size()));
    }
    return chosen;
  }
}
