package org.workcell.sim.task;

import java.util.List;

/**
 * The named stages of a task, from which its progress follows.
 *
 * @param names for example {@code near}, {@code grasped}, {@code placed}; at least one
 * @param inOrder whether each stage needs those before it, as in grasping; if not they may be
 *     reached in any order, as elements of a kitchen
 */
public record Stages(List<String> names, boolean inOrder) {

  private static final Stages SUCCESS = new Stages(List.of("success"), true);

  /** Takes a defensive copy. */
  public Stages {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a task has at least one stage; name it");
    }
  }

  /** The only stage of a task that tells no others: its success rule. */
  public static Stages success() {
    return SUCCESS;
  }

  /** Stages that are reached one after the other. */
  public static Stages inOrder(String... names) {
    return new Stages(List.of(names), true);
  }

  /** Stages that are reached in any order. */
  public static Stages inAnyOrder(List<String> names) {
    return new Stages(names, false);
  }

  /** Number of stages. */
  public int count() {
    return names.size();
  }

  /**
   * Progress as one number in [0, 1]; allocates nothing.
   *
   * @param fractions how far each stage is, 0 to 1; 1 where it is reached
   */
  public double progress(double[] fractions) {
    double sum = 0;
    for (int i = 0; i < fractions.length; i++) {
      sum += fractions[i];
      if (inOrder && fractions[i] < 1) {
        break;
      }
    }
    return sum / fractions.length;
  }

  /** Number of stages that are reached; where they have an order, up to the first that is not. */
  public int reached(double[] fractions) {
    int reached = 0;
    for (int i = 0; i < fractions.length; i++) {
      if (fractions[i] >= 1) {
        reached++;
      } else if (inOrder) {
        break;
      }
    }
    return reached;
  }
}
