package org.workcell.tasks.kitchen.experts;

import org.workcell.sim.batch.Observation;

/**
 * What an expert sees, under names: coordinates of the robot and of the elements. One thread at a
 * time; allocates nothing.
 */
final class KitchenView {

  static final int KNOB_1 = 18;
  static final int KNOB_2 = 20;
  static final int KNOB_4 = 24;
  static final int LIGHT = 26;
  static final int SLIDE = 28;
  static final int LEFT_DOOR = 29;
  static final int RIGHT_DOOR = 30;
  static final int MICROWAVE = 31;
  static final int KETTLE = 32;

  private static final int ROBOT = 9;

  private final double[] robot = new double[ROBOT];
  private Observation observation;

  /** Looks at an observation from now on. */
  void look(Observation newObservation) {
    observation = newObservation;
    for (int i = 0; i < ROBOT; i++) {
      robot[i] = newObservation.get(0, i);
    }
  }

  /** Positions of the seven joints and two fingers; a live view. */
  double[] robot() {
    return robot;
  }

  /** An element's coordinate, by its place in the observation. */
  double element(int place) {
    return observation.get(0, place);
  }
}
