package org.workcell.tasks.kitchen.experts;

/**
 * One move of the hand.
 *
 * @param place where the hand goes, which may depend on what is seen
 * @param yaw turn of the hand about the vertical, radians
 * @param pitch how far the fingers point upwards, radians
 * @param roll turn of the hand about its fingers, radians
 * @param grip how the hand is held
 * @param pace metres that the hand may be told to go in one step
 * @param end when the move is over, if something else than the place decides
 * @param reached distance at which the place counts as reached, metres; 0 for never
 * @param longest steps after which the move is over anyway
 */
record Waypoint(
    Place place,
    Amount yaw,
    double pitch,
    Amount roll,
    Grip grip,
    double pace,
    End end,
    double reached,
    int longest) {

  /** Where the hand goes. */
  @FunctionalInterface
  interface Place {

    /** Writes a position, metres, world frame. */
    void write(KitchenView view, double[] position);
  }

  /** A number that depends on what is seen. */
  @FunctionalInterface
  interface Amount {

    /** The number. */
    double of(KitchenView view);
  }

  /** When something is done. */
  @FunctionalInterface
  interface End {

    /** Whether it is. */
    boolean reached(KitchenView view);
  }

  /** How the hand is held. */
  enum Grip {
    /** A closed fist that pushes: its roll does not matter. */
    FIST(0, 0.3, 0.3, 0),
    /** A closed fist with the palm level, where there is little room above and below. */
    LEVEL_FIST(0, 0.3, 0.3, 0.25),
    /** Open around an upright bar, which it may turn about. */
    OPEN_BAR(0.04, 0.3, 0.1, 0.3),
    /** Closed on an upright bar. */
    SHUT_BAR(0, 0.3, 0.1, 0.3),
    /** Open around an upright bar at the end of the arm's reach. */
    OPEN_HOOK(0.04, 0.3, 0.05, 0.3),
    /** Closed on an upright bar at the end of the arm's reach. */
    SHUT_HOOK(0, 0.3, 0.05, 0.3),
    /** Open, and hardly minding how the hand is turned. */
    OPEN_LOOSE(0.04, 0.1, 0.1, 0.1),
    /** A closed fist that reaches around something. */
    LOOSE_FIST(0, 0.2, 0.1, 0.2),
    /** A closed fist from below, whose roll does not matter. */
    RISING_FIST(0, 0.2, 0.2, 0),
    /** A closed fist on its way. */
    PASSING_FIST(0, 0.1, 0.1, 0),
    /** Open around a knob. */
    OPEN_KNOB(0.04, 0.3, 0.3, 0.4);

    private final double opening;
    private final double[] turnWeights;

    Grip(double opening, double... turnWeights) {
      this.opening = opening;
      this.turnWeights = turnWeights;
    }
  }

  private static final double FAST = 0.08;
  private static final double CAREFUL = 0.05;
  private static final Amount NONE = view -> 0;
  private static final End NEVER = view -> false;

  /** A straight way to a place. */
  static Waypoint to(double x, double y, double z, Grip grip, double reached, int longest) {
    return follow(at(x, y, z), grip, reached, longest);
  }

  /** A way to a place that may move. */
  static Waypoint follow(Place place, Grip grip, double reached, int longest) {
    return new Waypoint(place, NONE, 0, NONE, grip, FAST, NEVER, reached, longest);
  }

  /** A fixed place. */
  static Place at(double x, double y, double z) {
    return (view, position) -> {
      position[0] = x;
      position[1] = y;
      position[2] = z;
    };
  }

  /** The same move with the hand turned about the vertical. */
  Waypoint yawed(Amount newYaw) {
    return new Waypoint(place, newYaw, pitch, roll, grip, pace, end, reached, longest);
  }

  /** The same move with the fingers pointing upwards. */
  Waypoint pitched(double newPitch) {
    return new Waypoint(place, yaw, newPitch, roll, grip, pace, end, reached, longest);
  }

  /** The same move with the hand turned about its fingers. */
  Waypoint rolled(Amount newRoll) {
    return new Waypoint(place, yaw, pitch, newRoll, grip, pace, end, reached, longest);
  }

  /** The same move at a pace that keeps the hand on its way. */
  Waypoint careful() {
    return new Waypoint(place, yaw, pitch, roll, grip, CAREFUL, end, reached, longest);
  }

  /** The same move, over when something is done. */
  Waypoint until(End newEnd) {
    return new Waypoint(place, yaw, pitch, roll, grip, pace, newEnd, reached, longest);
  }

  /** Writes where to be next. */
  void write(KitchenView view, HandGoal goal) {
    place.write(view, goal.target.pose().position());
    goal.point(yaw.of(view), pitch, roll.of(view));
    goal.target.setLongestMoveMetres(pace);
    goal.opening = grip.opening;
    System.arraycopy(grip.turnWeights, 0, goal.target.rotationWeights(), 0, 3);
  }
}
