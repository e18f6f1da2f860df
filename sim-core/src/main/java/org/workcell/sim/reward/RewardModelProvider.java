package org.workcell.sim.reward;

/**
 * Offers a reward model in Java on command lines: {@code NAME=PARAMETERS}. Found by {@link
 * java.util.ServiceLoader}: a jar names its providers in {@code
 * META-INF/services/org.workcell.sim.reward.RewardModelProvider}. Thread-safe.
 */
public interface RewardModelProvider {

  /** The name, in lower case with hyphens. */
  String name();

  /** What it rewards and what its parameters are, in one sentence. */
  String description();

  /**
   * The model that the words mean.
   *
   * @param parameters what stands behind {@code NAME=}; empty where there is nothing
   * @throws IllegalArgumentException if they are not possible
   */
  RewardModel create(String parameters);
}
