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
record ElementMotion(
    List<Waypoint> moves, Waypoint.End done, Waypoint.End obstructed, List<Waypoint> detour) {

  /** Takes defensive copies. */
  ElementMotion {
    moves = List.copyOf(moves);
    detour = List.copyOf(detour);
  }

  /** A handling that nothing stands in the way of. */
  ElementMotion(List<Waypoint> moves, Waypoint.End done) {
    this(moves, done, view -> false, moves);
  }

  /** The moves to make as things are. */
  List<Waypoint> choose(KitchenView view) {
    return obstructed.reached(view) ? detour : moves;
  }
}
