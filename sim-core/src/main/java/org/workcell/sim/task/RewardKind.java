package org.workcell.sim.task;

import java.util.Arrays;
import java.util.List;

/** What the reward column holds. */
enum RewardKind {
  /** The task's own reward. */
  TASK("task"),
  /** 1 in steps that meet the success rule, otherwise 0. */
  SPARSE("sparse"),
  /** 0 in steps that meet the success rule, otherwise -1. */
  TIME_PENALTY("time_penalty");

  private final String label;

  RewardKind(String label) {
    this.label = label;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(kind -> kind.label).toList();
  }

  static RewardKind ofLabel(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equals(label))
        .findFirst()
        .orElseThrow();
  }

  /** The reward of a step. */
  double of(double taskReward, boolean success) {
    return switch (this) {
      case TASK -> taskReward;
      case SPARSE -> success ? 1 : 0;
      case TIME_PENALTY -> success ? 0 : -1;
    };
  }
}
