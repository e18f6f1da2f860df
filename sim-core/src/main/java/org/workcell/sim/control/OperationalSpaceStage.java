package org.workcell.sim.control;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.StageKind;
import org.workcell.sim.physics.StageProgram;

/**
 * Torques of an arm that pull a site to a goal pose: the force and the torque that the gains ask
 * for, each through the inertia that the site has in its directions, bias forces compensated, and a
 * posture in the null space; clipped to the actuators' control ranges.
 *
 * <p>Without a site, {@link #ofJoints}, only the posture is controlled, in all directions.
 *
 * <p>For a controller's own {@link Controller#stages}. Goal, posture and measurement lie in the
 * chain's memory and are part of snapshots. One thread at a time; nothing allocates once the
 * environment stands.
 */
public final class OperationalSpaceStage implements ActuatorStage {

  private static final int NO_SITE = -1;
  private static final int HELD = 0;
  private static final int PENDING = 1;
  private static final int TURNING = 2;
  private static final int GOAL_POSITION = 3;
  private static final int GOAL_ROTATION = GOAL_POSITION + 3;
  private static final int DISPLACEMENT = GOAL_ROTATION + 9;
  private static final int TURN = DISPLACEMENT + 3;
  private static final int POSTURE = TURN + 9;

  private final Model scene;
  private final int site;
  private final int[] actuators;
  private final int[] positions;
  private final double[] parameters;
  private StageProgram program;
  private int stage;
  private DoubleArray state;

  /**
   * A stage for one environment.
   *
   * @param site the controlled site
   * @param actuatorNames torque motors of the arm's joints, from its base on
   * @throws IllegalArgumentException if one of them is not a torque motor of a hinge or slide joint
   */
  public OperationalSpaceStage(
      Model scene, String site, List<String> actuatorNames, OperationalSpaceGains gains) {
    this(scene, scene.site(site), actuatorNames, gains);
  }

  private OperationalSpaceStage(
      Model scene, int site, List<String> actuatorNames, OperationalSpaceGains gains) {
    this.scene = scene;
    this.site = site;
    this.actuators =
        actuatorNames.stream().mapToInt(name -> scene.index(ObjectKind.ACTUATOR, name)).toArray();
    new ActuatorCheck(scene, "operational_space", false)
        .require(StageKind.OPERATIONAL_SPACE, 0, actuators);
    this.positions = new int[actuators.length];
    int[] joints = scene.structure("actuator_trnid");
    int[] addresses = scene.structure("jnt_qposadr");
    for (int i = 0; i < positions.length; i++) {
      positions[i] = addresses[joints[2 * actuators[i]]];
    }
    this.parameters = parameters(gains);
  }

  /**
   * A stage that draws the joints to a posture and nothing else: critically damped accelerations,
   * through the arm's inertia, bias forces compensated.
   *
   * @param stiffness of every joint, 1/s^2
   */
  public static OperationalSpaceStage ofJoints(
      Model scene, List<String> actuatorNames, double stiffness) {
    return new OperationalSpaceStage(
        scene, NO_SITE, actuatorNames, OperationalSpaceGains.critical(0, stiffness));
  }

  private double[] parameters(OperationalSpaceGains gains) {
    double[] all = new double[14 + actuators.length];
    System.arraycopy(gains.stiffness(), 0, all, 0, 6);
    System.arraycopy(gains.damping(), 0, all, 6, 6);
    all[12] = gains.postureStiffness();
    all[13] = gains.postureDamping();
    int[] limited = scene.structure("actuator_ctrllimited");
    double[] range = scene.constants("actuator_ctrlrange");
    for (int i = 0; i < actuators.length; i++) {
      int actuator = actuators[i];
      all[14 + i] = limited[actuator] == 0 ? Double.POSITIVE_INFINITY : range[2 * actuator + 1];
    }
    return all;
  }

  @Override
  public int addTo(StageProgram.Builder builder) {
    return builder.add(StageKind.OPERATIONAL_SPACE, site, actuators, parameters);
  }

  @Override
  public void attached(StageProgram attachedTo, int number) {
    program = attachedTo;
    stage = number;
    state = attachedTo.state(number);
  }

  /**
   * Takes the present pose of the site as goal and the present joint positions as posture; the
   * physics must be up to date.
   *
   * @param keepsMeasurement whether the next physics step works with what is measured now, wherever
   *     the arm is by then
   */
  public void start(Physics physics, boolean keepsMeasurement) {
    program.holdMeasurement(stage);
    state.set(HELD, keepsMeasurement ? 1 : 0);
    if (site != NO_SITE) {
      startGoal(physics);
    }
    for (int i = 0; i < positions.length; i++) {
      state.set(POSTURE + i, physics.qpos().get(positions[i]));
    }
  }

  private void startGoal(Physics physics) {
    for (int i = 0; i < 3; i++) {
      state.set(GOAL_POSITION + i, physics.sitePos().get(site, i));
    }
    for (int i = 0; i < 9; i++) {
      state.set(GOAL_ROTATION + i, physics.siteMat().get(site, i));
    }
  }

  /** The orientation of the site, row-major; the physics must be up to date. */
  void readRotation(Physics physics, double[] rotation) {
    physics.siteMat().readRow(site, rotation);
  }

  /** Number of joints. */
  int joints() {
    return positions.length;
  }

  /** Names of the joints, from the base on. */
  List<String> jointNames() {
    int[] joints = scene.structure("actuator_trnid");
    List<String> names = scene.names(ObjectKind.JOINT);
    return Arrays.stream(actuators).mapToObj(each -> names.get(joints[2 * each])).toList();
  }

  /** Name of the controlled site. */
  String siteName() {
    return scene.names(ObjectKind.SITE).get(site);
  }

  /** Present position of a joint, counted from the base. */
  double position(Physics physics, int joint) {
    return physics.qpos().get(positions[joint]);
  }

  /**
   * Sets the goal in the next physics step: the pose measured there, displaced.
   *
   * @param displacement in world axes, metres; its first three numbers
   * @param turn rotation matrix in world axes, row-major; null leaves the goal's rotation as it is
   */
  public void displaceGoal(double[] displacement, double[] turn) {
    state.set(PENDING, 1);
    state.set(TURNING, turn == null ? 0 : 1);
    for (int i = 0; i < 3; i++) {
      state.set(DISPLACEMENT + i, displacement[i]);
    }
    if (turn != null) {
      for (int i = 0; i < 9; i++) {
        state.set(TURN + i, turn[i]);
      }
    }
  }

  /** Sets the goal: position in metres and row-major rotation matrix, both in the world. */
  public void useGoal(double[] position, double[] rotation) {
    state.set(PENDING, 0);
    for (int i = 0; i < 3; i++) {
      state.set(GOAL_POSITION + i, position[i]);
    }
    for (int i = 0; i < 9; i++) {
      state.set(GOAL_ROTATION + i, rotation[i]);
    }
  }

  /** Sets the joint positions that the null space is drawn to. */
  public void usePosture(double[] jointPositions) {
    for (int i = 0; i < positions.length; i++) {
      state.set(POSTURE + i, jointPositions[i]);
    }
  }

  /** The goal's position of the last physics step: coordinate 0..2, metres. */
  public double goalPosition(int coordinate) {
    return state.get(GOAL_POSITION + coordinate);
  }

  /** The goal's rotation of the last physics step: element 0..8, row-major. */
  public double goalRotation(int element) {
    return state.get(GOAL_ROTATION + element);
  }
}
