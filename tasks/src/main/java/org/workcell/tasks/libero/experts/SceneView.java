package org.workcell.tasks.libero.experts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.batch.Observation;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.Region;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * What an expert observes, by names. Returned poses and arrays are live: they hold what was
 * observed last, and are not to be written. World frame, metres, radians. One thread at a time.
 */
final class SceneView {

  private static final int PROPRIO = 0;
  private static final int OBJECTS = 1;
  private static final int FIXTURES = 3;

  private static final int HAND_POSITION = 28;
  private static final int HAND_QUATERNION = 31;
  private static final int FINGERS = 35;
  private static final int PER_OBJECT = 14;
  private static final int PER_FIXTURE = 7;

  private final TaskConfig config;
  private final List<Instance> objects;
  private final List<Instance> fixtures;
  private final List<String> jointNames;
  private final List<String> regionNames;
  private final Pose hand = new Pose();
  private final Map<String, Pose> poses = new HashMap<>();
  private final Map<String, double[]> joints = new HashMap<>();
  private final Map<String, double[]> centres = new HashMap<>();
  private final double[] quatXyzw = new double[4];
  private double opening;
  private double moved;

  SceneView(TaskConfig config) {
    this.config = config;
    this.objects = config.movables();
    this.fixtures = config.fixtures();
    this.jointNames = config.fixtureJoints();
    this.regionNames =
        config.regions().stream()
            .filter(region -> config.instance(region.target()).isPresent())
            .map(Region::name)
            .toList();
    objects.forEach(each -> poses.put(each.name(), new Pose()));
    fixtures.forEach(each -> poses.put(each.name(), new Pose()));
    jointNames.forEach(each -> joints.put(each, new double[1]));
    regionNames.forEach(each -> centres.put(each, new double[3]));
  }

  /** Takes over an observation. */
  void look(Observation observation) {
    readPose(observation, PROPRIO, HAND_POSITION, HAND_QUATERNION, hand);
    moved = 0;
    opening = observation.get(PROPRIO, FINGERS) - observation.get(PROPRIO, FINGERS + 1);
    for (int i = 0; i < objects.size(); i++) {
      int at = PER_OBJECT * i;
      readPose(observation, OBJECTS, at, at + 3, pose(objects.get(i).name()));
    }
    int at = 0;
    for (Instance fixture : fixtures) {
      readPose(observation, FIXTURES, at, at + 3, pose(fixture.name()));
      at += PER_FIXTURE;
    }
    for (String joint : jointNames) {
      joints.get(joint)[0] = observation.get(FIXTURES, at++);
    }
    for (String region : regionNames) {
      double[] centre = centres.get(region);
      for (int i = 0; i < 3; i++) {
        centre[i] = observation.get(FIXTURES, at++);
      }
    }
  }

  private void readPose(Observation from, int block, int position, int quaternion, Pose pose) {
    for (int i = 0; i < 3; i++) {
      double coordinate = from.get(block, position + i);
      moved = Math.max(moved, Math.abs(coordinate - pose.position()[i]));
      pose.position()[i] = coordinate;
    }
    for (int i = 0; i < 4; i++) {
      quatXyzw[i] = from.get(block, quaternion + i);
    }
    Rotations.fromQuatXyzw(quatXyzw, 0, pose.rotation());
  }

  /** The task's fixed facts. */
  TaskConfig config() {
    return config;
  }

  /** Position of the grip site and orientation of the hand, see {@link HandTarget}. */
  Pose hand() {
    return hand;
  }

  /** Distance of the two fingers' pads, metres: 0.08 when fully open. */
  double opening() {
    return opening;
  }

  /**
   * Largest change of a coordinate of an object or fixture since the observation before, metres.
   */
  double movedMetres() {
    return moved;
  }

  /** Pose of a movable object or fixture, by the name of the instance. */
  Pose pose(String instance) {
    return known(poses, instance);
  }

  /** Position of a fixture's joint, {@code <fixture>_<joint>}. */
  double joint(String name) {
    return known(joints, name)[0];
  }

  /** Centre of a region that the task file names, by its full name. */
  double[] centre(String region) {
    return known(centres, region);
  }

  private <T> T known(Map<String, T> values, String name) {
    T value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "task %s observes no '%s'; there are %s".formatted(config.id(), name, values.keySet()));
    }
    return value;
  }
}
