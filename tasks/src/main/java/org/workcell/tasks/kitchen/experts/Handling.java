package org.workcell.tasks.kitchen.experts;

import java.util.List;

/**
 * How one element is brought to its goal.
 *
 * @param moves one after the other
 * @param done whether the element is where it should be
 */
record Handling(List<Move> moves, Move.End done) {

  /** Takes a defensive copy. */
  Handling {
    moves = List.copyOf(moves);
  }
}
