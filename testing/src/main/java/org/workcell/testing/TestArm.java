package org.workcell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.workcell.sim.control.Gripper;
import org.workcell.sim.control.ServoArm;
import org.workcell.sim.physics.Model;
import org.workcell.sim.scene.SceneFiles;

/** An arm of seven joints with two fingers, for tests of kinematics and controllers. */
public final class TestArm {

  /** Where its scene lies on the test class path. */
  public static final SceneFiles SCENE =
      new SceneFiles("org/workcell/testing", "arm.xml", "arm.xml");

  public static final int JOINTS = 7;
  public static final String BASE = "base";
  public static final String TIP = "tip";
  public static final int SUBSTEPS = 25;
  public static final double PERIOD_SECONDS = 0.05;

  public static final List<String> JOINT_NAMES =
      List.of("joint1", "joint2", "joint3", "joint4", "joint5", "joint6", "joint7");

  /** A bent arm far from limits and singularities. */
  private static final double[] HOME = {0.2, 0.6, -0.3, -1.1, 0.4, 0.9, -0.2};

  private static final double[] LOW = {-2.8, -1.8, -2.8, -2.2, -2.8, -1.6, -2.8};
  private static final double[] HIGH = {2.8, 1.8, 2.8, 1.2, 2.8, 1.9, 2.8};

  private TestArm() {}

  /** Joint positions at rest, in rad. */
  public static double[] home() {
    return HOME.clone();
  }

  /** Lowest joint positions, in rad. */
  public static double[] low() {
    return LOW.clone();
  }

  /** Highest joint positions, in rad. */
  public static double[] high() {
    return HIGH.clone();
  }

  /** Joint positions within a share of the ranges. */
  public static double[] draw(Random random, double share) {
    double[] joints = new double[JOINTS];
    for (int i = 0; i < JOINTS; i++) {
      double middle = (LOW[i] + HIGH[i]) / 2;
      joints[i] = middle + share * (random.nextDouble() - 0.5) * (HIGH[i] - LOW[i]);
    }
    return joints;
  }

  /** The compiled scene, to be closed. */
  public static Model newModel() {
    try (var in = TestArm.class.getResourceAsStream("arm.xml")) {
      return Model.load("arm.xml", Map.of("arm.xml", in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The arm's joints without a gripper. */
  public static ServoArm.Builder servos() {
    ServoArm.Builder arm = ServoArm.builder().substeps(SUBSTEPS).carryingItsWeight();
    for (int i = 0; i < JOINTS; i++) {
      arm.hinge(JOINT_NAMES.get(i), "servo" + (i + 1), LOW[i], HIGH[i]);
    }
    return arm;
  }

  /** The arm's two fingers, 3 cm each. */
  public static Gripper gripper(Gripper.Action action) {
    return Gripper.builder(0.03)
        .finger("left_finger", 0, 0.03)
        .finger("right_finger", 0, 0.03)
        .action(action)
        .build();
  }
}
