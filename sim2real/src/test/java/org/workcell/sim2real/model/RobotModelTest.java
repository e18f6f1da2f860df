package org.workcell.sim2real.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.sim2real.replay.ReplayRig;

/** What a model says of its joints, drives, end effector and base. */
class RobotModelTest {

  @Test
  void jointsAndDrivesAreFoundByName() {
    String mixed =
        """
        <position name="a" joint="shoulder" kp="60" kv="2"/>
        <motor name="b" joint="elbow" gear="50"/>
        """;
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(mixed))) {
      assertEquals(List.of("shoulder", "elbow"), List.copyOf(model.joints().keySet()));
      assertEquals(Drive.POSITION_SERVO, model.joint("shoulder").drive());
      assertEquals(Drive.MOTOR, model.joint("elbow").drive());
      assertEquals(50, model.joint("elbow").gear());
      assertEquals("tip", model.tip().name());
      assertFalse(model.base().floating());
      assertEquals(0, model.mount());
    }
  }

  @Test
  void everyMissingJointIsNamed() {
    try (RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(""))) {
      assertEquals(Drive.NONE, model.joint("elbow").drive());
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      model.joints(
                          ReplayRig.meta(
                              CommandKind.POSITION, List.of("j1", "elbow", "j3"), Map.of())))
              .getMessage();
      assertTrue(message.contains("j1, j3"), message);
      assertTrue(message.contains("shoulder, elbow"), message);
    }
  }

  @Test
  void aJointWithTwoActuatorsIsRefused() {
    String two = "<motor name='a' joint='elbow'/><motor name='b' joint='elbow'/>";
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> ReplayRig.model(ReplayRig.ARM.formatted(two)))
            .getMessage();
    assertTrue(message.contains("'a' and 'b'"), message);
  }

  @Test
  void aFloatingBaseIsFound() {
    String robot =
        """
        <mujoco><worldbody><body name="trunk"><freejoint/><geom size="0.1" mass="2"/>
          <body name="leg" pos="0 0 -0.1"><joint name="hip" axis="0 1 0"/><geom size="0.05" mass="1"/>
        </body></body></worldbody></mujoco>
        """;
    try (RobotModel model = ReplayRig.model(robot)) {
      assertTrue(model.base().floating());
      assertEquals(0, model.base().positionAddress());
      assertEquals(7, model.joint("hip").positionAddress());
      assertEquals(6, model.joint("hip").velocityAddress());
    }
  }

  @Test
  void urdfIsRead(@TempDir Path folder) throws Exception {
    Path urdf = folder.resolve("arm.urdf");
    Files.writeString(
        urdf,
        """
        <robot name="arm">
          <link name="base"><inertial><mass value="1"/>
            <inertia ixx="0.1" iyy="0.1" izz="0.1" ixy="0" ixz="0" iyz="0"/></inertial></link>
          <link name="link"><inertial><origin xyz="0 0 -0.2"/><mass value="0.5"/>
            <inertia ixx="0.01" iyy="0.01" izz="0.001" ixy="0" ixz="0" iyz="0"/></inertial></link>
          <joint name="swing" type="revolute"><parent link="base"/><child link="link"/>
            <axis xyz="0 1 0"/><limit lower="-2" upper="2" effort="10" velocity="5"/>
            <dynamics damping="0.3"/></joint>
        </robot>
        """);
    try (RobotModel model = RobotModel.load(urdf, "link")) {
      assertEquals(List.of("swing"), List.copyOf(model.joints().keySet()));
      assertEquals(-2, model.joint("swing").low());
      RobotSetup setup =
          RobotSetup.builder(model)
              .parameters(List.of("joint:swing/damping", "body:link/mass"))
              .build();
      assertEquals(0.3, setup.nominal()[0], 1e-12);
      assertEquals(0.5, setup.nominal()[1], 1e-12);
    }
  }
}
