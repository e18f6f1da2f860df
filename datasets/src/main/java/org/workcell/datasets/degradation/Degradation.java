package org.workcell.datasets.degradation;

import org.workcell.sim.random.RandomStream;

/**
 * Changes the actions of one running episode before they are carried out. The policy does not know:
 * it sees where the changed actions have led. One thread at a time; allocates nothing in a step.
 */
public interface Degradation {

  /**
   * An episode begins.
   *
   * @param stream randomness of this degradation in this episode, from which all draws come
   */
  void start(RandomStream stream);

  /**
   * Changes the action of a step or leaves it as it is.
   *
   * @param step 0-based
   * @param action in the task's units, what the policy and the degradations before asked for; to be
   *     changed in place
   * @param last the action that was carried out in the step before; meaningless in step 0
   * @return whether it acted in this step
   */
  boolean apply(int step, double[] action, double[] last);
}
