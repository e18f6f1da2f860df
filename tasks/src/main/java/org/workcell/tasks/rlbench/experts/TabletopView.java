package org.workcell.tasks.rlbench.experts;

import java.util.List;
import org.workcell.sim.batch.Observation;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.tasks.rlbench.control.TabletopRobot;
import org.workcell.tasks.rlbench.task.TabletopLayout;

/** What an observation says. One thread at a time. */
final class TabletopView {

  private final List<String> frames;
  private final double[] numbers;
  private final double[] tipNumbers = new double[TabletopLayout.POSE];
  private final double[] joints = new double[TabletopRobot.JOINTS];
  private final double[] fingers = new double[2];
  private final Pose tip = new Pose();
  private double fingerChange;

  TabletopView(List<String> frames) {
    this.frames = frames;
    this.numbers = new double[TabletopLayout.FRAME_NUMBERS * frames.size()];
  }

  void read(Observation observation) {
    double before = fingers[0] + fingers[1];
    observation.read(TabletopLayout.WAYPOINT_FRAMES, numbers);
    observation.read(TabletopLayout.GRIPPER_POSE, tipNumbers);
    observation.read(TabletopLayout.JOINT_POSITIONS, joints);
    observation.read(TabletopLayout.GRIPPER_JOINT_POSITIONS, fingers);
    fingerChange = Math.abs(fingers[0] + fingers[1] - before);
    System.arraycopy(tipNumbers, 0, tip.position(), 0, 3);
    Rotations.fromQuatXyzw(tipNumbers, 3, tip.rotation());
  }

  boolean has(String frame) {
    return numbers[at(frame)] != 0;
  }

  /** Reads a frame's pose. */
  void readFrame(String frame, Pose target) {
    int at = at(frame);
    System.arraycopy(numbers, at + 1, target.position(), 0, 3);
    Rotations.fromQuatXyzw(numbers, at + 4, target.rotation());
  }

  private int at(String frame) {
    int index = frames.indexOf(frame);
    if (index < 0) {
      throw new IllegalArgumentException(
          "waypoints refer to the frame '%s', which the task does not publish; it publishes %s"
              .formatted(frame, frames));
    }
    return TabletopLayout.FRAME_NUMBERS * index;
  }

  Pose tip() {
    return tip;
  }

  double[] joints() {
    return joints;
  }

  /** Distance between the fingers, metres. */
  double gap() {
    return fingers[0] + fingers[1];
  }

  /** By how much the distance between the fingers has changed since the last observation. */
  double fingerChange() {
    return fingerChange;
  }
}
