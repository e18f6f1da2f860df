package org.workcell.tasks.libero.placement;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.tasks.libero.problem.Categories;
import org.workcell.tasks.libero.problem.Category;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskConfig;

/** Poses of fixtures and movable objects of a task while they are placed, one after another. */
final class Arrangement {

  /** Numbers of a pose: x, y, z and a quaternion. */
  static final int POSE = 7;

  /** The joints of the arm and the fingers at the start. */
  private static final double[] ROBOT = {
    0, -0.161037389, 0, -2.44459747, 0, 2.2267522, Math.PI / 4, 0.020833, -0.020833
  };

  private final TaskConfig config;
  private final Map<String, double[]> poses = new LinkedHashMap<>();
  private final double[] positions;

  Arrangement(TaskConfig config) {
    this.config = config;
    this.positions = Arrays.copyOf(ROBOT, config.positionCount());
  }

  /** The category of an instance. */
  Category category(String name) {
    return Categories.of(config.instance(name).orElseThrow());
  }

  boolean isFixture(String name) {
    return config.instance(name).orElseThrow().isFixture();
  }

  void put(String name, double[] pose) {
    poses.put(name, pose);
  }

  void remove(String name) {
    poses.remove(name);
  }

  /** What was placed so far, by name, in order. */
  Map<String, double[]> poses() {
    return poses;
  }

  /**
   * The pose of something that was placed.
   *
   * @throws IllegalArgumentException if it was not, which the task file has to change
   */
  double[] pose(String name) {
    double[] pose = poses.get(name);
    if (pose == null) {
      throw new IllegalArgumentException(
          "task %s places something on '%s', which has no place by then; change the order of :init"
              .formatted(config.id(), name));
    }
    return pose;
  }

  /** qpos, in which joints of fixtures are set by address. */
  double[] positions() {
    return positions;
  }

  /** Poses of the fixtures in the order of the task. */
  double[][] fixturePoses() {
    return config.fixtures().stream().map(f -> pose(f.name())).toArray(double[][]::new);
  }

  /** The whole state, at rest and at time 0. */
  InitialState state() {
    List<Instance> movables = config.movables();
    for (int i = 0; i < movables.size(); i++) {
      double[] pose = pose(movables.get(i).name());
      System.arraycopy(pose, 0, positions, config.positionsStart(i), POSE);
    }
    return new InitialState(0, positions, new double[config.velocityCount()], fixturePoses());
  }
}
