package org.workcell.tasks.kitchen.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.tasks.parity.Differences;
import org.workcell.tasks.parity.RecordedEpisodes;

/** One recording next to one environment. */
final class KitchenReplay {

  private static final int RESET = -1;
  private static final int ROBOT = 9;
  private static final List<String> MASKS =
      List.of("tasks_to_complete", "step_task_completions", "episode_task_completions");

  private final NpzFile recording;
  private final RecordedEpisodes episodes;
  private final List<String> elements;
  private final SimulatedEnvironment environment;
  private final Differences differences;
  private final EpisodeSeeds seeds;
  private final GoalOrder goals;
  private final BatchStorage storage;
  private final double[] state;

  KitchenReplay(
      NpzFile recording,
      long firstSeed,
      List<String> elements,
      SimulatedEnvironment environment,
      Differences differences) {
    this.recording = recording;
    this.episodes = new RecordedEpisodes(recording);
    this.elements = List.copyOf(elements);
    this.environment = environment;
    this.differences = differences;
    this.seeds = new EpisodeSeeds(recording, firstSeed);
    this.storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    this.state = new double[environment.physics().stateSize()];
    this.goals = new GoalOrder(elements);
  }

  int episodes() {
    return episodes.count();
  }

  /** From a reset on, with the recorded actions and whatever was moved by hand between steps. */
  void freeRunning(int episode) {
    int first = episodes.firstStep(episode);
    run("free_running", episode, step -> repeatInterventions(step, first, episode));
  }

  /** Every step from the recorded state. */
  void teacherForced(int episode) {
    run(
        "teacher_forced",
        episode,
        step -> environment.physics().writeState(recording.array("before_istate").row(step)));
  }

  /** Writes those numbers of the state that changed between two recorded steps, and no others. */
  private void repeatInterventions(int step, int first, int episode) {
    double[] previous =
        step == first
            ? recording.array("reset_istate").row(episode)
            : recording.array("after_istate").row(step - 1);
    double[] before = recording.array("before_istate").row(step);
    if (Arrays.equals(previous, before)) {
      return;
    }
    Physics physics = environment.physics();
    physics.readState(state);
    for (int i = 0; i < state.length; i++) {
      if (previous[i] != before[i]) {
        state[i] = before[i];
      }
    }
    physics.writeState(state);
  }

  private void run(String replay, int episode, IntConsumer beforeStep) {
    differences.at(replay, episode, RESET);
    int first = episodes.firstStep(episode);
    environment.reset(ResetOptions.seed(seeds.of(episode, first)), storage, 0);
    compareReset(episode);
    for (int step = first; step < episodes.endStep(episode); step++) {
      differences.at(replay, episode, step - first);
      differences.bits(
          "last_robot_qpos", recording.array("before_last_robot_qpos").row(step), robot());
      beforeStep.accept(step);
      storage.action().putRow(0, recording.array("action").row(step));
      environment.step(storage, 0);
      compareStep(step);
    }
  }

  private double[] robot() {
    return Arrays.copyOf(block(0), ROBOT);
  }

  private double[] block(int block) {
    double[] values = new double[storage.observation(block).spec().size()];
    storage.observation(block).getRow(0, values);
    return values;
  }

  private void compareReset(int episode) {
    compareState("reset_", episode);
    differences.numbers("observation", recording.array("ep_reset_obs").row(episode), block(0));
    differences.numbers(
        "achieved_goal",
        recording.array("ep_reset_achieved").row(episode),
        goals.asRecorded(block(1)));
    differences.bits(
        "last_robot_qpos", recording.array("ep_reset_last_robot_qpos").row(episode), robot());
  }

  private void compareStep(int step) {
    compareState("after_", step);
    differences.numbers("observation", row("obs", step), block(0));
    differences.numbers("achieved_goal", row("achieved_goal", step), goals.asRecorded(block(1)));
    differences.numbers("desired_goal", row("desired_goal", step), goals.asRecorded(block(2)));
    differences.number("reward", number("reward", step), storage.reward().get(0, 0));
    differences.flag("terminated", number("terminated", step), storage.terminated().get(0, 0));
    differences.flag("truncated", number("truncated", step), storage.truncated().get(0, 0));
    MASKS.forEach(mask -> differences.numbers(mask, row(mask, step), mask(mask)));
  }

  /** The columns of a mask in the recording's order. */
  private double[] mask(String mask) {
    TaskSpec task = environment.spec().task();
    List<Double> values = new ArrayList<>();
    for (String element : elements) {
      int column = task.infoColumns().indexOf(mask + "_" + element.replace('-', '_'));
      values.add(storage.info().get(0, column));
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double[] row(String array, int step) {
    return recording.array(array).row(step);
  }

  private double number(String array, int step) {
    return recording.array(array).number(step);
  }

  private void compareState(String prefix, int row) {
    Physics physics = environment.physics();
    physics.readState(state);
    compareBits("qpos", prefix, row, physics.qpos().toArray());
    compareBits("qvel", prefix, row, physics.qvel().toArray());
    compareBits("ctrl", prefix, row, physics.ctrl().toArray());
    compareBits("istate", prefix, row, state);
  }

  private void compareBits(String quantity, String prefix, int row, double[] actual) {
    NpyArray recorded = recording.array(prefix + quantity);
    differences.bits(quantity, recorded.row(row), actual);
  }
}
