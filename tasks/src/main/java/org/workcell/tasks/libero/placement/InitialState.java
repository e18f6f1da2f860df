package org.workcell.tasks.libero.placement;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * What an episode starts from: all that a reset decides. The arrays are not copied and not to be
 * changed.
 *
 * <p>As a context it is one vector: time, qpos, qvel, as in upstream's stored states, and then the
 * pose of each fixture, which upstream's states leave out.
 *
 * @param timeSeconds simulated time
 * @param positions qpos
 * @param velocities qvel
 * @param fixturePoses for each fixture of the task: x, y, z and a quaternion w, x, y, z
 */
public record InitialState(
    double timeSeconds, double[] positions, double[] velocities, double[][] fixturePoses) {

  /**
   * How far a square norm may be from 1 before a quaternion is normalized, and before it is none.
   */
  private static final double ROUNDING = 1e-12;

  private static final double NO_QUATERNION = 1e-3;

  /** Length of a context of a task. */
  public static int contextSize(TaskConfig config) {
    return config.stateWidth() + Arrangement.POSE * config.fixtures().size();
  }

  /** This state as a context. */
  public double[] context() {
    double[] context =
        new double
            [1 + positions.length + velocities.length + Arrangement.POSE * fixturePoses.length];
    context[0] = timeSeconds;
    System.arraycopy(positions, 0, context, 1, positions.length);
    System.arraycopy(velocities, 0, context, 1 + positions.length, velocities.length);
    int next = 1 + positions.length + velocities.length;
    for (double[] pose : fixturePoses) {
      System.arraycopy(pose, 0, context, next, Arrangement.POSE);
      next += Arrangement.POSE;
    }
    return context;
  }

  /**
   * The state of a context. Quaternions that were rounded are normalized.
   *
   * @throws IllegalArgumentException if its length is not {@link #contextSize}, a number is not
   *     finite, the time is negative, or a quaternion is none
   */
  public static InitialState ofContext(TaskConfig config, double[] context) {
    requireLength(config, "a context", context, contextSize(config));
    double[] row = Arrays.copyOf(context, config.stateWidth());
    double[][] poses = new double[config.fixtures().size()][];
    for (int i = 0; i < poses.length; i++) {
      int first = config.stateWidth() + i * Arrangement.POSE;
      poses[i] = Arrays.copyOfRange(context, first, first + Arrangement.POSE);
    }
    return ofRow(config, row, poses);
  }

  /**
   * The state of a row as upstream stores them: time, qpos, qvel. Rows may be rounded to single
   * precision.
   *
   * @param fixturePoses poses of the fixtures, which rows leave out
   * @throws IllegalArgumentException as {@link #ofContext}
   */
  public static InitialState ofRow(TaskConfig config, double[] row, double[][] fixturePoses) {
    requireLength(config, "a stored state", row, config.stateWidth());
    requireFinite(config, row);
    int positionCount = config.positionCount();
    double[] positions = Arrays.copyOfRange(row, 1, 1 + positionCount);
    for (int i = 0; i < config.movables().size(); i++) {
      normalize(config.movables().get(i), positions, config.positionsStart(i) + 3);
    }
    double[][] poses = new double[fixturePoses.length][];
    for (int i = 0; i < poses.length; i++) {
      requireFinite(config, fixturePoses[i]);
      poses[i] = fixturePoses[i].clone();
      normalize(config.fixtures().get(i), poses[i], 3);
    }
    return new InitialState(
        row[0], positions, Arrays.copyOfRange(row, 1 + positionCount, row.length), poses);
  }

  private static void requireLength(TaskConfig config, String what, double[] numbers, int length) {
    if (numbers.length != length) {
      throw new IllegalArgumentException(
          "%s of task %s has %d numbers; expected %d"
              .formatted(what, config.id(), numbers.length, length));
    }
  }

  private static void requireFinite(TaskConfig config, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (!(Math.abs(numbers[i]) <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "number %d of a start of task %s is %s; expected a finite one"
                .formatted(i, config.id(), numbers[i]));
      }
    }
  }

  private static void normalize(Instance instance, double[] numbers, int first) {
    double square = 0;
    for (int i = 0; i < 4; i++) {
      square += numbers[first + i] * numbers[first + i];
    }
    if (!(Math.abs(square - 1) <= NO_QUATERNION)) {
      throw new IllegalArgumentException(
          "the quaternion of '%s' has length %s; expected 1"
              .formatted(instance.name(), Math.sqrt(square)));
    }
    if (Math.abs(square - 1) > ROUNDING) {
      for (int i = 0; i < 4; i++) {
        numbers[first + i] /= Math.sqrt(square);
      }
    }
  }

  /**
   * Brings about this state in an episode and records it as its context. Nothing is recomputed.
   *
   * @throws IllegalArgumentException if the scene is not that of the task
   */
  public void apply(TaskConfig config, EpisodeStart episode) {
    placeFixtures(config, fixturePoses, episode);
    write(episode.physics());
    episode.useContext(context());
  }

  /** Puts the fixtures of a task somewhere, for this episode. */
  static void placeFixtures(TaskConfig config, double[][] fixturePoses, EpisodeStart episode) {
    List<Instance> fixtures = config.fixtures();
    for (int i = 0; i < fixtures.size(); i++) {
      int body = episode.physics().scene().body(fixtures.get(i).rootBody());
      double[] pose = fixturePoses[i];
      episode.editRow(ModelField.BODY_POS, body, pose[0], pose[1], pose[2]);
      episode.editRow(ModelField.BODY_QUAT, body, pose[3], pose[4], pose[5], pose[6]);
    }
  }

  /** Writes time, positions and velocities only, and recomputes nothing. */
  public void write(Physics physics) {
    physics.time().set(0, timeSeconds);
    physics.qpos().write(0, positions);
    physics.qvel().write(0, velocities);
  }
}
