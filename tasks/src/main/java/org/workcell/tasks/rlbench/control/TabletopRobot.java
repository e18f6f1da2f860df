package org.workcell.tasks.rlbench.control;

import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.control.Gripper;
import org.workcell.sim.control.ServoArm;
import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.sim.kinematics.Kinematics;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/** The Panda of the suite by the names of its scene, with Franka's ranges. */
public final class TabletopRobot {

  /** Joints of the arm, without the fingers. */
  public static final int JOINTS = 7;

  /** Seconds of a control step. */
  public static final double PERIOD_SECONDS = 0.05;

  /** Physics steps of a control step. */
  public static final int SUBSTEPS = 20;

  /** How far each finger moves, metres. */
  public static final double OPEN_METRES = 0.04;

  /** Where servos of closed fingers aim, so far beyond the middle that they press with 20 N. */
  static final double SQUEEZING_METRES = -0.03;

  /** Share of the fingers' way beyond which the gripper counts as open. */
  public static final double OPEN_SHARE = 0.9;

  /** Name of the tip's site. */
  public static final String TIP = "tip";

  /** Name of the body that carries the arm. */
  public static final String BASE = "arm_base";

  private static final List<String> JOINT_NAMES =
      IntStream.rangeClosed(1, JOINTS).mapToObj(joint -> "joint" + joint).toList();

  private static final List<String> FINGERS = List.of("left_finger", "right_finger");

  private static final double[] LOW = {
    -2.8973, -1.7628, -2.8973, -3.0718, -2.8973, -0.0175, -2.8973
  };
  private static final double[] HIGH = {2.8973, 1.7628, 2.8973, -0.0698, 2.8973, 3.7525, 2.8973};

  /**
   * Where these joints bring the tip of a true Franka arm is where RLBench's arm has it at home:
   * position (0.2785, -0.0082, 1.4719), quatXyzw (0, 0.9927, 0, 0.1209).
   */
  private static final double[] HOME = {
    -0.0030057, 0.1408161, -0.00183493, -0.88107083, 0.00147629, 1.26426881, 0.78122395
  };

  private TabletopRobot() {}

  /** Names of the joints, base first. */
  public static List<String> jointNames() {
    return JOINT_NAMES;
  }

  /** Names of the slides of both fingers. */
  public static List<String> fingers() {
    return FINGERS;
  }

  /** Joint positions at the start of an episode, rad; a new array. */
  public static double[] home() {
    return HOME.clone();
  }

  /** Lower ends of the joints' ranges, rad; a new array. */
  public static double[] low() {
    return LOW.clone();
  }

  /** Upper ends of the joints' ranges, rad; a new array. */
  public static double[] high() {
    return HIGH.clone();
  }

  /**
   * The arm and its gripper.
   *
   * @param squeezes whether closed fingers press with all their force, however thick the thing is
   *     that they hold; else they seek an opening
   */
  static ServoArm arm(Gripper.Action gripper, boolean squeezes) {
    ServoArm.Builder arm = ServoArm.builder();
    for (int i = 0; i < JOINTS; i++) {
      arm.hinge(JOINT_NAMES.get(i), JOINT_NAMES.get(i), LOW[i], HIGH[i]);
    }
    Gripper.Builder hand = Gripper.builder(OPEN_METRES).action(gripper);
    double closed = squeezes ? SQUEEZING_METRES : 0;
    FINGERS.forEach(finger -> hand.finger(finger, closed, OPEN_METRES));
    return arm.gripper(hand.build()).substeps(SUBSTEPS).carryingItsWeight().build();
  }

  /** The chain from the world to the tip in a scene; a new one. */
  public static SerialChain chain(Model scene) {
    return SerialChain.toSite(scene, BASE, TIP);
  }

  /** A solver that stays within the joints' ranges. */
  public static InverseKinematics inverse(Kinematics chain) {
    return InverseKinematics.builder(chain).limits(LOW, HIGH).limitMargin(0.01).build();
  }

  /** Puts the arm at home with open fingers, and has the servos hold it there. */
  public static void placeAtHome(Physics physics) {
    Model scene = physics.scene();
    for (int i = 0; i < JOINTS; i++) {
      physics.qpos().set(scene.positionAddress(JOINT_NAMES.get(i)), HOME[i]);
    }
    for (String finger : FINGERS) {
      physics.qpos().set(scene.positionAddress(finger), OPEN_METRES);
    }
    holdStill(physics);
  }

  /** Has the servos hold joints and fingers where they are. */
  public static void holdStill(Physics physics) {
    Model scene = physics.scene();
    int control = 0;
    for (String joint : JOINT_NAMES) {
      physics.ctrl().set(control++, physics.qpos().get(scene.positionAddress(joint)));
    }
    for (String finger : FINGERS) {
      physics.ctrl().set(control++, physics.qpos().get(scene.positionAddress(finger)));
    }
  }
}
