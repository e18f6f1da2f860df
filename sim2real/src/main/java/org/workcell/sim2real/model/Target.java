package org.workcell.sim2real.model;

/** Where a parameter's number goes. Immutable. */
interface Target {

  /** What is known of the parameter. */
  RobotParameter parameter();

  /** Puts a number in place, to take effect with all others. */
  void put(Application application, double value);

  /** A target made of parts. */
  static Target of(RobotParameter parameter, Place place) {
    return new Target() {
      @Override
      public RobotParameter parameter() {
        return parameter;
      }

      @Override
      public void put(Application application, double value) {
        place.put(application, value);
      }
    };
  }

  /** What a target does with a number. */
  interface Place {

    /** Puts it in place. */
    void put(Application application, double value);
  }
}
