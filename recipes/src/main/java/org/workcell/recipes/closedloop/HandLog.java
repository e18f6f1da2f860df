package org.workcell.recipes.closedloop;

/**
 * What a hand was told and where it went. Row {@code i} of the positions is where it was when it
 * was given action {@code i}; there is one more of them.
 *
 * @param seed of the episode
 * @param actions as the task takes them, [row][element]
 * @param positions of the hand, m, [row][axis]
 */
record HandLog(long seed, double[][] actions, double[][] positions) {

  int rows() {
    return actions.length;
  }
}
