package org.workcell.tasks.libero;

import org.workcell.sim.control.Controller;
import org.workcell.sim.control.JointSpaceController;
import org.workcell.sim.control.OperationalSpaceController;
import org.workcell.sim.control.OperationalSpaceGains;
import org.workcell.sim.control.OperationalSpaceStage;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/** The control of arm and gripper in one environment. One thread at a time. */
final class ArmControl {

  private static final double POSE_STIFFNESS = 150;
  private static final double POSTURE_STIFFNESS = 10;
  private static final double JOINT_STIFFNESS = 50;

  /** Of half a finger's range, in each physics step. */
  private static final double GRIPPER_INCREMENT = 0.01;

  private final Physics physics;
  private final OperationalSpaceStage stage;
  private final Controller controller;
  private final double[] command;

  ArmControl(ControlMode mode, Physics physics) {
    this.physics = physics;
    Model scene = physics.scene();
    this.stage =
        mode.ofHand()
            ? new OperationalSpaceStage(
                scene,
                LiberoRobot.GRIP_SITE,
                LiberoRobot.motors(),
                OperationalSpaceGains.critical(POSE_STIFFNESS, POSTURE_STIFFNESS))
            : OperationalSpaceStage.ofJoints(scene, LiberoRobot.motors(), JOINT_STIFFNESS);
    this.controller = mode.ofHand() ? ofHand(mode, scene) : ofJoints(scene);
    this.command = new double[controller.commandSpec().size()];
  }

  private Controller ofHand(ControlMode mode, Model scene) {
    OperationalSpaceController.Builder builder =
        OperationalSpaceController.builder(scene, stage)
            .actionScale(ControlMode.METRES, ControlMode.RADIANS)
            .substeps(LiberoRobot.SUBSTEPS)
            .finger(LiberoRobot.finger(1), -GRIPPER_INCREMENT)
            .finger(LiberoRobot.finger(2), GRIPPER_INCREMENT);
    return (mode == ControlMode.OSC_POSE_WRIST ? builder.inHandFrame() : builder).build();
  }

  private Controller ofJoints(Model scene) {
    return JointSpaceController.builder(scene, stage)
        .actionScale(ControlMode.JOINT_RADIANS)
        .substeps(LiberoRobot.SUBSTEPS)
        .finger(LiberoRobot.finger(1), -GRIPPER_INCREMENT)
        .finger(LiberoRobot.finger(2), GRIPPER_INCREMENT)
        .build();
  }

  Controller controller() {
    return controller;
  }

  /** The arm is to stay where it is; the physics is up to date. */
  void start() {
    stage.start(physics, false);
  }

  /**
   * As upstream's reset: goal and posture are those of the nominal arm, the other positions being
   * the scene's own, and the first physics step works with what is measured there.
   */
  void startAtReset() {
    physics.qpos().write(0, LiberoRobot.nominal());
    physics.forward();
    stage.start(physics, true);
  }

  /** Carries out an action that no caller sent. */
  void carryOut(double[] action) {
    controller.toCommand(action, physics, command);
    controller.advance(command, physics);
  }
}
