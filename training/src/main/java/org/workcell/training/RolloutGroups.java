package org.workcell.training;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.task.ResetOptions;

/**
 * Rollout groups: {@code groupSize} episodes from one start, in neighbouring environments, as RLOO
 * and GRPO compare them. Members of a group share seed and context, so they are identical until
 * their actions differ. Outcomes are ordered like environments: all of group 0, then group 1.
 *
 * @param groupSize episodes in a group
 */
public record RolloutGroups(int groupSize) {

  /** Checks the size. */
  public RolloutGroups {
    if (groupSize < 2) {
      throw new IllegalArgumentException(
          "a rollout group compares at least two episodes, not " + groupSize);
    }
  }

  /** The start of each environment, where {@code starts} has one for each group. */
  public List<ResetOptions> tile(List<ResetOptions> starts) {
    List<ResetOptions> tiled = new ArrayList<>(starts.size() * groupSize);
    for (ResetOptions start : starts) {
      for (int member = 0; member < groupSize; member++) {
        tiled.add(start);
      }
    }
    return tiled;
  }

  /** The group of an environment. */
  public int groupOf(int environment) {
    return environment / groupSize;
  }

  /**
   * Whether all members of a group have the same outcome, so that none of them teaches anything.
   */
  public boolean allEqual(double[] outcomes, int group) {
    int first = first(outcomes, group);
    for (int i = first + 1; i < first + groupSize; i++) {
      if (outcomes[i] != outcomes[first]) {
        return false;
      }
    }
    return true;
  }

  /** RLOO: each outcome minus the mean of the others in its group (Ahmadian et al., 2024). */
  public double[] leaveOneOutAdvantages(double[] outcomes) {
    double[] advantages = new double[outcomes.length];
    for (int group = 0; group < count(outcomes); group++) {
      int first = first(outcomes, group);
      double sum = sum(outcomes, first);
      for (int i = first; i < first + groupSize; i++) {
        advantages[i] = outcomes[i] - (sum - outcomes[i]) / (groupSize - 1);
      }
    }
    return advantages;
  }

  /**
   * GRPO: each outcome minus its group's mean, divided by its group's standard deviation (Shao et
   * al., 2024); zero where all are equal.
   */
  public double[] normalizedAdvantages(double[] outcomes) {
    double[] advantages = new double[outcomes.length];
    for (int group = 0; group < count(outcomes); group++) {
      int first = first(outcomes, group);
      double mean = sum(outcomes, first) / groupSize;
      double squares = 0;
      for (int i = first; i < first + groupSize; i++) {
        squares += (outcomes[i] - mean) * (outcomes[i] - mean);
      }
      double deviation = Math.sqrt(squares / groupSize);
      for (int i = first; i < first + groupSize; i++) {
        advantages[i] = allEqual(outcomes, group) ? 0 : (outcomes[i] - mean) / deviation;
      }
    }
    return advantages;
  }

  private double sum(double[] outcomes, int first) {
    double sum = 0;
    for (int i = first; i < first + groupSize; i++) {
      sum += outcomes[i];
    }
    return sum;
  }

  private int count(double[] outcomes) {
    if (outcomes.length % groupSize != 0) {
      throw new IllegalArgumentException(
          "%d outcomes are not whole groups of %d".formatted(outcomes.length, groupSize));
    }
    return outcomes.length / groupSize;
  }

  private int first(double[] outcomes, int group) {
    if (group < 0 || group >= count(outcomes)) {
      throw new IllegalArgumentException(
          "there is no group %d among %d outcomes of groups of %d"
              .formatted(group, outcomes.length, groupSize));
    }
    return group * groupSize;
  }
}
