package org.workcell.sim.control;

import java.util.Collection;
import java.util.List;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.TestArm;
import org.workcell.testing.contract.EnvironmentContract;

/** Seeds, snapshots and allocation hold under each controller. */
class ArmControllersContractTest extends EnvironmentContract {

  private static final double[] LOW = {-0.5, -0.8, 0.1};
  private static final double[] HIGH = {0.8, 0.5, 1.2};

  private static ServoArm arm(Gripper.Action gripper) {
    return TestArm.servos().gripper(TestArm.gripper(gripper)).build();
  }

  @Override
  protected Collection<TaskDefinition> tasks() {
    ServoArm arm = arm(Gripper.Action.SIGNED);
    return List.of(
        new ArmTask(
            "arm/joint-delta-v1",
            JointPositionController.builder(arm).delta(0.1, 1, DeltaOrigin.MEASURED).build()),
        new ArmTask(
            "arm/joint-normalized-v1",
            JointPositionController.builder(arm(Gripper.Action.METRES)).normalized().build()),
        new ArmTask(
            "arm/joint-velocity-v1",
            JointVelocityController.builder(arm).speedPerAction(2).build()),
        new ArmTask(
            "arm/pose-v1",
            EndEffectorPoseController.builder(
                    arm(Gripper.Action.DISCRETE), TestArm.BASE, TestArm.TIP)
                .rotation(RotationForm.QUAT_XYZW)
                .workspace(LOW, HIGH)
                .build()),
        new ArmTask(
            "arm/pose-delta-v1",
            EndEffectorPoseController.builder(arm, TestArm.BASE, TestArm.TIP)
                .delta(EndEffectorFrame.OWN, DeltaOrigin.TARGET)
                .scale(0.05, 0.2, 1)
                .posture(0.15, TestArm.home())
                .build()));
  }
}
