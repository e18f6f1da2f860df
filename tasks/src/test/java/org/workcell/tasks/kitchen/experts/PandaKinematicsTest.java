package org.workcell.tasks.kitchen.experts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.Episodes;

class PandaKinematicsTest {

  private static double[] drawJoints(Random random) {
    double[] joints = new double[9];
    for (int i = 0; i < PandaKinematics.JOINTS; i++) {
      double low = PandaKinematics.LOW[i];
      joints[i] = low + random.nextDouble() * (PandaKinematics.HIGH[i] - low);
    }
    return joints;
  }

  @Test
  void theHandIsWhereTheSceneHasIt() {
    Random random = new Random(3);
    PandaKinematics kinematics = new PandaKinematics();
    try (Episodes episodes = new Episodes("kitchen/kettle-v1", EnvironmentOptions.defaults())) {
      episodes.reset(0);
      Physics physics = episodes.environment().physics();
      int hand = physics.scene().site("end_effector");
      for (int pose = 0; pose < 20; pose++) {
        double[] joints = drawJoints(random);
        physics.qpos().write(0, joints);
        physics.refreshPositions();
        kinematics.compute(joints);
        for (int i = 0; i < 3; i++) {
          // The scene writes right angles with three digits.
          assertEquals(physics.sitePos().get(hand, i), kinematics.position()[i], 2e-3);
        }
        for (int i = 0; i < 9; i++) {
          assertEquals(physics.siteMat().get(hand, i), kinematics.rotation()[i], 5e-3);
        }
      }
    }
  }

  @Test
  void theJacobianIsTheDerivative() {
    double step = 1e-6;
    PandaKinematics kinematics = new PandaKinematics();
    double[] joints = drawJoints(new Random(5));
    double[] moves = new double[3];
    double[] turns = new double[3];
    for (int joint = 0; joint < PandaKinematics.JOINTS; joint++) {
      kinematics.compute(joints);
      kinematics.jacobian(joint, moves, turns);
      double[] before = kinematics.position().clone();
      double[] frame = kinematics.rotation().clone();
      double[] expectedTurns = new double[3];
      Rotations.toFrame(frame, turns, expectedTurns);
      joints[joint] += step;
      kinematics.compute(joints);
      joints[joint] -= step;
      double[] difference = new double[3];
      Rotations.difference(frame, kinematics.rotation(), difference);
      for (int i = 0; i < 3; i++) {
        assertEquals((kinematics.position()[i] - before[i]) / step, moves[i], 1e-5);
        assertEquals(difference[i] / step, expectedTurns[i], 1e-5);
      }
    }
  }

  @Test
  void differenceOfAKnownTurn() {
    double[] from = new double[9];
    double[] to = new double[9];
    double[] difference = new double[3];
    Rotations.identity(from);
    Rotations.identity(to);
    Rotations.turn(to, 1, 0.4);
    Rotations.difference(from, to, difference);
    assertArrayEquals(new double[] {0, 0.4, 0}, difference, 1e-12);
    Rotations.difference(to, to, difference);
    assertArrayEquals(new double[3], difference, 1e-12);
  }

  @Test
  void choleskySolvesAKnownSystem() {
    double[][] matrix = {{4, 0, 0}, {2, 5, 0}, {-2, 1, 6}};
    double[] right = {2, 15, 18};
    Cholesky.solve(matrix, right);
    assertArrayEquals(new double[] {1, 2, 3}, right, 1e-12);
  }
}
