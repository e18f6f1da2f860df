package org.workcell.sim.kinematics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.testing.TestArm;

class InverseKinematicsTest {

  private Model model;
  private SerialChain chain;

  @BeforeEach
  void open() {
    model = TestArm.newModel();
    chain = SerialChain.toSite(model, TestArm.BASE, TestArm.TIP);
  }

  @AfterEach
  void close() {
    model.close();
  }

  private PoseTarget poseOf(double[] joints) {
    PoseTarget target = new PoseTarget();
    chain.compute(joints);
    target.pose().set(chain.tip());
    return target;
  }

  private double distanceOf(double[] joints, PoseTarget target) {
    chain.compute(joints);
    return chain.tip().distanceTo(target.pose());
  }

  private static void assertWithinLimits(double[] joints) {
    for (int i = 0; i < joints.length; i++) {
      assertTrue(joints[i] >= TestArm.low()[i] - 1e-12, "joint " + i + " at " + joints[i]);
      assertTrue(joints[i] <= TestArm.high()[i] + 1e-12, "joint " + i + " at " + joints[i]);
    }
  }

  @Test
  void posesNearbyAreAlwaysFound() {
    InverseKinematics inverse = InverseKinematics.builder(chain).build();
    Random random = new Random(4);
    double[] rotation = new double[3];
    for (int i = 0; i < 200; i++) {
      double[] wanted = TestArm.draw(random, 0.8);
      double[] joints = wanted.clone();
      for (int j = 0; j < joints.length; j++) {
        joints[j] += 0.2 * (random.nextDouble() - 0.5);
      }
      PoseTarget target = poseOf(wanted);
      assertTrue(inverse.solve(target, joints), "pose " + i);
      assertWithinLimits(joints);
      assertTrue(distanceOf(joints, target) < 1.1e-5);
      Rotations.difference(chain.tip().rotation(), target.pose().rotation(), rotation);
      assertArrayEquals(new double[3], rotation, 1.1e-4);
    }
  }

  @Test
  void posesFarAwayAreMostlyFoundAndLimitsAlwaysKept() {
    InverseKinematics inverse =
        InverseKinematics.builder(chain).posture(TestArm.home()).iterations(200).build();
    Random random = new Random(5);
    int found = 0;
    for (int i = 0; i < 100; i++) {
      double[] joints = TestArm.home();
      found += inverse.solve(poseOf(TestArm.draw(random, 0.7)), joints) ? 1 : 0;
      assertWithinLimits(joints);
    }
    assertTrue(found >= 70, "found " + found + " of 100");
  }

  @Test
  void theEnginesJacobianLeadsToTheSamePose() {
    try (Physics physics = new Physics(model)) {
      SiteKinematics engine = new SiteKinematics(physics, TestArm.TIP, TestArm.JOINT_NAMES);
      double[] goal = TestArm.home();
      goal[1] += 0.2;
      goal[4] -= 0.3;
      PoseTarget target = poseOf(goal);
      double[] joints = TestArm.home();
      double[] ofChain = TestArm.home();
      assertTrue(InverseKinematics.builder(engine).build().solve(target, joints));
      assertTrue(InverseKinematics.builder(chain).build().solve(target, ofChain));
      assertArrayEquals(ofChain, joints, 1e-9);
      assertTrue(distanceOf(joints, target) < 1.1e-5);
      double[] inPhysics = new double[TestArm.JOINTS];
      engine.readJoints(inPhysics);
      assertArrayEquals(joints, inPhysics);
    }
  }

  /** One row of the equations of a planar arm, worked out by hand. */
  @Test
  void oneStepOfAOneJointArmIsTheTextbooks() {
    SerialChain lever = SerialChain.builder().hinge("lever", 0, -3, 3).offset(2, 0, 0).build();
    PoseTarget target = new PoseTarget();
    target.pose().position()[0] = 2;
    target.pose().position()[1] = 0.01;
    Arrays.fill(target.rotationWeights(), 0);
    double[] change = new double[1];
    InverseKinematics.builder(lever).damping(0.5).build().step(new double[1], target, change);
    // J = (0, 2), so J^T (J J^T + 0.25)^-1 e = 2 * 0.01 / 4.25.
    assertEquals(2 * 0.01 / 4.25, change[0], 1e-15);
  }

