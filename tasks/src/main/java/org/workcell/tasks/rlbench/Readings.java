package org.workcell.tasks.rlbench;

import java.util.List;
import java.util.Map;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.tasks.rlbench.control.TabletopRobot;
import org.workcell.tasks.rlbench.goal.Grasp;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopLayout;
import org.workcell.tasks.rlbench.task.TabletopTask;

/** Reads the observation of one environment. One thread at a time; allocates nothing. */
final class Readings implements StatePart {

  private static final int NO_SITE = -1;

  private final Physics physics;
  private final Grasp grasp;
  private final List<String> frames;
  private final DoubleArray forces;
  private final int[] joints;
  private final int[] velocities;
  private final int[] fingers;
  private final int[] bodies;
  private final int[] taskJoints;
  private final int[] sites;
  private final int tip;
  private final double[] one = new double[1];
  private final double[] seven = new double[TabletopRobot.JOINTS];
  private final double[] two = new double[2];
  private final double[] matrix = new double[9];
  private final double[] position = new double[3];
  private final double[] quatWxyz = new double[4];
  private final double[] state;
  private final double[] poses;
  private final boolean lamp;
  private final double[] lampState = new double[TabletopLayout.LAMP_NUMBERS];

  Readings(TabletopTask task, Physics physics, Grasp grasp, boolean lamp) {
    Model scene = physics.scene();
    this.physics = physics;
    this.grasp = grasp;
    this.lamp = lamp;
    this.frames = task.frames();
    this.forces = physics.array("qfrc_actuator");
    this.joints = TabletopRobot.jointNames().stream().mapToInt(scene::positionAddress).toArray();
    this.velocities =
        TabletopRobot.jointNames().stream().mapToInt(scene::velocityAddress).toArray();
    this.fingers = TabletopRobot.fingers().stream().mapToInt(scene::positionAddress).toArray();
    this.bodies = task.spots().stream().map(Spot::body).mapToInt(scene::body).toArray();
    this.taskJoints = task.joints().stream().mapToInt(scene::positionAddress).toArray();
    this.sites = new int[frames.size()];
    this.tip = scene.site(TabletopRobot.TIP);
    this.state = new double[TabletopLayout.stateSize(task)];
    this.poses = new double[TabletopLayout.FRAME_NUMBERS * frames.size()];
  }

  /** Which sites the frames are in the episode that begins. */
  void start(Map<String, String> bindings) {
    for (int i = 0; i < sites.length; i++) {
      String site = bindings.getOrDefault(frames.get(i), frames.get(i));
      sites[i] = site.isEmpty() ? NO_SITE : physics.scene().site(site);
    }
  }

  /** Writes all blocks; positions and contacts are up to date. */
  void write(BatchRow row) {
    writeArm(row);
    for (int i = 0; i < bodies.length; i++) {
      physics.bodyPos().readRow(bodies[i], position);
      physics.bodyMat().readRow(bodies[i], matrix);
      putPose(state, TabletopLayout.POSE * i);
    }
    for (int i = 0; i < taskJoints.length; i++) {
      state[TabletopLayout.POSE * bodies.length + i] = physics.qpos().get(taskJoints[i]);
    }
    row.writeObservation(TabletopLayout.TASK_LOW_DIM_STATE, state);
    for (int i = 0; i < sites.length; i++) {
      writeFrame(i);
    }
    row.writeObservation(TabletopLayout.WAYPOINT_FRAMES, poses);
    if (lamp) {
      writeLampState(row);
    }
  }

  /** The tip's pose was read last of what {@code seven} holds. */
  private void writeLampState(BatchRow row) {
    lampState[0] = one[0];
    System.arraycopy(seven, 0, lampState, 1, seven.length);
    System.arraycopy(two, 0, lampState, 8, two.length);
    row.writeObservation(TabletopLayout.LAMP_STATE, lampState);
  }

  private void writeFrame(int i) {
    int at = TabletopLayout.FRAME_NUMBERS * i;
    if (sites[i] == NO_SITE) {
      java.util.Arrays.fill(poses, at, at + TabletopLayout.FRAME_NUMBERS, 0);
      return;
    }
    poses[at] = 1;
    readSite(sites[i]);
    putPose(poses, at + 1);
  }

  private void writeArm(BatchRow row) {
    two[0] = physics.qpos().get(fingers[0]);
    two[1] = physics.qpos().get(fingers[1]);
    double open = TabletopRobot.OPEN_SHARE * TabletopRobot.OPEN_METRES;
    one[0] = Math.min(two[0], two[1]) > open ? 1 : 0;
    row.writeObservation(TabletopLayout.GRIPPER_OPEN, one);
    row.writeObservation(TabletopLayout.GRIPPER_JOINT_POSITIONS, two);
    for (int i = 0; i < seven.length; i++) {
      seven[i] = physics.qvel().get(velocities[i]);
    }
    row.writeObservation(TabletopLayout.JOINT_VELOCITIES, seven);
    for (int i = 0; i < seven.length; i++) {
      seven[i] = physics.qpos().get(joints[i]);
    }
    row.writeObservation(TabletopLayout.JOINT_POSITIONS, seven);
    for (int i = 0; i < seven.length; i++) {
      seven[i] = forces.get(velocities[i]);
    }
    row.writeObservation(TabletopLayout.JOINT_FORCES, seven);
    readSite(tip);
    putPose(seven, 0);
    row.writeObservation(TabletopLayout.GRIPPER_POSE, seven);
    row.writeObservation(TabletopLayout.GRIPPER_TOUCH_FORCES, grasp.forces());
  }

  private void readSite(int site) {
    physics.sitePos().readRow(site, position);
    physics.siteMat().readRow(site, matrix);
  }

  /** Position and quatXyzw. */
  private void putPose(double[] target, int at) {
    System.arraycopy(position, 0, target, at, 3);
    Rotations.toQuatWxyz(matrix, quatWxyz);
    System.arraycopy(quatWxyz, 1, target, at + 3, 3);
    target[at + 6] = quatWxyz[0];
  }

  @Override
  public void save(StateWriter writer) {
    for (int site : sites) {
      writer.putInt(site);
    }
  }

  @Override
  public void load(StateReader reader) {
    for (int i = 0; i < sites.length; i++) {
      sites[i] = reader.getInt();
    }
  }
}
