package org.workcell.sim.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhysicsTest {

  private static final String ARM =
      """
      <mujoco>
        <option timestep="0.002"/>
        <worldbody>
          <body name="base" mocap="true" pos="0 0 1"><geom type="sphere" size=".02" contype="0" conaffinity="0"/></body>
          <body name="upper" pos="0 0 1">
            <joint name="shoulder" type="hinge" axis="0 1 0"/>
            <geom type="capsule" fromto="0 0 0 .3 0 0" size=".02" mass="1"/>
            <body name="lower" pos=".3 0 0">
              <joint name="elbow" type="hinge" axis="0 1 0" damping=".1"/>
              <geom type="capsule" fromto="0 0 0 .3 0 0" size=".02" mass="1"/>
              <site name="tip" pos=".3 0 0"/>
            </body>
          </body>
        </worldbody>
        <actuator><motor joint="elbow"/></actuator>
      </mujoco>
      """;

  private Model model;
  private Physics physics;

  @BeforeEach
  void open() {
    model = Model.load("arm.xml", Map.of("arm.xml", ARM.getBytes(StandardCharsets.UTF_8)));
    physics = new Physics(model);
  }

  @AfterEach
  void close() {
    physics.close();
    model.close();
  }

  private static DoubleBuffer direct(int doubles) {
    return ByteBuffer.allocateDirect(doubles * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }

  @Test
  void namesResolveToIndices() {
    assertEquals(2, model.positionCount());
    assertEquals(1, model.controlCount());
    assertEquals(1, model.mocapCount());
    assertEquals(0.002, model.timestepSeconds());
    assertEquals(1, model.positionAddress("elbow"));
    assertEquals(1, model.velocityAddress("elbow"));
    assertEquals(0, model.mocap("base"));
    assertTrue(model.has(ObjectKind.SITE, "tip"));
    assertEquals("upper", model.names(ObjectKind.BODY).get(model.body("upper")));
    assertEquals("#0", model.names(ObjectKind.GEOM).get(0));
    assertThrows(IllegalArgumentException.class, () -> model.mocap("upper"));
  }

  @Test
  void substepsInOneCallEqualSingleSteps() {
    physics.ctrl().set(0, 0.3);
    physics.step(10);
    double[] together = physics.qpos().toArray();
    physics.reset();
    physics.ctrl().set(0, 0.3);
    for (int i = 0; i < 10; i++) {
      physics.step(1);
    }
    assertArrayEquals(together, physics.qpos().toArray());
    assertEquals(10 * 0.002, physics.time().get(0), 1e-12);
  }

  @Test
  void restoredStateGoesOnToTheBit() {
    physics.step(30);
    double[] state = new double[physics.stateSize()];
    physics.readState(state);
    physics.step(30);
    double[] expected = physics.qpos().toArray();
    physics.reset();
    physics.writeState(state);
    double[] again = new double[state.length];
    physics.readState(again);
    assertArrayEquals(state, again);
    physics.step(30);
    assertArrayEquals(expected, physics.qpos().toArray());
  }

  @Test
  void sitePositionFollowsTheJoints() {
    physics.qpos().set(0, Math.PI / 2);
    physics.refreshPositions();
    double[] tip = new double[3];
    physics.sitePos().readRow(model.site("tip"), tip);
    assertArrayEquals(new double[] {0, 0, 0.4}, tip, 1e-12);
  }

  @Test
  void jacobianAgreesWithFiniteDifferences() {
    physics.qpos().write(0, new double[] {0.3, -0.7});
    physics.forward();
    DoubleBuffer position = direct(6);
    DoubleBuffer rotation = direct(6);
    int tip = model.site("tip");
    physics.siteJacobian(tip, position, rotation);
    double[] before = new double[3];
    physics.sitePos().readRow(tip, before);
    for (int joint = 0; joint < 2; joint++) {
      double delta = 1e-7;
      physics.qpos().set(joint, physics.qpos().get(joint) + delta);
      physics.refreshPositions();
      for (int axis = 0; axis < 3; axis++) {
        double slope = (physics.sitePos().get(tip, axis) - before[axis]) / delta;
        assertEquals(position.get(2 * axis + joint), slope, 1e-6);
      }
      assertEquals(1, rotation.get(2 + joint), 1e-12, "both joints turn about y");
      physics.qpos().set(joint, physics.qpos().get(joint) - delta);
    }
    assertThrows(
        IllegalArgumentException.class, () -> physics.siteJacobian(tip, direct(5), rotation));
    assertThrows(
        IllegalArgumentException.class,
        () -> physics.siteJacobian(tip, DoubleBuffer.allocate(6), rotation));
  }

  @Test
  void massMatrixIsSymmetricAndPositive() {
    physics.forward();
    DoubleBuffer inertia = direct(4);
    physics.massMatrix(inertia);
    assertEquals(inertia.get(1), inertia.get(2), 1e-12);
    assertTrue(inertia.get(0) * inertia.get(3) > inertia.get(1) * inertia.get(2));
  }

  @Test
  void limitsShowUpAsConstraints() {
    String limited =
        ARM.replace("damping=\".1\"", "damping=\".1\" limited=\"true\" range=\"-1 1\"");
    try (Model other =
            Model.load("arm.xml", Map.of("arm.xml", limited.getBytes(StandardCharsets.UTF_8)));
        Physics pressed = new Physics(other)) {
      pressed.qpos().set(1, 60);
      Constraints constraints = new Constraints(4);
      pressed.forward();
      pressed.readConstraints(constraints);
      assertEquals(1, constraints.size());
      assertEquals(other.index(ObjectKind.JOINT, "elbow"), constraints.objectIndex(0));
      assertTrue(constraints.position(0) < 0);
      assertTrue(constraints.force(0) > 0);
    }
  }

  @Test
  void onlyArraysWithFixedAddressCanBeViewed() {
    assertEquals(2, physics.array("qfrc_applied").size());
    assertThrows(IllegalArgumentException.class, () -> physics.array("efc_force"));
    assertThrows(IllegalArgumentException.class, () -> physics.array("contact"));
  }
}
