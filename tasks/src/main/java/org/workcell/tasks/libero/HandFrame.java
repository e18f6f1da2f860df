package org.workcell.tasks.libero;

/**
 * The frame at the grip site with the orientation of the hand's body, in which robosuite gives
 * poses of objects. Quaternions are x, y, z, w. Allocates nothing.
 */
final class HandFrame {

  private final double[] position = new double[3];
  private final double[] quatXyzw = new double[4];

  void set(double[] source, int atPosition, int atQuaternion) {
    System.arraycopy(source, atPosition, position, 0, 3);
    System.arraycopy(source, atQuaternion, quatXyzw, 0, 4);
  }

  /**
   * Appends to a pose in the world (position, quaternion) the same pose in this frame, its
   * quaternion with w not negative.
   */
  void relate(double[] poses, int at) {
    double x = poses[at] - position[0];
    double y = poses[at + 1] - position[1];
    double z = poses[at + 2] - position[2];
    double qx = -quatXyzw[0];
    double qy = -quatXyzw[1];
    double qz = -quatXyzw[2];
    double qw = quatXyzw[3];
    double tx = 2 * (qy * z - qz * y);
    double ty = 2 * (qz * x - qx * z);
    double tz = 2 * (qx * y - qy * x);
    poses[at + 7] = x + qw * tx + qy * tz - qz * ty;
    poses[at + 8] = y + qw * ty + qz * tx - qx * tz;
    poses[at + 9] = z + qw * tz + qx * ty - qy * tx;

    double bx = poses[at + 3];
    double by = poses[at + 4];
    double bz = poses[at + 5];
    double bw = poses[at + 6];
    double w = qw * bw - qx * bx - qy * by - qz * bz;
    double sign = w < 0 ? -1 : 1;
    poses[at + 10] = sign * (qw * bx + qx * bw + qy * bz - qz * by);
    poses[at + 11] = sign * (qw * by - qx * bz + qy * bw + qz * bx);
    poses[at + 12] = sign * (qw * bz + qx * by - qy * bx + qz * bw);
    poses[at + 13] = sign * w;
  }

  /**
   * Writes the rotation as axis times angle, as robosuite's {@code quat2axisangle}: angles from 0
   * to 2 pi.
   */
  void readRotationVector(double[] target, int at) {
    double w = Math.max(-1, Math.min(1, quatXyzw[3]));
    double sine = Math.sqrt(1 - w * w);
    double factor = sine == 0 ? 0 : 2 * Math.acos(w) / sine;
    for (int i = 0; i < 3; i++) {
      target[at + i] = factor * quatXyzw[i];
    }
  }
}
