package org.workcell.recipes.closedloop;

import org.workcell.sim.environment.EnvironmentOptions;

/**
 * The robot of a loop: as its model says, as it is, and as it was learned from its logs. Each stage
 * leaves a file; one that is there is not made again. {@link #make} comes before all else, {@link
 * #identify} before {@link #delta}. One thread at a time.
 */
interface LoopRobot {

  /** The folder of the delta. */
  String DELTA = "delta";

  /** Draws the hidden robot and records its logs. */
  void make();

  /** Finds numbers of the robot from its logs. */
  void identify();

  /** Learns a delta on top of the identified numbers; whether the gate accepts it. */
  boolean delta();

  /** The environment of the model. */
  EnvironmentOptions nominal();

  /** The environment of the robot itself; only the oracle trains here, and all are judged here. */
  EnvironmentOptions hidden();

  /** The environment of the identified numbers. */
  EnvironmentOptions identified();

  /** The environment of the identified numbers and the delta. */
  EnvironmentOptions corrected();
}
