package org.workcell.tasks.rlbench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.tasks.rlbench.TabletopTasks.Bench;
import org.workcell.tasks.rlbench.control.Chains;
import org.workcell.tasks.rlbench.control.TabletopRobot;

/** The arm stands where RLBench's arm stands, with Franka's kinematics. */
class TabletopRobotTest {

  @Test
  void homeIsThePoseOfRlbench() {
    SerialChain chain = Chains.panda();
    chain.compute(TabletopRobot.home());
    double[] quatWxyz = new double[4];
    Rotations.toQuatWxyz(chain.tip().rotation(), quatWxyz);
    assertArrayEquals(new double[] {0.2785, -0.0082, 1.4719}, chain.tip().position(), 1e-6);
    assertArrayEquals(new double[] {0.1209, 0, 0.9927, 0}, quatWxyz, 1e-4);
  }

  @Test
  void theSceneHasTheChainOfFranka() {
    try (Bench bench = new Bench("push_button", Map.of())) {
      SerialChain ofScene = TabletopRobot.chain(bench.environment().physics().scene());
      SerialChain ofFranka = Chains.panda();
      double[] joints = {0.3, -0.4, 0.5, -1.6, 0.7, 1.8, -0.9};
      ofScene.compute(joints);
      ofFranka.compute(joints);
      assertArrayEquals(ofFranka.tip().position(), ofScene.tip().position(), 1e-5);
      assertArrayEquals(ofFranka.tip().rotation(), ofScene.tip().rotation(), 1e-5);
    }
  }
}
