package org.workcell.perturbation;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.workcell.randomization.AffectedModality;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.task.ResetOptions;

/**
 * A short episode with actions that depend on nothing but the step, taken apart by what a factor
 * can change.
 *
 * @param start the simulation's state after the reset
 * @param edits changes of the model that the simulation carries
 * @param states the simulation's state after each step
 * @param rewards the reward of each step
 * @param observations bytes of all observations
 * @param looks changes of the model that only images show
 * @param filtered whether images are filtered
 * @param words the instruction
 */
record ProbedEpisode(
    double[] start,
    Set<String> edits,
    double[] states,
    double[] rewards,
    byte[] observations,
    Set<String> looks,
    boolean filtered,
    String words) {

  private static final int STEPS = 3;

  static ProbedEpisode of(SimulatedEnvironment environment, long seed) {
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(seed), storage, 0);
    double[] start = state(environment);
    ByteArrayOutputStream observations = new ByteArrayOutputStream();
    append(storage, observations);
    double[] states = new double[STEPS * start.length];
    double[] rewards = new double[STEPS];
    double[] action = new double[environment.spec().task().action().size()];
    for (int step = 0; step < STEPS; step++) {
      for (int i = 0; i < action.length; i++) {
        action[i] = 0.5 * StrictMath.sin(2 * step + i);
      }
      storage.action().putRow(0, action);
      environment.step(storage, 0);
      append(storage, observations);
      System.arraycopy(state(environment), 0, states, step * start.length, start.length);
      rewards[step] = storage.reward().get(0, 0);
    }
    return finish(environment, start, states, rewards, observations.toByteArray());
  }

  private static ProbedEpisode finish(
      SimulatedEnvironment environment,
      double[] start,
      double[] states,
      double[] rewards,
      byte[] observations) {
    Model scene = environment.physics().scene();
    Set<String> edits = changes(scene, environment.copyModelEdits());
    ViewState view = new ViewState();
    environment.captureView(view);
    Set<String> looks = changes(scene, view.edits());
    looks.removeAll(edits);
    return new ProbedEpisode(
        start,
        edits,
        states,
        rewards,
        observations,
        looks,
        view.filter() != ImageFilter.NONE,
        environment.instruction());
  }

  /** Positions, velocities and targets; what else a state has depends on how many bodies wait. */
  private static double[] state(SimulatedEnvironment environment) {
    Physics physics = environment.physics();
    return Stream.of(
            physics.qpos(), physics.qvel(), physics.ctrl(), physics.mocapPos(), physics.mocapQuat())
        .flatMapToDouble(values -> Arrays.stream(values.toArray()))
        .toArray();
  }

  /** Edits by which a model differs from its scene. */
  private static Set<String> changes(Model scene, ModelEdits edits) {
    Set<String> changes = new LinkedHashSet<>();
    for (int i = 0; i < edits.size(); i++) {
      if (edits.value(i) != scene.get(edits.field(i), edits.index(i))) {
        changes.add(edits.field(i) + "[" + edits.index(i) + "] = " + edits.value(i));
      }
    }
    return changes;
  }

  private static void append(BatchStorage storage, ByteArrayOutputStream bytes) {
    for (int block = 0; block < storage.observationCount(); block++) {
      byte[] row = new byte[storage.observation(block).rowBytes()];
      storage.observation(block).getRowBytes(0, row);
      bytes.writeBytes(row);
    }
  }

  /**
   * What differs from the same episode without factors. Of a state that differs from the start on,
   * commands and observations cannot be told, so they count only where the start is the same.
   */
  Set<AffectedModality> changes(ProbedEpisode plain) {
    Set<AffectedModality> changed = EnumSet.noneOf(AffectedModality.class);
    boolean later = !Arrays.equals(states, plain.states) || !Arrays.equals(rewards, plain.rewards);
    if (!Arrays.equals(start, plain.start) || !edits.equals(plain.edits)) {
      changed.add(AffectedModality.STATE);
    } else if (later) {
      changed.add(AffectedModality.COMMANDS);
    } else if (!Arrays.equals(observations, plain.observations)) {
      changed.add(AffectedModality.OBSERVATIONS);
    }
    if (filtered || !looks.equals(plain.looks)) {
      changed.add(AffectedModality.IMAGES);
    }
    if (!words.equals(plain.words)) {
      changed.add(AffectedModality.INSTRUCTION);
    }
    return changed;
  }
}
