package org.workcell.tasks.libero;

import java.util.List;
import java.util.stream.Stream;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.JointSpaceController;
import org.workcell.sim.control.OperationalSpaceController;
import org.workcell.sim.image.ImageOrientation;
import org.workcell.sim.task.Conventions;

/** What the numbers of an action in front of the gripper are. */
enum ControlMode {
  /** Displacements of the hand in the world's axes; what LIBERO's data holds. */
  OSC_POSE("world", "0.05 m, 0.5 rad", true),
  /** The same in the hand's own axes. */
  OSC_POSE_WRIST("end effector", "0.05 m, 0.5 rad", true),
  /** Displacements of the arm's joints. */
  JOINT_POSITION("joint", "0.05 rad", false);

  static final double METRES = 0.05;
  static final double RADIANS = 0.5;
  static final double JOINT_RADIANS = 0.05;

  private static final int POSE = 6;

  private final String frame;
  private final String scale;
  private final boolean ofHand;

  ControlMode(String frame, String scale, boolean ofHand) {
    this.frame = frame;
    this.scale = scale;
    this.ofHand = ofHand;
  }

  /** The values of the setting; the first is the default. */
  static List<String> labels() {
    return Stream.of(values()).map(ControlMode::label).toList();
  }

  static ControlMode ofLabel(String label) {
    return Stream.of(values()).filter(mode -> mode.label().equals(label)).findFirst().orElseThrow();
  }

  private String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether the hand is moved, not joints. */
  boolean ofHand() {
    return ofHand;
  }

  /** Index of the gripper in an action. */
  int gripper() {
    return ofHand ? POSE : LiberoRobot.ARM;
  }

  BlockSpec action() {
    return BlockSpec.vector("action", DataType.FLOAT64, gripper() + 1, -1, 1);
  }

  CommandSpec command() {
    return ofHand
        ? OperationalSpaceController.command(LiberoRobot.GRIP_SITE)
        : JointSpaceController.command(LiberoRobot.joints());
  }

  /** Conventions of actions; quaternions are those of robosuite. */
  Conventions conventions(ImageOrientation imageOrientation, String stateLayout) {
    return new Conventions(
        ofHand ? "axis-angle" : "none",
        "xyzw",
        java.util.Optional.of(new Conventions.Gripper(gripper(), -1, 1)),
        frame,
        "delta",
        scale,
        imageOrientation,
        stateLayout);
  }
}
