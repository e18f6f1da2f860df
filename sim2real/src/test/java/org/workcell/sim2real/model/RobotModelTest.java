package org.workcell.sim2real.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
}
