package org.workcell.tasks.arm.robot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.control.Gripper;
import org.workcell.sim.control.ServoArm;
import org.workcell.sim.kinematics.SerialChain;

/**
 * A robot that the tasks can use: its model as the engine reads it, and what the tasks have to know
 * of it. Immutable; equal to others made of the same files.
 *
 * @param label in a user's words, for messages
 * @param sha256 over model, map, meshes and images
 * @param model the model's text and files
 * @param base the root body, by its name in the model
 * @param stand where the root stands
 * @param joints from base to tip
 * @param home positions of the joints at the start
 * @param gripper the gripper, if there is one
 * @param tip the frame that the tasks move
 * @param speed how fast targets move at most, rad/s or m/s
 * @param timestepSeconds of the physics
 * @param reachMetres the largest distance of the tip from the root
 * @param chain describes the arm from the table to its tip; copied, never used
 */
public record ArmRobot(
    String label,
    String sha256,
    ModelFiles model,
    String base,
    Stand stand,
    List<Joint> joints,
    double[] home,
    Optional<Fingers> gripper,
    Tip tip,
    double speed,
    double timestepSeconds,
    double reachMetres,
    SerialChain chain) {

  /** Goes before every name of the robot in a scene. */
  public static final String PREFIX = "robot/";

  /** Takes defensive copies. */
  public ArmRobot {
    joints = List.copyOf(joints);
    home = home.clone();
  }

  /**
   * What the engine reads.
   *
   * @param mainFile key of the model
   * @param files contents by key
   * @param actuators MJCF of the servos that are added to the scene; empty where there are none
   */
  public record ModelFiles(String mainFile, Map<String, byte[]> files, String actuators) {}

  /**
   * Where the root stands on the table.
   *
   * @param position metres, [3]
   * @param yawRadians turn about the vertical
   */
  public record Stand(double[] position, double yawRadians) {}

  /**
   * One joint and the servo that moves it.
   *
   * @param name in a scene
   * @param hinge whether it turns; a slide otherwise
   * @param low least position that the tasks ask for, rad or m
   * @param high largest position that the tasks ask for
   * @param actuator name of the servo in a scene
   * @param lagSeconds by how much the servo's position follows its target later
   */
  public record Joint(
      String name, boolean hinge, double low, double high, String actuator, double lagSeconds) {}

  /**
   * A gripper.
   *
   * @param actuator name in a scene
   * @param closed its control where the fingers are closed
   * @param open its control where they are open
   * @param openMetres how far the fingers are then from closed
   */
  public record Fingers(String actuator, double closed, double open, double openMetres) {}

  /**
   * The frame that the tasks move; its z axis points out of the tool.
   *
   * @param name of the site or body in a scene
   * @param site whether it is a site
   * @param body name of the body that carries it
   */
  public record Tip(String name, boolean site, String body) {}

  /** Positions of the joints at the start. */
  @Override
  public double[] home() {
    return home.clone();
  }

  /** Number of joints, without the gripper. */
  public int jointCount() {
    return joints.size();
  }

  /** A chain from the table to the tip, for one thread. */
  public SerialChain newChain() {
    return chain.copy();
  }

  /** Least positions that the tasks ask for. */
  public double[] low() {
    return joints.stream().mapToDouble(Joint::low).toArray();
  }

  /** Largest positions that the tasks ask for. */
  public double[] high() {
    return joints.stream().mapToDouble(Joint::high).toArray();
  }

  /** The arm for controllers, with a number of physics steps in a control period. */
  public ServoArm servoArm(int substeps) {
    ServoArm.Builder arm = ServoArm.builder().substeps(substeps);
    for (Joint joint : joints) {
      if (joint.hinge()) {
        arm.hinge(joint.name(), joint.actuator(), joint.low(), joint.high());
      } else {
        arm.slide(joint.name(), joint.actuator(), joint.low(), joint.high());
      }
    }
    gripper.ifPresent(
        fingers ->
            arm.gripper(
                Gripper.builder(fingers.openMetres())
                    .finger(fingers.actuator(), fingers.closed(), fingers.open())
                    .action(Gripper.Action.SIGNED)
                    .build()));
    return arm.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArmRobot that && sha256.equals(that.sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }
}
