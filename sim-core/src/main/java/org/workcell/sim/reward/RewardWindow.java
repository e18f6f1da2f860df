package org.workcell.sim.reward;

import java.util.ArrayList;
import java.util.List;

/** Steps of one episode that get one score. */
final class RewardWindow {

  private final RewardEpisode episode;
  private final int[] steps;
  private final boolean[] real;

  /**
   * A window.
   *
   * @param first the first step, which may lie before the start of the episode
   * @param count steps, which may reach behind its end
   */
  private RewardWindow(RewardEpisode episode, int first, int count) {
    this.episode = episode;
    this.steps = new int[count];
    this.real = new boolean[count];
    for (int i = 0; i < count; i++) {
      int step = first + i;
      steps[i] = Math.max(0, Math.min(episode.steps() - 1, step));
      real[i] = step == steps[i];
    }
  }

  /** Steps from the first to the last, as evenly as whole numbers can be. */
  private RewardWindow(RewardEpisode episode, int count) {
    this.episode = episode;
    this.steps = new int[count];
    this.real = new boolean[count];
    long last = episode.steps() - 1L;
    for (int i = 0; i < count; i++) {
      steps[i] = (int) (count == 1 ? last : (2 * i * last + count - 1) / (2 * (count - 1L)));
      real[i] = i == 0 || steps[i] != steps[i - 1];
    }
  }

  /** The windows of an episode, in the order of their scores. */
  static List<RewardWindow> all(RewardEpisode episode, RewardSpec spec) {
    int count = spec.windowSteps();
    List<RewardWindow> windows = new ArrayList<>();
    switch (spec.scores()) {
      case STEP -> {
        for (int step = 0; step < episode.steps(); step++) {
          windows.add(new RewardWindow(episode, step - count + 1, count));
        }
      }
      case SEGMENT -> {
        for (int step = 0; step < episode.steps(); step += count) {
          windows.add(new RewardWindow(episode, step, count));
        }
      }
      case EPISODE -> windows.add(new RewardWindow(episode, count));
    }
    return windows;
  }

  RewardEpisode episode() {
    return episode;
  }

  int step(int index) {
    return steps[index];
  }

  boolean isReal(int index) {
    return real[index];
  }
}
