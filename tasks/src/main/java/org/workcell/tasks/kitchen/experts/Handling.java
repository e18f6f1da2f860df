package org.workcell.tasks.kitchen.experts;

import java.util.List;

/**
 * How one element is brought to its goal.
 *
 * @param moves one after the other
 * @param done whether the element is where it should be
 * @param obstructed whether something stands in the way of these moves
 * @param detour the moves to make then
 */
record Handling(List<Move> moves, Move.End done, Move.End obstructed, List<Move> detour) {

  /** Takes defensive copies. */
  Handling {
    moves = List.copyOf(moves);
    detour = List.copyOf(detour);
  }

  /** A handling that nothing stands in the way of. */
  Handling(List<Move> moves, Move.End done) {
    this(moves, done, view -> false, moves);
  }

  /** The moves to make as things are. */
  List<Move> choose(KitchenView view) {
    return obstructed.reached(view) ? detour : moves;
  }
}
