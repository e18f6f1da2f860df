package org.workcell.tasks.rlbench.control;

import org.workcell.sim.control.JointPositionController;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.planning.TimedPath;

/** Carries out macro actions control step by control step. One thread at a time. */
final class MacroMotion {

  /** Control steps in which the arm may still approach the end of its path. */
  private static final int MOST_SETTLING = 20;

  /** RLBench's tolerances of a reached target, radians. */
  private static final double REACHED = 0.01;

  private static final double STANDING = 0.001;

  /** Control steps in which fingers may move. */
  private static final int MOST_FINGERS = 30;

  private static final int LEAST_FINGERS = 3;

  /** Extra control steps after opening, as upstream. */
  private static final int AFTER_OPENING = 10;

  private static final double FINGERS_STAND = 0.002;

  private final JointPositionController joints;
  private final StepMonitor monitor;
  private final double[] action = new double[TabletopRobot.JOINTS + 1];
  private final double[] command = new double[TabletopRobot.JOINTS + 1];
  private final int[] positions;
  private final int[] fingers;
  private final double[] before = new double[TabletopRobot.JOINTS];
  private final DoubleArray velocities;
  private boolean stopped;

  MacroMotion(JointPositionController joints, StepMonitor monitor, Physics physics) {
    this.joints = joints;
    this.monitor = monitor;
    this.positions =
        TabletopRobot.jointNames().stream().mapToInt(physics.scene()::positionAddress).toArray();
    this.fingers =
        TabletopRobot.fingers().stream().mapToInt(physics.scene()::velocityAddress).toArray();
    this.velocities = physics.qvel();
  }

  /** Whether the monitor has ended the last motion. */
  boolean stopped() {
    return stopped;
  }

  /** Follows a path with the fingers kept at an opening; returns the control steps. */
  int follow(TimedPath path, double opening, Physics physics) {
    stopped = false;
    action[TabletopRobot.JOINTS] = opening;
    int planned = path.controlSteps(TabletopRobot.PERIOD_SECONDS);
    int steps = 0;
    while (steps < planned && !stopped) {
      steps++;
      path.sample(steps * TabletopRobot.PERIOD_SECONDS, action);
      step(physics);
    }
    int settling = 0;
    while (!stopped && settling < MOST_SETTLING && !hasArrived(physics)) {
      settling++;
      step(physics);
    }
    return steps + settling;
  }

  private void step(Physics physics) {
    for (int i = 0; i < before.length; i++) {
      before[i] = physics.qpos().get(positions[i]);
    }
    joints.toCommand(action, physics, command);
    joints.advance(command, physics);
    stopped = monitor.afterControlStep();
  }

  private boolean hasArrived(Physics physics) {
    double farthest = 0;
    double moved = 0;
    for (int i = 0; i < before.length; i++) {
      double position = physics.qpos().get(positions[i]);
      farthest = Math.max(farthest, Math.abs(position - action[i]));
      moved = Math.max(moved, Math.abs(position - before[i]));
    }
    return farthest < REACHED && moved < STANDING || moved < STANDING / 4;
  }

  /** Moves the fingers until they stand; returns the control steps. */
  int moveFingers(double opening, boolean opens, Physics physics) {
    action[TabletopRobot.JOINTS] = opening;
    if (opens) {
      monitor.opening();
    }
    int steps = 0;
    while (!stopped && steps < MOST_FINGERS && (steps < LEAST_FINGERS || fingersMove())) {
      steps++;
      step(physics);
    }
    if (!opens) {
      monitor.closed();
    }
    int extra = 0;
    while (opens && !stopped && extra < AFTER_OPENING) {
      extra++;
      step(physics);
    }
    return steps + extra;
  }

  private boolean fingersMove() {
    double fastest = 0;
    for (int finger : fingers) {
      fastest = Math.max(fastest, Math.abs(velocities.get(finger)));
    }
    return fastest > FINGERS_STAND;
  }
}
