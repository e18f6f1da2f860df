package org.workcell.sim.vector;

/**
 * How one worker takes turns with the shares of a pool: deficit round robin (Shreedhar and
 * Varghese, 1996), counted in slots. A share that has no work when its turn comes loses the turn.
 * Used by the worker's thread; allocates nothing.
 */
final class WorkTurns {

  private final int worker;
  private int place;
  private WorkShare current;
  private double slotsLeft;

  WorkTurns(int worker) {
    this.worker = worker;
  }

  /** The next slot to work on, or null where no share has work. */
  EnvironmentSlot next(WorkShare[] shares) {
    for (int turns = 0; turns <= shares.length; turns++) {
      if (current != null && slotsLeft >= 1) {
        EnvironmentSlot slot = current.take(worker);
        if (slot != null) {
          slotsLeft--;
          return slot;
        }
        slotsLeft = 0;
      }
      turn(shares);
    }
    return null;
  }

  private void turn(WorkShare[] shares) {
    if (current != null) {
      current.setLeftover(worker, slotsLeft);
    }
    place = place + 1 < shares.length ? place + 1 : 0;
    current = shares.length == 0 ? null : shares[place];
    slotsLeft = current == null ? 0 : current.leftover(worker) + current.slotsPerTurn();
  }
}
