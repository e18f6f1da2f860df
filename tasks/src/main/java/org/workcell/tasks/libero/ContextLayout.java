package org.workcell.tasks.libero;

import java.util.List;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskSheet;

/**
 * Where the numbers of a context lie: a stored state as LIBERO has it (time, positions,
 * velocities), then the pose of each fixture, x, y, z and quaternion w, x, y, z. Immutable.
 */
final class ContextLayout {

  /** Numbers of a pose. */
  static final int POSE = 7;

  private final int positions;
  private final int velocities;
  private final int movables;
  private final List<Instance> fixtures;

  ContextLayout(TaskSheet sheet) {
    this.positions = sheet.positionCount();
    this.velocities = sheet.velocityCount();
    this.movables = sheet.movables().size();
    this.fixtures = sheet.fixtures();
  }

  int size() {
    return 1 + positions + velocities + POSE * fixtures.size();
  }

  BlockSpec block() {
    return Sensors.block("context", size());
  }

  /** Where the pose of a fixture begins. */
  private int fixture(int index) {
    return 1 + positions + velocities + POSE * index;
  }

  /**
   * Puts fixtures and state in place, of which nothing is recomputed.
   *
   * @param compat whether quaternions stay as they are; stored in single precision, they are not of
   *     unit length
   */
  void place(double[] context, boolean compat, EpisodeStart episode, Physics physics) {
    Model scene = physics.scene();
    for (int i = 0; i < fixtures.size(); i++) {
      int body = scene.body(fixtures.get(i).rootBody());
      int at = fixture(i);
      episode.editRow(ModelField.BODY_POS, body, context[at], context[at + 1], context[at + 2]);
      episode.editRow(
          ModelField.BODY_QUAT,
          body,
          context[at + 3],
          context[at + 4],
          context[at + 5],
          context[at + 6]);
    }
    physics.time().set(0, context[0]);
    for (int i = 0; i < positions; i++) {
      physics.qpos().set(i, context[1 + i]);
    }
    for (int i = 0; i < velocities; i++) {
      physics.qvel().set(i, context[1 + positions + i]);
    }
    if (!compat) {
      normalize(physics);
    }
  }

  private void normalize(Physics physics) {
    for (int i = 0; i < movables; i++) {
      int at = TaskSheet.ROBOT_POSITIONS + POSE * i + 3;
      double square = 0;
      for (int k = 0; k < 4; k++) {
        square += physics.qpos().get(at + k) * physics.qpos().get(at + k);
      }
      double length = Math.sqrt(square);
      for (int k = 0; k < 4; k++) {
        physics.qpos().set(at + k, physics.qpos().get(at + k) / length);
      }
    }
  }
}
