package org.workcell.tasks.libero.assets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/** Grasps of the table, tried with the gripper alone on slides: it closes, lifts and holds. */
class GraspTableTest {

  private static final double LIFT = 0.06;

  /** The fingers take 0.2 s at least; thin walls are pressed after 0.4 s. */
  private static final int CLOSE_STEPS = 220;

  private static final int LIFT_STEPS = 140;

  /** Names of the joints that carry the hand; a stiff servo each. */
  private static final List<String> SLIDES = List.of("x", "y", "z");

  static List<String[]> grasps() throws IOException {
    return PartBench.table(new ByteArrayInputStream(PartBench.read("grasps.txt")));
  }

  /**
   * The first grasp of every category and kind. A plate swings down when it is held by its rim; it
   * is pushed instead.
   */
  static List<String> held() throws IOException {
    Set<String> seen = new HashSet<>();
    return grasps().stream()
        .filter(row -> !row[0].equals("plate") && seen.add(row[0] + row[1]))
        .map(row -> String.join(" ", row))
        .toList();
  }

  @Test
  void coversEveryMovable() throws IOException {
    Set<String> found = new HashSet<>();
    grasps().forEach(row -> found.add(row[0]));
    assertEquals(new HashSet<>(MovablePartsTest.categories()), found);
  }

  @ParameterizedTest
  @MethodSource("held")
  void holdsWhatItClosesOn(String line) {
    String[] row = line.split(" ");
    String[] object =
        PartBench.expected("movables.txt").stream()
            .filter(other -> other[0].equals(row[0]))
            .findFirst()
            .orElseThrow();
    double[] grip = PartBench.numbers(row, 2, 3);
    double restHeight = PartBench.numbers(object, 12, 1)[0];
    grip[2] += restHeight;
    try (Model model = bench(row[0], grip, Double.parseDouble(row[5]));
        Physics physics = new Physics(model)) {
      int root = model.positionAddress("joint0");
      double[] quaternion = PartBench.numbers(object, 1, 4);
      double norm = Math.sqrt(Arrays.stream(quaternion).map(v -> v * v).sum());
      physics.qpos().write(root, new double[] {0, 0, restHeight});
      physics.qpos().write(root + 3, Arrays.stream(quaternion).map(v -> v / norm).toArray());
      physics.qpos().set(model.positionAddress("finger_joint1"), 0.04);
      physics.qpos().set(model.positionAddress("finger_joint2"), -0.04);
      drive(physics, 0, CLOSE_STEPS);
      double[] before = {physics.qpos().get(root + 2), handHeight(physics)};
      drive(physics, LIFT, LIFT_STEPS);
      double risen = physics.qpos().get(root + 2) - before[0];
      double hand = handHeight(physics) - before[1];
      assertTrue(hand > 0.9 * LIFT, () -> "the hand has risen by " + hand);
      assertEquals(hand, risen, 0.015, "what is held has not come along");
    }
  }

  private static double handHeight(Physics physics) {
    return physics.sitePos().get(physics.scene().site("grip_site"), 2);
  }

  /** Closes the gripper, or keeps it closed, while the hand goes to a height above its start. */
  private static void drive(Physics physics, double height, int steps) {
    Model model = physics.scene();
    int z = model.index(ObjectKind.ACTUATOR, "servo_z");
    int finger = model.index(ObjectKind.ACTUATOR, "gripper_finger_joint1");
    double from = physics.ctrl().get(z);
    int weight = model.velocityAddress("slide_z");
    for (int step = 1; step <= steps; step++) {
      double part = Math.min(1, 1.4 * step / steps);
      physics.ctrl().set(z, from + part * (height - from));
      double opening = height == 0 ? 0.04 * (1 - part) : 0;
      physics.ctrl().set(finger, opening);
      physics.ctrl().set(finger + 1, -opening);
      physics.array("qfrc_applied").set(weight, physics.array("qfrc_bias").get(weight));
      physics.step(1);
    }
  }

  private static Model bench(String category, double[] grip, double yawDegrees) {
    double half = Math.toRadians(yawDegrees) / 2;
    // The hand of the arm at its start: turned by 180 degrees about x, then by the yaw about z.
    String down = PartBench.text(0, Math.cos(half), Math.sin(half), 0);
    StringBuilder joints = new StringBuilder();
    for (int axis = 0; axis < 3; axis++) {
      double[] direction = new double[3];
      direction[axis] = 1;
      joints.append(
          "<joint name='slide_%s' type='slide' axis='%s' damping='200' armature='3'/>"
              .formatted(SLIDES.get(axis), PartBench.text(direction)));
    }
    String carrier =
        """
        <body name='carrier' pos='%s'>%s
          <inertial pos='0 0 0' mass='2' diaginertia='0.1 0.1 0.1'/>
          <body name='hand' quat='%s'/>
        </body>
        """
            .formatted(PartBench.text(grip[0], grip[1], grip[2] + 0.097), joints, down);
    PartBench bench =
        new PartBench().movable(category).add(carrier).robotPart("panda_gripper", "hand");
    for (String slide : SLIDES) {
      bench.servo("slide_" + slide, "servo_" + slide, 8000);
    }
    return bench.compile();
  }
}
