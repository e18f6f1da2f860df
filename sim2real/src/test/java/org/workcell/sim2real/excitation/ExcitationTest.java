package org.workcell.sim2real.excitation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.sim.physics.Model;
import org.workcell.sim.random.RandomStream;

class ExcitationTest {

  /** Two links in the vertical plane above a floor that the outer one can reach. */
  private static final String ARM =
      """
      <mujoco>
        <compiler angle="radian"/>
        <worldbody>
          <geom name="floor" type="plane" size="2 2 .1" pos="0 0 -.4"/>
          <body name="upper">
            <joint name="shoulder" axis="0 1 0" range="-1.2 1.2" armature=".02" frictionloss=".1"/>
            <geom name="upper" type="capsule" size=".03" fromto="0 0 0 .3 0 0" mass="1"/>
            <body name="fore" pos=".3 0 0">
              <joint name="elbow" axis="0 1 0" range="-2 2" armature=".01"/>
              <geom name="fore" type="capsule" size=".03" fromto="0.1 0 0 .3 0 0" mass=".5"/>
            </body>
          </body>
        </worldbody>
        <actuator>
          <position name="a" joint="shoulder" kp="200" kv="5" forcerange="-12 12"/>
          <position name="b" joint="elbow" kp="100" kv="2" forcerange="-4 4" ctrlrange="-1.5 1.5"/>
        </actuator>
      </mujoco>
      """;

  private static final ExcitationDesigner.Shape SHAPE = new ExcitationDesigner.Shape(6, .8, 2);
  private static Model model;
  private static List<JointLimits> limits;

