package org.workcell.tasks.kitchen.benchmark;

import java.util.List;
import org.workcell.sim.task.BenchmarkDefinition;

/** All benchmarks of the suite. */
public final class KitchenBenchmarks {

  private static final double[] ONE_START = {};

  /** 2.5 percent of the range of each joint of the arm, radians; a test compares with the tasks. */
  private static final double[] DISPLACEMENTS = {
    0.144865, 0.08814, 0.144865, 0.066795, 0.144865, 0.09425, 0.144865
  };

  private static final List<BenchmarkDefinition> ALL =
      List.of(
          new KitchenBenchmark(
              "elements",
              "the seven elements, each alone",
              ONE_START,
              List.of(
                  "bottom-burner-v1",
                  "top-burner-v1",
                  "light-switch-v1",
                  "slide-cabinet-v1",
                  "hinge-cabinet-v1",
                  "microwave-v1",
                  "kettle-v1")),
          new KitchenBenchmark(
              "D4RL",
              "four elements in an episode, D4RL's sets; the mean return is the number reached",
              ONE_START,
              List.of("complete-v1", "partial-v1", "mixed-v1")),
          new KitchenBenchmark(
              "five",
              "the five single tasks in the manner of R3M",
              DISPLACEMENTS,
              List.of(
                  "knob-on-v1",
                  "light-on-v1",
                  "slide-door-open-v1",
                  "left-door-open-v1",
                  "microwave-open-v1")),
          new KitchenBenchmark(
              "five-expert",
              "of the five, those with expert demonstrations",
              DISPLACEMENTS,
              List.of("knob-on-v1", "light-on-v1", "microwave-open-v1")),
          new KitchenBenchmark(
              "five-rl",
              "of the five, the one trained by reinforcement",
              DISPLACEMENTS,
              List.of("left-door-open-v1")),
          new KitchenBenchmark(
              "five-unseen",
              "of the five, the one kept for evaluation",
              DISPLACEMENTS,
              List.of("slide-door-open-v1")));

  private KitchenBenchmarks() {}

  /** All of them. */
  public static List<BenchmarkDefinition> all() {
    return ALL;
  }
}
