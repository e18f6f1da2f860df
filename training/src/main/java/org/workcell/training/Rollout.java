package org.workcell.training;

import java.util.stream.IntStream;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.InputRows;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.RowStatus;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;

/**
 * Experience of a vector environment, for on-policy trainers: what was seen, done and gained in
 * some steps of all environments, {@code [step][environment]}. Episodes go on from one collection
 * to the next. One thread at a time.
 */
public final class Rollout {

  private final VectorEnvironment vector;
  private final InputRows inputs;
  private final int steps;
  private final int count;
  private final float[] observations;
  private final float[] actions;
  private final double[] rewards;
  private final boolean[] terminated;
  private final boolean[] truncated;
  private final boolean[] valid;
  private final long[] episodes;
  private VectorBatch batch;
  private RolloutState resumed;
  private int ended;
  private int succeeded;

  /**
   * Resets the environments; observations are all blocks but images, side by side.
   *
   * @param vector resets in the step after an end
   * @param steps of each collection
   * @param seed environment {@code i} starts with seed {@code seed + i}
   */
  public Rollout(VectorEnvironment vector, int steps, long seed) {
    this(vector, InputBlocks.allOf(vector.layout()), steps);
    batch = vector.reset(seed);
  }

  private Rollout(VectorEnvironment vector, InputBlocks blocks, int steps) {
    if (vector.autoreset() != Autoreset.NEXT_STEP) {
      throw new IllegalArgumentException(
          "a rollout needs a vector with NEXT_STEP, not " + vector.autoreset());
    }
    long elements = (steps + 1L) * vector.count() * new InputRows(blocks, vector.layout()).size();
    if (elements > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d steps of %d environments are too many for one rollout; use fewer"
              .formatted(steps, vector.count()));
    }
    this.vector = vector;
    this.inputs = new InputRows(blocks, vector.layout());
    this.steps = steps;
    this.count = steps * vector.count();
    this.observations = new float[(count + vector.count()) * inputs.size()];
    this.actions = new float[count * vector.layout().action().size()];
    this.rewards = new double[count];
    this.terminated = new boolean[count];
    this.truncated = new boolean[count];
    this.valid = new boolean[count];
    this.episodes = new long[vector.count()];
  }

  /**
   * Resets the environments.
   *
   * @param vector resets in the step after an end, with {@code seeds} as its schedule
   * @param blocks what is kept of each row
   * @param steps of each collection
   */
  public static Rollout start(
      VectorEnvironment vector, InputBlocks blocks, int steps, RolloutSeeds seeds) {
    Rollout rollout = new Rollout(vector, blocks, steps);
    rollout.batch = vector.reset(seeds.first());
    return rollout;
  }

  /** Goes on from a state of {@link #state}; the arguments are those of {@link #start}. */
  static Rollout resume(
      VectorEnvironment vector,
      InputBlocks blocks,
      int steps,
      RolloutSeeds seeds,
      RolloutState state) {
    Rollout rollout = new Rollout(vector, blocks, steps);
    System.arraycopy(state.episodes(), 0, rollout.episodes, 0, rollout.episodes.length);
    rollout.batch = state.restore(vector, seeds);
    for (int row = 0; row < vector.count(); row++) {
      rollout.inputs.start(row, state.episode(row));
    }
    rollout.resumed = state;
    return rollout;
  }

  /** From what {@link #resume} goes on to the bit. */
  RolloutState state() {
    return RolloutState.of(vector, batch, episodes);
  }

  /**
   * Lets a policy act in all environments for so many steps; overwrites what was there. Always the
   * same policy: it hears of the episodes that begin.
   */
  public void collect(Policy policy) {
    ended = 0;
    succeeded = 0;
    for (int step = 0; step < steps; step++) {
      for (int row = 0; row < vector.count(); row++) {
        if (resumed == null ? batch.startsEpisode(row) : resumed.startsEpisode(row)) {
          inputs.start(row, batch.episode(row));
          policy.start(row, batch.episode(row));
        }
      }
      keepObservations(step);
      policy.act(batch.rows(), batch.environments(), batch.rows().action());
      keepActions(step);
      if (resumed == null) {
        batch = vector.step();
        keepOutcomes(step, IntStream.range(0, vector.count()).toArray());
      } else {
        stepAfterResume(step);
      }
    }
    keepObservations(steps);
  }

  /** Environments whose episode had ended reset in this step, as they would have by themselves. */
  private void stepAfterResume(int step) {
    int[] running = resumed.running();
    int[] over = resumed.over();
    if (running.length > 0) {
      batch = vector.step(running);
      keepOutcomes(step, running);
    }
    RolloutState state = resumed;
    resumed = null;
    if (over.length > 0) {
      batch = vector.reset(over, state.starts());
      keepOutcomes(step, over);
    }
  }

  private void keepObservations(int step) {
    int at = step * vector.count() * inputs.size();
    for (int row = 0; row < vector.count(); row++, at += inputs.size()) {
      inputs.read(batch.rows(), row, row, observations, at);
    }
  }

  private void keepActions(int step) {
    int size = vector.layout().action().size();
    int at = step * vector.count() * size;
    for (int row = 0; row < vector.count(); row++) {
      for (int i = 0; i < size; i++, at++) {
        actions[at] = (float) batch.rows().action().get(row, i);
      }
    }
  }

  private void keepOutcomes(int step, int[] environments) {
    BatchStorage rows = batch.rows();
    for (int row : environments) {
      int at = step * vector.count() + row;
      rewards[at] = rows.reward().get(row, 0);
      terminated[at] = rows.terminated().get(row, 0) != 0;
      truncated[at] = rows.truncated().get(row, 0) != 0;
      valid[at] = batch.status(row) == RowStatus.STEPPED;
      if (batch.status(row) == RowStatus.RESET) {
        episodes[row]++;
      }
      if (terminated[at] || truncated[at]) {
        ended++;
        succeeded += rows.episode().get(row, EpisodeColumn.SUCCESS_ONCE.ordinal()) == 1 ? 1 : 0;
      }
    }
  }

  /** Steps times environments. */
  public int count() {
    return count;
  }

  /** Elements of an observation. */
  public int inputSize() {
    return inputs.size();
  }

  /** Observations before each step, and those after the last one: {@code [step + 1][env][...]}. */
  public float[] observations() {
    return observations;
  }

  /** Actions, {@code [step][env][...]}. */
  public float[] actions() {
    return actions;
  }

  /** Episodes that ended in the last collection. */
  public int endedEpisodes() {
    return ended;
  }

  /** How many of these met the success rule at least once. */
  public int succeededEpisodes() {
    return succeeded;
  }

  /** Mean of the rewards of all steps that were taken. */
  public double meanReward() {
    double sum = 0;
    int taken = 0;
    for (int i = 0; i < count; i++) {
      sum += valid[i] ? rewards[i] : 0;
      taken += valid[i] ? 1 : 0;
    }
    return sum / taken;
  }

  /**
   * Generalized advantage estimates (Schulman et al. 2016, equation 16), {@code [step][env]}.
   * Behind a truncated step the value of what was seen last stands for the rest; behind a
   * terminated one there is nothing. Steps that only reset have advantage 0.
   *
   * @param seenValues values of {@link #observations}
   * @param rewardScale what rewards are multiplied with
   */
  public float[] advantages(float[] seenValues, double rewardScale, double discount, double trace) {
    float[] advantages = new float[count];
    for (int i = count - 1; i >= 0; i--) {
      int next = i + vector.count();
      double ahead = terminated[i] ? 0 : discount * seenValues[next];
      double surprise = rewardScale * rewards[i] + ahead - seenValues[i];
      boolean goesOn = next < count && !terminated[i] && !truncated[i];
      double later = goesOn ? discount * trace * advantages[next] : 0;
      advantages[i] = valid[i] ? (float) (surprise + later) : 0;
    }
    return advantages;
  }
}