  @Test
  void aStretchedArmStaysCalm() {
    InverseKinematics inverse = InverseKinematics.builder(chain).build();
    double[] joints = {0, 0, 0, Math.PI / 4, 0, 0, 0};
    PoseTarget target = poseOf(joints);
    target.pose().position()[2] += 0.3;
    double[] change = new double[TestArm.JOINTS];
    inverse.step(joints, target, change);
    for (double each : change) {
      assertTrue(Math.abs(each) < 1, "a change of " + each);
    }
    double[] best = joints.clone();
    assertFalse(inverse.solve(target, best));
    assertTrue(inverse.positionErrorMetres() < 0.35, "error " + inverse.positionErrorMetres());
    assertWithinLimits(best);
  }

  @Test
  void aStretchedArmIsBentAgain() {
    double[] joints = {0, 0, 0, Math.PI / 4, 0, 0.02, 0};
    PoseTarget target = poseOf(joints);
    target.pose().position()[0] += 0.1;
    target.pose().position()[2] -= 0.15;
    Arrays.fill(target.rotationWeights(), 0);
    assertTrue(InverseKinematics.builder(chain).build().solve(target, joints));
  }

  @Test
  void freedomGoesToThePosture() {
    double[] posture = TestArm.home();
    posture[2] += 0.6;
    PoseTarget target = poseOf(TestArm.home());
    double[] without = TestArm.home();
    double[] with = TestArm.home();
    assertTrue(InverseKinematics.builder(chain).build().solve(target, without));
    InverseKinematics inverse =
        InverseKinematics.builder(chain).posture(posture).postureIterations(30).build();
    assertTrue(inverse.solve(target, with));
    assertArrayEquals(TestArm.home(), without, 1e-9);
    assertTrue(squares(with, posture) < 0.9 * squares(without, posture));
    assertTrue(distanceOf(with, target) < 1.1e-5);
  }

  private static double squares(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  @Test
  void aJointAtItsEndLeavesTheWorkToOthers() {
    double[] low = TestArm.low();
    double[] high = TestArm.high();
    double[] joints = TestArm.home();
    // The first joint may not turn at all.
    low[0] = joints[0];
    high[0] = joints[0];
    InverseKinematics inverse = InverseKinematics.builder(chain).limits(low, high).build();
    PoseTarget target = poseOf(TestArm.home());
    target.pose().position()[1] += 0.05;
    assertTrue(inverse.solve(target, joints));
    assertEquals(TestArm.home()[0], joints[0]);
  }

  @Test
  void aFreeAxisIsLeftFree() {
    PoseTarget target = poseOf(TestArm.home());
    target.pose().turn(2, 1.5);
    target.rotationWeights()[2] = 0;
    double[] joints = TestArm.home();
    assertTrue(InverseKinematics.builder(chain).build().solve(target, joints));
    assertArrayEquals(TestArm.home(), joints, 1e-9);
  }

  @Test
  void solvingAllocatesNothing() {
    assertAllocatesNothing(chain);
    try (Physics physics = new Physics(model)) {
      assertAllocatesNothing(new SiteKinematics(physics, TestArm.TIP, TestArm.JOINT_NAMES));
    }
  }

  private void assertAllocatesNothing(Kinematics kinematics) {
    InverseKinematics inverse =
        InverseKinematics.builder(kinematics).posture(TestArm.home()).build();
    PoseTarget target = poseOf(TestArm.home());
    target.pose().position()[0] += 0.1;
    double[] joints = new double[TestArm.JOINTS];
    double[] home = TestArm.home();
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 10 && least > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        System.arraycopy(home, 0, joints, 0, joints.length);
        inverse.solve(target, joints);
      }
      long after = threads.getCurrentThreadAllocatedBytes();
      long asking = threads.getCurrentThreadAllocatedBytes() - after;
      least = after - before - asking;
    }
    assertEquals(0, least);
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> InverseKinematics.builder(chain).posture(1, 2));
    assertThrows(
        IllegalArgumentException.class, () -> InverseKinematics.builder(chain).damping(0).build());
    assertThrows(
        IllegalArgumentException.class,
        () -> InverseKinematics.builder(chain).limitMargin(2).build());
  }
}
