package org.workcell.tasks.rlbench.control;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the numbers of an action in front of the gripper's are. */
public enum ArmMode {
  /** Changes of the joints from where they are measured, at most 0.1 rad; one control step. */
  JOINT_DELTA,
  /** Positions of the joints, rad; one control step. */
  JOINT_POSITION,
  /** Velocities of the joints, as a share of 2 rad/s; one control step. */
  JOINT_VELOCITY,
  /** Torques of the joints beside compensated gravity, N m; one control step. */
  JOINT_TORQUE,
  /** Pose of the tip by inverse kinematics from where the arm is; as long as that takes. */
  EE_IK,
  /** Change of the tip's pose, as {@link #EE_IK}. */
  EE_IK_DELTA,
  /** Pose of the tip by a planned path; as long as that takes. */
  EE_PLANNING,
  /** Change of the tip's pose, as {@link #EE_PLANNING}. */
  EE_PLANNING_DELTA,
  /** Displacement of the tip, at most 0.03 m per axis and never above its start (LAMP). */
  LAMP;

  /** Largest displacement per axis of {@link #LAMP}, metres. */
  public static final double LAMP_METRES = 0.03;

  /** Numbers of a pose. */
  private static final int POSE = 7;

  /** The values of the setting; the first is the default. */
  public static List<String> labels() {
    return Stream.of(values()).map(ArmMode::label).toList();
  }

  /** The mode of a value of the setting. */
  public static ArmMode ofLabel(String label) {
    return Stream.of(values()).filter(mode -> mode.label().equals(label)).findFirst().orElseThrow();
  }

  /** The value of the setting. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether an action takes the tip to a pose, however many control steps that needs. */
  public boolean isMacro() {
    return ordinal() >= EE_IK.ordinal();
  }

  /** Whether a path is planned, not only searched by inverse kinematics from where the arm is. */
  public boolean plans() {
    return this == EE_PLANNING || this == EE_PLANNING_DELTA || this == LAMP;
  }

  /** Whether actions are changes of the pose. */
  public boolean isDelta() {
    return this == JOINT_DELTA || this == EE_IK_DELTA || this == EE_PLANNING_DELTA || this == LAMP;
  }

  /** Numbers in front of the gripper's. */
  public int armNumbers() {
    if (this == LAMP) {
      return 3;
    }
    return isMacro() ? POSE : TabletopRobot.JOINTS;
  }
}
