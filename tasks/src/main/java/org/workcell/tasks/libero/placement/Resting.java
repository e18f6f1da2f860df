package org.workcell.tasks.libero.placement;

import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * Lets objects and fixtures come to rest, with the robot held where it is. They rest when for
 * {@value #STILL_SECONDS} s nothing has moved faster than 1 cm/s or 0.1 rad/s. On the thread of the
 * simulation; allocates nothing.
 */
public final class Resting {

  /** Simulated in any case: as long as RLinf's evaluation waits, which waits longest. */
  public static final double LEAST_SECONDS = 0.75;

  /** Simulated at most: what rolls, or lies in something, may never rest. */
  public static final double MOST_SECONDS = 5;

  private static final double STILL_SECONDS = 0.05;
  private static final double STILL_METRES_PER_SECOND = 0.01;
  private static final double STILL_RADIANS_PER_SECOND = 0.1;

  /** Velocities of a free joint: three of translation, three of rotation. */
  private static final int FREE_JOINT = 6;

  private final Physics physics;
  private final int freeVelocities;
  private final double[] robot = new double[TaskConfig.ROBOT_POSITIONS];

  /** For one task, in a simulation of its scene. */
  public Resting(TaskConfig config, Physics physics) {
    this.physics = physics;
    this.freeVelocities = FREE_JOINT * config.movables().size();
  }

  /**
   * Simulates until everything rests, and derives what follows from the positions.
   *
   * @return the simulated time that this took, seconds
   * @throws org.workcell.sim.physics.BadStateException if the simulation diverges
   */
  public double simulate() {
    physics.qpos().read(0, robot);
    double from = physics.time().get(0);
    double movedAt = from;
    double now = from;
    // Sums of steps are not exact; a hundredth of a step is less than any of these times.
    while (now - from < LEAST_SECONDS - 1e-5
        || now - movedAt < STILL_SECONDS && now - from < MOST_SECONDS - 1e-5) {
      physics.step(1);
      physics.qpos().write(0, robot);
      physics.qvel().fill(0, robot.length, 0);
      now = physics.time().get(0);
      if (!isStill()) {
        movedAt = now;
      }
    }
    physics.forward();
    return now - from;
  }

  private boolean isStill() {
    DoubleArray velocities = physics.qvel();
    for (int i = robot.length; i < velocities.size(); i++) {
      int object = i - robot.length;
      boolean turns = object < freeVelocities && object % FREE_JOINT >= FREE_JOINT / 2;
      double most = turns ? STILL_RADIANS_PER_SECOND : STILL_METRES_PER_SECOND;
      if (Math.abs(velocities.get(i)) > most) {
        return false;
      }
    }
    return true;
  }
}
