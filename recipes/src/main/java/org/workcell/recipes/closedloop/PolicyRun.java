package org.workcell.recipes.closedloop;

/**
 * One of the policies that a loop trains in an environment. Policies of the same number in
 * different environments have the same seeds.
 *
 * @param name of the environment, such as {@code identified}
 * @param number from 1
 */
record PolicyRun(String name, int number) {

  private static final long SEEDS_APART = 1_000_003;
  private static final long FIRST_DEMONSTRATION = 7_000_000;

  /** The name of its files: policies beyond the first have their number in it. */
  String file() {
    return number == 1 ? name : name + "-" + number;
  }

  /** Seed of its network, and of PPO's experience. */
  long seed(LoopPlan plan) {
    return plan.seed() + SEEDS_APART * (number - 1);
  }

  /** Seed of the first of its demonstrations, which no other number has. */
  long firstDemonstration(LoopPlan plan) {
    return FIRST_DEMONSTRATION + (long) plan.cloning().demonstrations() * (number - 1);
  }
}
