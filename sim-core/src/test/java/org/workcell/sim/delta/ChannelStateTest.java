package org.workcell.sim.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.CommandSpec.Component;
import org.workcell.sim.control.CommandSpec.Kind;
import org.workcell.sim.control.CommandSpec.Tracked;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.testing.TestArm;

/** Where channels are and how fast they move. */
class ChannelStateTest {

  private static final double STEP = 1e-6;

  private static CommandSpec command(Model scene) {
    String body = scene.names(ObjectKind.BODY).get(scene.names(ObjectKind.BODY).size() - 1);
    List<Component> all = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      all.add(
          new Component("tip" + axis, "m", Kind.POSITION, Tracked.displacementOfSite("tip", axis)));
      all.add(new Component("body" + axis, "m", Kind.POSITION, Tracked.body(body, axis)));
    }
    all.add(new Component("elbow_target", "rad", Kind.POSITION, Tracked.joint("joint4")));
    all.add(new Component("gripper", "1", Kind.EFFORT));
    return new CommandSpec(all);
  }

  @Test
  void velocitiesAreHowPositionsChange() {
    try (Model scene = TestArm.newModel();
        Physics physics = new Physics(scene)) {
      List<String> names = List.of("joint4", "tip2", "body0", "tip0", "tip1", "body1", "body2");
      ChannelState channels = new ChannelState(names, command(scene), scene);
      for (int i = 0; i < physics.qvel().size(); i++) {
        physics.qpos().set(i, 0.1 * i - 0.3);
        physics.qvel().set(i, 0.5 - 0.2 * i);
      }
      double[] before = new double[names.size()];
      double[] velocity = new double[names.size()];
      channels.read(physics, before, velocity);
      assertEquals(physics.qpos().get(scene.positionAddress("joint4")), before[0]);
      assertEquals(physics.sitePos().get(scene.site("tip"), 2), before[1]);
      for (int i = 0; i < physics.qvel().size(); i++) {
        physics.qpos().set(i, physics.qpos().get(i) + STEP * physics.qvel().get(i));
      }
      double[] after = new double[names.size()];
      channels.read(physics, after, new double[names.size()]);
      double[] slopes = new double[names.size()];
      for (int i = 0; i < slopes.length; i++) {
        slopes[i] = (after[i] - before[i]) / STEP;
      }
      assertArrayEquals(slopes, velocity, 1e-5);
      assertTrue(Math.abs(velocity[2] - velocity[3]) > 1e-3, "body and tip move differently");
      assertTrue(channels.isDisplacement(1) && !channels.isDisplacement(2));
      assertEquals(6, channels.component(0));
    }
  }

  @Test
  void whatMovesNothingMeasurableIsRefused() {
    try (Model scene = TestArm.newModel()) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new ChannelState(List.of("gripper"), command(scene), scene))
              .getMessage();
      assertTrue(message.contains("gripper of the command moves no joint"), message);
      assertThrows(
          IllegalArgumentException.class,
          () -> new ChannelState(List.of("joint5"), command(scene), scene));
    }
  }
}
