package org.workcell.recipes.closedloop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.workcell.datasets.delta.DeltaActions;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.StageFolder;
import org.workcell.sim.control.CommandFilterFactory;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim2real.metrics.Bootstrap;
import org.workcell.sim2real.metrics.Interval;

/**
 * MetaWorld's hand, which is moved as a whole. Its gap is one of its command; the identified model
 * is delay, dead band, gain and the damping of the arm; a delta learns what they leave.
 */
final class HandRobot implements LoopRobot {

  private static final String TRUTH = "gap/hidden/truth.json";
  private static final String LOGS = "gap/logs.json";
  private static final String FOUND = "identified.json";

  private static final long FIRST_SEED = 1_000_000_000L;
  private static final double POSITION_NOISE = 0.0002;
  private static final double HELD_OUT = 0.25;
  private static final double LEAST_GAIN = 0.01;

  /** All logs; the last ones judge the delta. */
  record Logs(List<HandLog> logs) {

    int heldOut() {
      return Math.max(2, (int) Math.round(HELD_OUT * logs.size()));
    }

    List<HandLog> training() {
      return logs.subList(0, logs.size() - heldOut());
    }

    List<HandLog> judging() {
      return logs.subList(logs.size() - heldOut(), logs.size());
    }
  }

  private final LoopPlan plan;
  private final StageFolder files;
  private final TaskDefinition task;
  private final EnvironmentOptions plain;
  private final Consumer<String> progress;
  private final double periodSeconds;

  HandRobot(
      LoopPlan plan,
      StageFolder files,
      TaskDefinition task,
      EnvironmentOptions plain,
      Consumer<String> progress) {
    this.plan = plan;
    this.files = files;
    this.task = task;
    this.plain = plain;
    this.progress = progress;
    this.periodSeconds = EnvironmentFactory.taskSpec(task, plain).controlPeriodSeconds();
  }

  @Override
  public void make() {
    if (!files.has(TRUTH)) {
      files.write(TRUTH, HandGap.draw(plan.gap().family(), plan.gap().level(), plan.seed()));
    }
    if (files.has(LOGS)) {
      return;
    }
    List<HandLog> logs = new ArrayList<>();
    try (EnvironmentFactory factory = new EnvironmentFactory();
        HandReplay robot = new HandReplay(factory, task, hidden())) {
      for (int i = 0; i < plan.logs().trajectories(); i++) {
        logs.add(record(robot, FIRST_SEED + 1000 * plan.seed() + i));
      }
    }
    files.write(LOGS, new Logs(logs));
    progress.accept("logs of the hidden robot: " + logs.size());
  }

  private HandLog record(HandReplay robot, long seed) {
    int rows = (int) Math.round(plan.logs().seconds() / periodSeconds);
    HandMotion motion = new HandMotion(seed);
    RandomStream noise = new SeedStreams(seed).stream("sensors");
    double[][] actions = new double[rows][robot.actionSize()];
    double[][] positions = new double[rows + 1][];
    robot.start(seed);
    double[] first = robot.position();
    double[] hand = first;
    positions[0] = noisy(hand, noise);
    for (int row = 0; row < rows; row++) {
      motion.act(row * periodSeconds, first, hand, actions[row]);
      robot.step(actions[row]);
      hand = robot.position();
      positions[row + 1] = noisy(hand, noise);
    }
    return new HandLog(seed, actions, positions);
  }

  private static double[] noisy(double[] place, RandomStream noise) {
    double[] read = place.clone();
    for (int axis = 0; axis < read.length; axis++) {
      read[axis] += POSITION_NOISE * noise.nextGaussian();
    }
    return read;
  }

