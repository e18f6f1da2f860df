package org.workcell.sim2real.replay;

import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
import org.workcell.sim2real.model.RobotModel;

/** Copies poses of a simulation into rows. One thread at a time; allocates nothing per row. */
final class PoseReader {

  private final RobotModel model;
  private final Physics physics;
  private final RowLayout layout;
  private final int[] bodies;
  private final double[] mount = new double[9];
  private final double[] tip = new double[9];
  private final double[] relative = new double[9];
  private final double[] quat = new double[4];
  private final double[] apart = new double[3];
  private final double[] turned = new double[3];

  PoseReader(RobotModel model, Physics physics, RowLayout layout) {
    this.model = model;
    this.physics = physics;
    this.layout = layout;
    this.bodies = model.bodies().stream().mapToInt(body -> body).toArray();
  }

  /** Whether rows have poses. */
  boolean isNeeded() {
    return layout.offset(Channel.TIP) >= 0
        || layout.offset(Channel.BASE) >= 0
        || layout.offset(Channel.BODIES) >= 0;
  }

  /** Writes the poses that belong to the simulation's present positions. */
  void write(double[] target, int place) {
    physics.refreshPositions();
    if (layout.offset(Channel.TIP) >= 0) {
      writeTip(target, place + layout.offset(Channel.TIP));
    }
    if (layout.offset(Channel.BASE) >= 0) {
      writeBase(target, place + layout.offset(Channel.BASE));
    }
    if (layout.offset(Channel.BODIES) >= 0) {
      writeBodies(target, place + layout.offset(Channel.BODIES));
    }
  }

  private void writeBase(double[] target, int place) {
    int body = model.base().body();
    for (int i = 0; i < 3; i++) {
      target[place + i] = physics.bodyPos().get(body, i);
    }
    for (int i = 0; i < 4; i++) {
      target[place + 3 + i] = physics.bodyQuat().get(body, i);
    }
  }

  private void writeBodies(double[] target, int place) {
    int next = place;
    for (int body : bodies) {
      for (int i = 0; i < 3; i++) {
        target[next++] = physics.bodyPos().get(body, i);
      }
    }
    RobotModel.Tip where = model.tip();
    for (int i = 0; i < 3; i++) {
      target[next++] =
          where.site() >= 0
              ? physics.sitePos().get(where.site(), i)
              : physics.bodyPos().get(where.body(), i);
    }
  }

  /** The pose of the tip in the frame of what carries the robot. */
  private void writeTip(double[] target, int place) {
    RobotModel.Tip where = model.tip();
    DoubleArray positions = where.site() >= 0 ? physics.sitePos() : physics.bodyPos();
    DoubleArray matrices = where.site() >= 0 ? physics.siteMat() : physics.bodyMat();
    int row = where.site() >= 0 ? where.site() : where.body();
    physics.bodyMat().readRow(model.mount(), mount);
    matrices.readRow(row, tip);
    for (int i = 0; i < 3; i++) {
      apart[i] = positions.get(row, i) - physics.bodyPos().get(model.mount(), i);
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += mount[3 * k + i] * tip[3 * k + j];
        }
        relative[3 * i + j] = sum;
      }
    }
    Rotations.toFrame(mount, apart, turned);
    Rotations.toQuatWxyz(relative, quat);
    System.arraycopy(turned, 0, target, place, 3);
    System.arraycopy(quat, 0, target, place + 3, 4);
  }
}
