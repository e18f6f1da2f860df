package org.workcell.sim.kinematics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.testing.TestArm;

class SerialChainTest {

  /** Slides, a joint with another zero, two joints on one body, and a base that is turned. */
  private static final String CRANE =
      """
      <mujoco>
        <compiler angle="radian"/>
        <worldbody>
          <body name="rail" pos="0.3 0.1 2" quat="0.8 0 0.6 0">
            <geom size="0.1"/>
            <body name="trolley" pos="0 0 -0.1">
              <joint name="run" type="slide" axis="1 2 -2" limited="true" range="-1 1" ref="0.25"/>
              <joint name="swing" axis="0 0 -1" pos="0.1 0.2 0.3" ref="-0.4"/>
              <geom size="0.1"/>
              <body name="hook" pos="0.1 0 -0.5">
                <joint name="lift" type="slide" axis="0 0 1"/>
                <geom size="0.1"/>
              </body>
              <body name="ball"><joint name="loose" type="ball"/><geom size="0.1"/></body>
            </body>
          </body>
          <body name="other"><freejoint name="fly"/><geom size="0.1"/><site name="away"/></body>
        </worldbody>
      </mujoco>
      """;

  private static Model crane() {
    return Model.load("crane.xml", Map.of("crane.xml", CRANE.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertSame(Kinematics expected, Kinematics actual, double tolerance) {
    assertArrayEquals(expected.tip().position(), actual.tip().position(), tolerance);
    assertArrayEquals(expected.tip().rotation(), actual.tip().rotation(), tolerance);
    double[][] vectors = new double[4][3];
    for (int joint = 0; joint < expected.jointCount(); joint++) {
      expected.jacobian(joint, vectors[0], vectors[1]);
      actual.jacobian(joint, vectors[2], vectors[3]);
      assertArrayEquals(vectors[0], vectors[2], tolerance, "linear " + joint);
      assertArrayEquals(vectors[1], vectors[3], tolerance, "angular " + joint);
    }
  }

  @Test
  void aChainReadFromAModelIsTheEnginesOwn() {
    try (Model model = TestArm.newModel();
        Physics physics = new Physics(model)) {
      SerialChain chain = SerialChain.toSite(model, TestArm.BASE, TestArm.TIP);
      Kinematics engine = new SiteKinematics(physics, TestArm.TIP, TestArm.JOINT_NAMES);
      assertEquals(TestArm.JOINT_NAMES, chain.jointNames());
      Random random = new Random(1);
      for (int i = 0; i < 50; i++) {
        double[] joints = TestArm.draw(random, 1);
        chain.compute(joints);
        engine.compute(joints);
        assertSame(engine, chain, 1e-12);
      }
      for (int i = 0; i < TestArm.JOINTS; i++) {
        assertEquals(TestArm.low()[i], chain.low(i));
        assertEquals(TestArm.high()[i], engine.high(i));
      }
    }
  }

  @Test
  void slidesZerosAndSharedBodiesAreTheEnginesOwn() {
    try (Model model = crane();
        Physics physics = new Physics(model)) {
      SerialChain chain = SerialChain.toBody(model, "world", "hook");
      assertEquals(List.of("run", "swing", "lift"), chain.jointNames());
      assertEquals(Double.POSITIVE_INFINITY, chain.high(1));
      assertEquals(1, chain.high(0));
      double[] joints = {-0.3, 1.1, 0.2};
      int hook = model.body("hook");
      for (int i = 0; i < 3; i++) {
        physics.qpos().set(model.positionAddress(chain.jointNames().get(i)), joints[i]);
      }
      physics.refreshPositions();
      chain.compute(joints);
      for (int i = 0; i < 3; i++) {
        assertEquals(physics.bodyPos().get(hook, i), chain.tip().position()[i], 1e-13);
      }
      for (int i = 0; i < 9; i++) {
        assertEquals(physics.bodyMat().get(hook, i), chain.tip().rotation()[i], 1e-13);
      }
      assertIsDerivative(chain, joints);
    }
  }

  private static void assertIsDerivative(Kinematics kinematics, double[] joints) {
    double step = 1e-6;
    double[] linear = new double[3];
    double[] angular = new double[3];
    double[] inFrame = new double[3];
    double[] difference = new double[3];
    Pose before = new Pose();
    for (int joint = 0; joint < kinematics.jointCount(); joint++) {
      kinematics.compute(joints);
      kinematics.jacobian(joint, linear, angular);
      before.set(kinematics.tip());
      joints[joint] += step;
      kinematics.compute(joints);
      joints[joint] -= step;
      Rotations.toFrame(before.rotation(), angular, inFrame);
      Rotations.difference(before.rotation(), kinematics.tip().rotation(), difference);
      for (int i = 0; i < 3; i++) {
        double moved = kinematics.tip().position()[i] - before.position()[i];
        assertEquals(moved / step, linear[i], 1e-5);
        assertEquals(difference[i] / step, inFrame[i], 1e-5);
      }
    }
  }

  /** Two hinges about z with links of 1 m: the textbook's planar arm. */
  @Test
  void denavitAndHartenbergDescribeAPlanarArm() {
    SerialChain chain =
        SerialChain.builder()
            .denavitHartenberg("shoulder", new double[] {0, 0, 0}, 0, -3, 3)
            .denavitHartenberg("elbow", new double[] {1, 0, 0}, 0, -3, 3)
            .offset(1, 0, 0)
            .build();
    double[] joints = {0.3, 0.5};
    chain.compute(joints);
    double x = Math.cos(0.3) + Math.cos(0.8);
    double y = Math.sin(0.3) + Math.sin(0.8);
    assertArrayEquals(new double[] {x, y, 0}, chain.tip().position(), 1e-15);
    double[] linear = new double[3];
    double[] angular = new double[3];
    chain.jacobian(0, linear, angular);
    assertArrayEquals(new double[] {-y, x, 0}, linear, 1e-15);
    assertArrayEquals(new double[] {0, 0, 1}, angular, 1e-15);
    assertIsDerivative(chain, joints);
  }

  @Test
  void theBaseCanBeMoved() {
    try (Model model = TestArm.newModel()) {
      SerialChain chain = SerialChain.toSite(model, TestArm.BASE, TestArm.TIP);
      chain.compute(TestArm.home());
      double[] before = chain.tip().position().clone();
      chain.base().position()[1] += 0.25;
      chain.compute(TestArm.home());
      assertEquals(before[1] + 0.25, chain.tip().position()[1], 1e-15);
      assertEquals(before[0], chain.tip().position()[0], 1e-15);
    }
  }

  @Test
  void whatIsNoChainIsRefusedByName() {
    try (Model model = crane()) {
      Stream.<Runnable>of(
              () -> SerialChain.toSite(model, "rail", "away"),
              () -> SerialChain.toBody(model, "trolley", "hook"),
              () -> SerialChain.toBody(model, "world", "ball"),
              () -> SerialChain.toBody(model, "rail", "rail"))
          .forEach(each -> assertThrows(IllegalArgumentException.class, each::run));
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> SerialChain.toBody(model, "trolley", "hook"))
              .getMessage();
      assertTrue(message.contains("trolley"), message);
    }
  }
}
