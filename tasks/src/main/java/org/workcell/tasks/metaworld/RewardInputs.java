package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.HAND;
import static org.workcell.tasks.metaworld.ObservationHistory.OPENING;
import static org.workcell.tasks.metaworld.ObservationHistory.SECOND_OBJECT;

import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Everything a reward formula may look at. Positions are world coordinates in metres. A task with
 * quantities of its own extends this class. Reused from step to step.
 */
class RewardInputs implements StatePart {

  /** The action as the caller gave it: displacement (3) and gripper effort (1), not clipped. */
  final double[] action = new double[4];

  /** The hand as observed. */
  final double[] hand = new double[3];

  /** The gripper's opening as observed, 0 to 1. */
  double opening;

  /** The first object as observed. */
  final double[] object = new double[3];

  /** The second object as observed. */
  final double[] secondObject = new double[3];

  /** Where the object or the hand is to go. */
  final double[] target = new double[3];

  /** Where the object was at the start of the episode. */
  final double[] objectStart = new double[3];

  /** Where the motion-capture target leads the hand at every reset. */
  final double[] handStart = new double[3];

  /** Tool centre point: the middle between the fingertips. */
  final double[] tcp = new double[3];

  /** The tool centre point once the hand had settled. */
  final double[] initialTcp = new double[3];

  /** Pad of the left finger. */
  final double[] leftPad = new double[3];

  /** Pad of the right finger. */
  final double[] rightPad = new double[3];

  /** The distance to the target that reward version v1 counts from. */
  double maximumDistance;

  /** Whether both pads press on the object; only in tasks whose info columns ask for it. */
  boolean padsTouchObject;

  final void readObservation(double[] observation) {
    System.arraycopy(observation, HAND, hand, 0, 3);
    opening = observation[OPENING];
    System.arraycopy(observation, FIRST_OBJECT, object, 0, 3);
    System.arraycopy(observation, SECOND_OBJECT, secondObject, 0, 3);
  }

  /** Writes what a reset script has set; the rest is constant or read anew after each step. */
  @Override
  public void save(StateWriter writer) {
    writer.putDoubles(target);
    writer.putDoubles(objectStart);
    writer.putDoubles(initialTcp);
    writer.putDouble(maximumDistance);
  }

  @Override
  public void load(StateReader reader) {
    reader.getDoubles(target);
    reader.getDoubles(objectStart);
    reader.getDoubles(initialTcp);
    maximumDistance = reader.getDouble();
  }
}
