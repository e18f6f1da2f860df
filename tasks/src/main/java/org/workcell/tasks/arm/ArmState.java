package org.workcell.tasks.arm;

import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.arm.robot.ArmRobot;

/** Reads and sets the arm in one physics. One thread at a time; reading allocates nothing. */
final class ArmState {

  private static final int CONTACTS = 64;

  private final Physics physics;
  private final int[] positions;
  private final int[] velocities;
  private final int[] controls;
  private final int gripperControl;
  private final double gripperClosed;
  private final boolean tipIsSite;
  private final int tip;
  private final double[] matrix = new double[9];
  private final double[] quaternion = new double[4];
  private final double[] point = new double[3];
  private final Contacts contacts = new Contacts(CONTACTS);

  ArmState(ArmRobot robot, Physics physics) {
    this.physics = physics;
    Model scene = physics.scene();
    int joints = robot.jointCount();
    this.positions = new int[joints];
    this.velocities = new int[joints];
    this.controls = new int[joints];
    for (int i = 0; i < joints; i++) {
      ArmRobot.Joint joint = robot.joints().get(i);
      positions[i] = scene.positionAddress(joint.name());
      velocities[i] = scene.velocityAddress(joint.name());
      controls[i] = scene.index(ObjectKind.ACTUATOR, joint.actuator());
    }
    this.gripperControl =
        robot.gripper().map(each -> scene.index(ObjectKind.ACTUATOR, each.actuator())).orElse(-1);
    this.gripperClosed = robot.gripper().map(ArmRobot.Fingers::closed).orElse(0.0);
    this.tipIsSite = robot.tip().site();
    this.tip = tipIsSite ? scene.site(robot.tip().name()) : scene.body(robot.tip().name());
  }

  /** Puts the joints somewhere, at rest. */
  void place(double[] joints) {
    for (int i = 0; i < positions.length; i++) {
      physics.qpos().set(positions[i], joints[i]);
    }
  }

  /** Tells the servos to stay at these positions, and the gripper to be closed. */
  void hold(double[] joints) {
    for (int i = 0; i < controls.length; i++) {
      physics.ctrl().set(controls[i], joints[i]);
    }
    if (gripperControl >= 0) {
      physics.ctrl().set(gripperControl, gripperClosed);
    }
  }

  void readPositions(double[] target) {
    for (int i = 0; i < positions.length; i++) {
      target[i] = physics.qpos().get(positions[i]);
    }
  }

  void readVelocities(double[] target) {
    for (int i = 0; i < velocities.length; i++) {
      target[i] = physics.qvel().get(velocities[i]);
    }
  }

  /** Position and quatWxyz of the tip, [7]. */
  void readTip(double[] pose) {
    readTipPoint(pose);
    if (tipIsSite) {
      physics.siteMat().readRow(tip, matrix);
    } else {
      physics.bodyMat().readRow(tip, matrix);
    }
    Rotations.toQuatWxyz(matrix, quaternion);
    System.arraycopy(quaternion, 0, pose, 3, 4);
  }

  private void readTipPoint(double[] target) {
    if (tipIsSite) {
      physics.sitePos().readRow(tip, point);
    } else {
      physics.bodyPos().readRow(tip, point);
    }
    System.arraycopy(point, 0, target, 0, 3);
  }

  /** Puts the joints somewhere and counts what touches there; the tip's place is up to date. */
  int contactsAt(double[] joints) {
    place(joints);
    physics.refreshContacts();
    physics.readContacts(contacts);
    return contacts.size();
  }

  /** Where the tip is, after {@link #contactsAt}. */
  double[] tipPoint() {
    readTipPoint(point);
    return point;
  }
}
