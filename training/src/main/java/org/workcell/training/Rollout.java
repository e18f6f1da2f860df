package org.workcell.training;

import org.workcell.sim.batch.BatchBlock;
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
  private final int steps;
  private final int count;
  private final float[] observations;
  private final float[] actions;
  private final double[] rewards;
  private final boolean[] terminated;
  private final boolean[] truncated;
  private final boolean[] valid;
  private VectorBatch batch;

  /**
   * Resets the environments.
   *
   * @param vector its actions and one observation block are kept; resets in the step after an end
   * @param steps of each collection
   * @param seed environment {@code i} starts with seed {@code seed + i}
   */
  public Rollout(VectorEnvironment vector, int steps, long seed) {
    if (vector.autoreset() != Autoreset.NEXT_STEP || vector.layout().observation().size() != 1) {
      throw new IllegalArgumentException(
          "a rollout needs a vector with NEXT_STEP and one observation block, not %s and %d"
              .formatted(vector.autoreset(), vector.layout().observation().size()));
    }
    this.vector = vector;
    this.steps = steps;
    this.count = steps * vector.count();
    int seen = vector.layout().observation().get(0).size();
    this.observations = new float[(count + vector.count()) * seen];
    this.actions = new float[count * vector.layout().action().size()];
    this.rewards = new double[count];
    this.terminated = new boolean[count];
    this.truncated = new boolean[count];
    this.valid = new boolean[count];
    this.batch = vector.reset(seed);
  }

  /**
   * Lets a policy act in all environments for so many steps; overwrites what was there. Always the
   * same policy: it hears of the episodes that begin.
   */
  public void collect(Policy policy) {
    for (int step = 0; step < steps; step++) {
      keep(batch.rows().observation(0), step, observations);
      for (int row = 0; row < vector.count(); row++) {
        if (batch.startsEpisode(row)) {
          policy.start(row, batch.episode(row));
        }
      }
      policy.act(batch.rows(), batch.environments(), batch.rows().action());
      keep(batch.rows().action(), step, actions);
      batch = vector.step();
      keepOutcome(step);
    }
    keep(batch.rows().observation(0), steps, observations);
  }

  private void keep(BatchBlock block, int step, float[] target) {
    int size = block.spec().size();
    int at = step * vector.count() * size;
    for (int row = 0; row < vector.count(); row++) {
      for (int i = 0; i < size; i++, at++) {
        target[at] = (float) block.get(row, i);
      }
    }
  }

  private void keepOutcome(int step) {
    for (int row = 0; row < vector.count(); row++) {
      int at = step * vector.count() + row;
      rewards[at] = batch.rows().reward().get(row, 0);
      terminated[at] = batch.rows().terminated().get(row, 0) != 0;
      truncated[at] = batch.rows().truncated().get(row, 0) != 0;
      valid[at] = batch.status(row) == RowStatus.STEPPED;
    }
  }

  /** Steps times environments. */
  public int count() {
    return count;
  }

  /** Observations before each step, and those after the last one: {@code [step + 1][env][...]}. */
  public float[] observations() {
    return observations;
  }

  /** Actions, {@code [step][env][...]}. */
  public float[] actions() {
    return actions;
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