  @BeforeAll
  static void load() {
    model = Model.load("arm.xml", Map.of("arm.xml", ARM.getBytes(StandardCharsets.UTF_8)));
    limits = JointLimits.of(model, List.of(), 2, 6);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static ExcitationDesigner designer() {
    return new ExcitationDesigner(model, new double[2], limits);
  }

  @Test
  void limitsAreThoseOfTheModel() {
    assertEquals(List.of("shoulder", "elbow"), limits.stream().map(JointLimits::joint).toList());
    assertEquals(new JointLimits("elbow", -1.5, 1.5, 2, 6, 4), limits.get(1));
    assertThrows(
        IllegalArgumentException.class, () -> JointLimits.of(model, List.of("wrist"), 2, 6));
  }

  /** The slower of the model's text and the caller counts, and the weaker of joint and actuator. */
  @Test
  void speedsAndTorquesAreThoseThatTheJointTakes() {
    String limited =
        ARM.replace("range=\"-2 2\"", "range=\"-2 2\" actuatorfrcrange=\"-3 3\"")
            .replace(
                "<worldbody>",
                "<custom><text name=\"velocity_limits\""
                    + " data=\"elbow:1.5,shoulder:7\"/></custom><worldbody>");
    try (Model other =
        Model.load("arm.xml", Map.of("arm.xml", limited.getBytes(StandardCharsets.UTF_8)))) {
      List<JointLimits> of = JointLimits.of(other, List.of(), 2, 6);
      assertEquals(new JointLimits("elbow", -1.5, 1.5, 1.5, 6, 3), of.get(1));
      assertEquals(limits.get(0), of.get(0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void motionsKeepLimitsTorquesAndDistance(ExcitationKind kind) {
    try (ExcitationDesigner designer = designer()) {
      Motion motion = designer.draw(kind, SHAPE, new RandomStream(5));
      MotionPeaks peaks = MotionPeaks.of(motion);
      assertTrue(peaks.within(limits), peaks.toString());
      assertEquals("", designer.objection(motion));
      double busiest = 0;
      for (int j = 0; j < 2; j++) {
        assertTrue(peaks.high()[j] - peaks.low()[j] > .2, "joint " + j + " moves");
        busiest = Math.max(busiest, peaks.acceleration()[j] / 6);
        busiest = Math.max(busiest, peaks.velocity()[j] / 2);
      }
      assertTrue(busiest > .5, "some limit is used: " + busiest);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MULTISINE", "CHIRP"})
  void seriesBeginAndEndAtRest(ExcitationKind kind) {
    try (ExcitationDesigner designer = designer()) {
      Motion motion = designer.draw(kind, SHAPE, new RandomStream(8));
      double[][] q = motion.sample(1000);
      for (int end : new int[] {0, q.length - 3}) {
        for (int j = 0; j < 2; j++) {
          double speed = (q[end + 2][j] - q[end][j]) * 500;
          double acceleration = (q[end + 2][j] - 2 * q[end + 1][j] + q[end][j]) * 1e6;
          assertEquals(0, speed, .002);
          assertEquals(0, acceleration, .5, "a difference of the third derivative at most");
        }
      }
      assertArrayEquals(q[0], q[q.length - 1], 1e-9);
    }
  }

  @Test
  void stepsGoAsFastAsTheyMay() {
    try (ExcitationDesigner designer = designer()) {
      MotionPeaks peaks =
          MotionPeaks.of(designer.draw(ExcitationKind.STEPS, SHAPE, new RandomStream(1)));
      double used = Math.max(peaks.acceleration()[0], peaks.acceleration()[1]) / 6;
      assertEquals(1, used, .01);
    }
  }

  @Test
  void theSeedDecides() {
    try (ExcitationDesigner designer = designer()) {
      double[][] one = designer.draw(ExcitationKind.CHIRP, SHAPE, new RandomStream(3)).sample(50);
      double[][] two = designer.draw(ExcitationKind.CHIRP, SHAPE, new RandomStream(3)).sample(50);
      assertArrayEquals(one, two);
    }
  }

  @Test
  void aCollisionIsNamed() {
    try (ExcitationDesigner designer = designer()) {
      Motion down =
          new PointMotion(
              new double[][] {{0, 0}, {1.1, .6}},
              new double[] {.1},
              new double[] {3},
              new double[] {.5},
              PointMotion.Shape.MINIMUM_JERK,
              4);
      String objection = designer.objection(down);
      assertTrue(objection.contains("floor") && objection.contains("fore"), objection);
    }
  }

  @Test
  void tooMuchTorqueIsNamed() {
    List<JointLimits> weak =
        limits.stream()
            .map(l -> new JointLimits(l.joint(), l.low(), l.high(), 2, 6, .4 * l.torque()))
            .toList();
    try (ExcitationDesigner designer = new ExcitationDesigner(model, new double[2], weak)) {
      // Stretched out, gravity alone asks for 9.81 (1 * 0.15 + 0.5 * 0.5) = 3.9 N m, and 4.8 are
      // there.
      Motion fast =
          new PointMotion(
              new double[][] {{0, 0}, {-.8, 0}},
              new double[] {.1},
              new double[] {1},
              new double[] {.5},
              PointMotion.Shape.MINIMUM_JERK,
              2);
      assertTrue(designer.objection(fast).contains("'shoulder' needs"), designer.objection(fast));
      assertEquals("", designer().objection(fast));
    }
  }

  /**
   * det of diag: choosing two of three, the pair that spans the plane wins over the two largest.
   */
  @Test
  void theDeterminantDecides() {
    List<double[][]> information =
        List.of(
            new double[][] {{4, 0}, {0, 0}},
            new double[][] {{3, 0}, {0, 0}},
            new double[][] {{0, 0}, {0, 1}});
    DOptimal.Choice choice = DOptimal.choose(information, 2);
    assertEquals(List.of(0, 2), choice.indices());
    assertEquals(Math.log(4), choice.logDeterminant(), 1e-6);
    assertThrows(IllegalArgumentException.class, () -> DOptimal.choose(information, 4));
  }

  @Test
  void theChosenMotionTellsMostOfTheParameters() {
    try (ExcitationDesigner designer = designer();
        TorqueInformation information = new TorqueInformation(model, new double[2], limits)) {
      Motion still =
          new PointMotion(
              new double[][] {{0, 0}},
              new double[0],
              new double[0],
              new double[0],
              PointMotion.Shape.MINIMUM_JERK,
              6);
      Motion moving = designer.draw(ExcitationKind.MULTISINE, SHAPE, new RandomStream(2));
      assertEquals(List.of(1), DOptimal.choose(List.of(still, moving), 1, information).indices());
      double[][] matrix = information.apply(still);
      assertEquals(0, matrix[0][0], 0, "nothing is known of armature without acceleration");
      // Gravity of the outer link at the shoulder, 9.81 * .5 * .5 of 12 N m, and at the elbow.
      double shoulder = 9.81 * .5 * .5 / 12;
      double elbow = 9.81 * .5 * .2 / 4;
      assertEquals(299 * (shoulder * shoulder + elbow * elbow), matrix[7][7], .02);
      Motion best =
          designer.best(ExcitationKind.MULTISINE, SHAPE, 4, information, new RandomStream(2));
      double[] value = {0};
      DOptimal.choose(List.of(moving), 1, m -> information.apply(m));
      value[0] = DOptimal.choose(List.of(moving), 1, information).logDeterminant();
      assertTrue(DOptimal.choose(List.of(best), 1, information).logDeterminant() >= value[0]);
    }
  }

  @Test
  void commandsAreWritten() {
    try (ExcitationDesigner designer = designer()) {
      Motion motion = designer.draw(ExcitationKind.STEPS, SHAPE, new RandomStream(1));
      String[] lines =
          new String(
                  CommandFile.toCsv(motion, 100, List.of("shoulder_rad", "elbow_rad")),
                  StandardCharsets.UTF_8)
              .split("\n");
      assertEquals(602, lines.length);
      assertEquals("time_s,shoulder_rad,elbow_rad", lines[0]);
      assertTrue(lines[601].startsWith("6.000000,"), lines[601]);
      assertFalse(lines[1].contains("NaN"));
    }
  }
}
