package org.workcell.sim2real.delta;

import org.workcell.sim.random.RandomStream;
import org.workcell.training.PpoLearner;

/** Experience of replays for PPO, [row][replay]; collected again for each update. */
final class ReplayExperience {

  private final ReplayEpisodes episodes;
  private final int rows;
  private final int count;
  private final int actionSize;
  private final float[] seen;
  private final float[] privileged;
  private final float[] last;
  private final float[] actions;
  private final double[] rewards;
  private final boolean[] ended;
  private final boolean[] diverged;

  ReplayExperience(ReplayEpisodes episodes, int rows, int actionSize) {
    this.episodes = episodes;
    this.rows = rows;
    this.actionSize = actionSize;
    this.count = rows * episodes.count();
    this.seen = new float[count * episodes.seenSize()];
    this.privileged = new float[(count + episodes.count()) * episodes.privilegedSize()];
    this.last = new float[count * episodes.privilegedSize()];
    this.actions = new float[count * actionSize];
    this.rewards = new double[count];
    this.ended = new boolean[count];
    this.diverged = new boolean[count];
  }

  /** Lets the actor act, with noise of its deviations. */
  void collect(PpoLearner learner, RandomStream random) {
    double[] deviations = learner.deviations();
    for (int row = 0; row < rows; row++) {
      copy(episodes.seen(), seen, row);
      copy(episodes.privileged(), privileged, row);
      float[] outputs = learner.means(episodes.seen());
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] += (float) (deviations[i % actionSize] * random.nextGaussian());
      }
      copy(outputs, actions, row);
      episodes.step(outputs);
      int at = row * episodes.count();
      System.arraycopy(episodes.rewards(), 0, rewards, at, episodes.count());
      System.arraycopy(episodes.ended(), 0, ended, at, episodes.count());
      System.arraycopy(episodes.diverged(), 0, diverged, at, episodes.count());
      copy(episodes.lastPrivileged(), last, row);
    }
    copy(episodes.privileged(), privileged, rows);
  }

  private static void copy(float[] from, float[] to, int row) {
    System.arraycopy(from, 0, to, row * from.length, from.length);
  }

  /** What the critic saw before each row, and after the last one. */
  float[] privileged() {
    return privileged;
  }

  double meanReward() {
    double sum = 0;
    for (double reward : rewards) {
      sum += reward;
    }
    return sum / count;
  }

  /**
   * The experience with generalized advantages. Behind the end of a replay stands what the critic
   * expects of its last row, behind one that diverged nothing.
   */
  PpoLearner.Experience judged(PpoLearner learner, double discount, double trace, double scale) {
    float[] values = learner.values(privileged);
    float[] ends = learner.values(last);
    float[] advantages = new float[count];
    for (int i = count - 1; i >= 0; i--) {
      int next = i + episodes.count();
      double ahead = ended[i] ? ends[i] : values[next];
      double surprise = scale * rewards[i] + (diverged[i] ? 0 : discount * ahead) - values[i];
      double later = next < count && !ended[i] ? discount * trace * advantages[next] : 0;
      advantages[i] = (float) (surprise + later);
    }
    return new PpoLearner.Experience(count, seen, privileged, actions, advantages, values);
  }
}
