package org.workcell.sim.reward;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one score of a reward model is about, and so which windows it gets and who is rewarded. */
public enum Scores {

  /**
   * A step: the window ends with it, and the score is its reward. Before the start of the episode
   * the window repeats the first step.
   */
  STEP,

  /**
   * A segment: windows lie side by side from the first step on, and the score is spread evenly over
   * the steps of the window. Behind the end of the episode the window repeats the last step.
   */
  SEGMENT,

  /**
   * The episode: the window holds as many steps as it has room for, evenly from the first to the
   * last, and the score is the reward of the last step. All other rewards are 0.
   */
  EPISODE;

  /** The name in files: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value of this label. */
  public static Optional<Scores> find(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /** All labels. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Scores::label).toList();
  }
}
