package org.workcell.bullet;

import java.util.Collection;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.tasks.arm.ArmSuite;
import org.workcell.testing.contract.EnvironmentContract;

/** Environments of the arm's tasks without objects keep the contract with Bullet, too. */
class BulletArmContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return new ArmSuite()
        .tasks().stream().filter(task -> !task.id().equals("arm/push-v1")).toList();
  }

  @Override
  protected EnvironmentOptions options() {
    Rig.requireBullet();
    return EnvironmentOptions.defaults().withDynamics(BulletEngine.corrected());
  }
}