  @Override
  public void identify() {
    if (files.has(FOUND)) {
      return;
    }
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      HandGap found =
          new HandIdentification(
                  logs().training(), gap -> new HandReplay(factory, task, gap.behind(plain)))
              .find();
      try (HandReplay nominal = new HandReplay(factory, task, plain);
          HandReplay identified = new HandReplay(factory, task, found.behind(plain))) {
        Judged judged = judge(nominal, identified);
        progress.accept("identified " + found + ": " + judged.reason());
        files.write("params-gate.json", judged);
        files.write(FOUND, judged.accepted() ? found : HandGap.NONE);
      }
    }
  }

  /** A decision on logs that taught nothing, like that of {@code DeltaGate}. */
  record Judged(boolean accepted, String reason, double gain, double low, double high) {}

  private Judged judge(HandReplay without, HandReplay with) {
    List<HandLog> logs = logs().judging();
    double[] before = without.errors(logs);
    double[] after = with.errors(logs);
    Bootstrap bootstrap = new Bootstrap(plan.seed(), Bootstrap.USUAL_RESAMPLES);
    Interval interval =
        bootstrap.percentile(logs.size(), 0.95, chosen -> gain(before, after, chosen));
    int[] all = new int[logs.size()];
    Arrays.setAll(all, i -> i);
    double gain = gain(before, after, all);
    boolean accepted = interval.low() > LEAST_GAIN;
    String reason =
        String.format(
            Locale.ROOT,
            "the error of whole replays is smaller by %.1f %%, 95 %% interval %.1f to %.1f %%",
            100 * gain,
            100 * interval.low(),
            100 * interval.high());
    return new Judged(accepted, reason, gain, interval.low(), interval.high());
  }

  private static double gain(double[] before, double[] after, int[] chosen) {
    double without = 0;
    double with = 0;
    for (int i : chosen) {
      without += before[i];
      with += after[i];
    }
    return 1 - Math.sqrt(with / without);
  }

  @Override
  public boolean delta() {
    if (!files.has(DELTA + "/" + DeltaFiles.DESCRIPTION)) {
      try (EnvironmentFactory factory = new EnvironmentFactory()) {
        learn(factory);
      } catch (IOException e) {
        throw new UncheckedIOException("the delta cannot be written", e);
      }
    }
    return !DeltaFiles.read(files.of(DELTA)).isRefused();
  }

  private void learn(EnvironmentFactory factory) throws IOException {
    HandGap found = found();
    CommandProbe probe = new CommandProbe(3);
    EnvironmentOptions identified = identified();
    List<CommandFilterFactory> filters = new ArrayList<>(List.of(probe));
    filters.addAll(identified.filters());
    ObjectNode report = Json.mapper().createObjectNode();
    DeltaModel model;
    try (HandReplay replay = new HandReplay(factory, task, identified.withFilters(filters))) {
      model =
          new HandDelta(probe, replay, found.delaySeconds(), periodSeconds, plan.seed())
              .train(logs().training(), report, line -> progress.accept("delta: " + line));
    }
    try (HandReplay without = new HandReplay(factory, task, identified);
        HandReplay with =
            new HandReplay(factory, task, identified.withDelta(DeltaAction.of(model)))) {
      Judged judged = judge(without, with);
      progress.accept("delta: " + judged.reason());
      report.put("method", "labels of a simulated hand");
      report.put("seed", plan.seed());
      report.set("gate", Json.mapper().valueToTree(judged));
      DeltaFiles.write(files.of(DELTA), model, report);
    }
  }

  private HandGap found() {
    return files.read(FOUND, HandGap.class);
  }

  private Logs logs() {
    return files.read(LOGS, Logs.class);
  }

  @Override
  public EnvironmentOptions nominal() {
    return plain;
  }

  @Override
  public EnvironmentOptions hidden() {
    return files.read(TRUTH, HandGap.class).behind(plain);
  }

  @Override
  public EnvironmentOptions identified() {
    return found().behind(plain);
  }

  @Override
  public EnvironmentOptions corrected() {
    return identified().withDelta(DeltaActions.read(files.of(DELTA), "", false));
  }
}
