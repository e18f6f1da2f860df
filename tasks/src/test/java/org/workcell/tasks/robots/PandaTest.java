package org.workcell.tasks.robots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.kinematics.Kinematics;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Physics;
import org.workcell.testing.Episodes;

class PandaTest {

  private static final int POSES = 20;
  private static final Panda KITCHEN = Panda.frankaKitchen();

  private static double[] drawJoints(Random random) {
    double[] joints = new double[9];
    for (int i = 0; i < Panda.JOINTS; i++) {
      double low = KITCHEN.ranges().low()[i];
      joints[i] = low + random.nextDouble() * (KITCHEN.ranges().high()[i] - low);
    }
    return joints;
  }

  /** Compares pose and Jacobian of the hand with the engine's own. */
  private static void compare(
      Physics physics, Kinematics arm, double metres, double ofRotation, double ofJacobian) {
    Random random = new Random(3);
    int hand = physics.scene().site("end_effector");
    int columns = physics.scene().velocityCount();
    DoubleBuffer linearRows = direct(3 * columns);
    DoubleBuffer angularRows = direct(3 * columns);
    double[] linear = new double[3];
    double[] angular = new double[3];
    for (int pose = 0; pose < POSES; pose++) {
      double[] joints = drawJoints(random);
      physics.qpos().write(0, joints);
      physics.refreshJacobians();
      physics.siteJacobian(hand, linearRows, angularRows);
      arm.compute(joints);
      for (int i = 0; i < 3; i++) {
        assertEquals(physics.sitePos().get(hand, i), arm.tip().position()[i], metres);
      }
      for (int i = 0; i < 9; i++) {
        assertEquals(physics.siteMat().get(hand, i), arm.tip().rotation()[i], ofRotation);
      }
      for (int joint = 0; joint < Panda.JOINTS; joint++) {
        arm.jacobian(joint, linear, angular);
        for (int i = 0; i < 3; i++) {
          assertEquals(linearRows.get(i * columns + joint), linear[i], ofJacobian);
          assertEquals(angularRows.get(i * columns + joint), angular[i], ofJacobian);
        }
      }
    }
  }

  private static DoubleBuffer direct(int doubles) {
    return ByteBuffer.allocateDirect(doubles * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }

  @Test
  void theHandIsWhereTheSceneHasItAndMovesAsThere() {
    try (Episodes episodes = new Episodes("kitchen/kettle-v1", EnvironmentOptions.defaults())) {
      episodes.reset(0);
      // The scene writes right angles with three digits.
      compare(episodes.environment().physics(), KITCHEN.newChain(), 2e-3, 5e-3, 5e-3);
    }
  }

  @Test
  void theChainReadFromTheSceneIsTheEnginesOwn() {
    try (Episodes episodes = new Episodes("kitchen/kettle-v1", EnvironmentOptions.defaults())) {
      episodes.reset(0);
      Physics physics = episodes.environment().physics();
      SerialChain arm = SerialChain.toSite(physics.scene(), "world", "end_effector");
      assertEquals(Panda.JOINTS, arm.jointCount());
      for (int i = 0; i < Panda.JOINTS; i++) {
        assertEquals(KITCHEN.ranges().low()[i], arm.low(i));
        assertEquals(KITCHEN.ranges().high()[i], arm.high(i));
      }
      compare(physics, arm, 1e-12, 1e-12, 1e-12);
    }
  }

  /** Stretched out upwards: the lengths of the published drawing add up. */
  @Test
  void theFlangeOfAnArmInTheOriginIsWherePublishedLengthsPutIt() {
    SerialChain arm = Panda.builder().build().newChain();
    arm.compute(new double[Panda.JOINTS]);
    double[] expected = {0.088, 0, 0.333 + 0.316 + 0.384 - Panda.FLANGE_METRES};
    assertArrayEquals(expected, arm.tip().position(), 1e-12);
  }

  @Test
  void partsOfAnotherNumberAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Panda.builder().zeros(0, 0));
  }
}
