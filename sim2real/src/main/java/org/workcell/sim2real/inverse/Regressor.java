package org.workcell.sim2real.inverse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.List;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;

/**
 * What each barycentric number of each body adds to the torques of the joints, for every row of a
 * log, from the engine's kinematics: torque = J' (what the body's motion asks for).
 *
 * @param log the rows
 * @param values [joint][row][10 a body]
 */
record Regressor(EffortLog log, double[][][] values) {

  static Regressor of(
      RobotModel robot, List<RobotJoint> joints, InertialBodies bodies, EffortLog log) {
    try (Physics physics = new Physics(robot.model())) {
      return new Builder(physics, joints, bodies, log).build();
    }
  }

  /** Torque of one joint in one row, without friction and armature. */
  double torque(int joint, int row, double[] barycentric) {
    double[] factors = values[joint][row];
    double sum = 0;
    for (int i = 0; i < factors.length; i++) {
      sum += factors[i] * barycentric[i];
    }
    return sum;
  }

  /** Buffers of one pass over a log. */
  private static final class Builder {

    private final Physics physics;
    private final List<RobotJoint> joints;
    private final InertialBodies bodies;
    private final EffortLog log;
    private final int velocities;
    private final DoubleBuffer translation;
    private final DoubleBuffer rotation;
    private final double[] velocity = new double[6];
    private final double[] acceleration = new double[6];
    private final double[] axes = new double[9];
    private final double[][] wrench = new double[6][InertialBodies.PER_BODY];

    Builder(Physics physics, List<RobotJoint> joints, InertialBodies bodies, EffortLog log) {
      this.physics = physics;
      this.joints = joints;
      this.bodies = bodies;
      this.log = log;
      this.velocities = physics.scene().velocityCount();
      this.translation = direct(3 * velocities);
      this.rotation = direct(3 * velocities);
    }

    private static DoubleBuffer direct(int size) {
      return ByteBuffer.allocateDirect(8 * size).order(ByteOrder.nativeOrder()).asDoubleBuffer();
    }

    Regressor build() {
      double[][][] values = new double[joints.size()][log.rows()][bodies.size()];
      DoubleArray wanted = physics.array("qacc");
      for (int row = 0; row < log.rows(); row++) {
        for (int j = 0; j < joints.size(); j++) {
          RobotJoint joint = joints.get(j);
          physics.qpos().set(joint.positionAddress(), log.position()[j][row]);
          physics.qvel().set(joint.velocityAddress(), log.velocity()[j][row]);
          wanted.set(joint.velocityAddress(), log.acceleration()[j][row]);
        }
        physics.inverseDynamics();
        for (int b = 0; b < bodies.count(); b++) {
          addBody(values, row, b);
        }
      }
      return new Regressor(log, values);
    }

    private void addBody(double[][][] values, int row, int index) {
      int body = bodies.body(index);
      physics.bodyMotion(body, velocity, acceleration);
      physics.bodyJacobian(body, translation, rotation);
      physics.bodyMat().readRow(body, axes);
      fillWrench();
      for (int j = 0; j < joints.size(); j++) {
        int column = joints.get(j).velocityAddress();
        double[] target = values[j][row];
        for (int axis = 0; axis < 3; axis++) {
          double force = 0;
          double moment = 0;
          for (int k = 0; k < 3; k++) {
            force += axes[3 * k + axis] * translation.get(k * velocities + column);
            moment += axes[3 * k + axis] * rotation.get(k * velocities + column);
          }
          for (int i = 0; i < InertialBodies.PER_BODY; i++) {
            target[InertialBodies.PER_BODY * index + i] +=
                force * wrench[axis][i] + moment * wrench[3 + axis][i];
          }
        }
      }
    }

    /** Force and moment at the frame's origin by mass, first moment and inertia (Newton, Euler). */
    private void fillWrench() {
      double[] w = {velocity[0], velocity[1], velocity[2]};
      double[] al = {acceleration[0], acceleration[1], acceleration[2]};
      double[] a = {acceleration[3], acceleration[4], acceleration[5]};
      double square = w[0] * w[0] + w[1] * w[1] + w[2] * w[2];
      for (int i = 0; i < 3; i++) {
        wrench[i][0] = a[i];
        for (int k = 0; k < 3; k++) {
          wrench[i][1 + k] = cross(al, i, k) + w[i] * w[k] - (i == k ? square : 0);
          wrench[3 + i][1 + k] = -cross(a, i, k);
        }
      }
      for (int e = 0; e < 6; e++) {
        double[] momentum = inertiaTimes(e, w);
        double[] change = inertiaTimes(e, al);
        for (int i = 0; i < 3; i++) {
          int next = (i + 1) % 3;
          int last = (i + 2) % 3;
          wrench[3 + i][4 + e] = change[i] + w[next] * momentum[last] - w[last] * momentum[next];
        }
      }
    }

    /** Element of the matrix that takes the cross product with v from the left. */
    private static double cross(double[] v, int i, int k) {
      if (i == k) {
        return 0;
      }
      int other = 3 - i - k;
      return (i + 1) % 3 == k ? -v[other] : v[other];
    }

    /** The unit inertia of element xx, yy, zz, xy, xz or yz times a vector. */
    private static double[] inertiaTimes(int element, double[] v) {
      double[] result = new double[3];
      if (element < 3) {
        result[element] = v[element];
        return result;
      }
      int i = element == 5 ? 1 : 0;
      int k = element == 3 ? 1 : 2;
      result[i] = v[k];
      result[k] = v[i];
      return result;
    }
  }
}
