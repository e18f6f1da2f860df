package org.workcell.sim2real.excitation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.List;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.WorkerModel;

/**
 * Torques that a motion asks of the actuators: {@code M(q) a + c(q, v) - passive}, plus dry
 * friction against the motion; contacts play no part. Owns nothing: the simulation belongs to the
 * caller and is left in some state. One thread at a time.
 */
final class InverseDynamics {

  private static final double FRICTION_SPEED = 1e-3;

  private final Physics physics;
  private final int[] positions;
  private final int[] velocities;
  private final double[] home;
  private final DoubleArray bias;
  private final DoubleArray passive;
  private final DoubleBuffer inertia;
  private final int size;
  private final double[] friction;

  InverseDynamics(Physics physics, double[] home, List<String> joints) {
    Model model = physics.scene();
    this.physics = physics;
    this.home = home;
    this.positions = joints.stream().mapToInt(model::positionAddress).toArray();
    this.velocities = joints.stream().mapToInt(model::velocityAddress).toArray();
    this.bias = physics.array("qfrc_bias");
    this.passive = physics.array("qfrc_passive");
    this.size = model.velocityCount();
    this.inertia =
        ByteBuffer.allocateDirect(size * size * Double.BYTES)
            .order(ByteOrder.nativeOrder())
            .asDoubleBuffer();
    this.friction = new double[joints.size()];
    for (int j = 0; j < friction.length; j++) {
      friction[j] = model.get(ModelField.DOF_FRICTIONLOSS, velocities[j]);
    }
  }

  /** Uses a model with edits from now on. */
  void useModel(WorkerModel model) {
    physics.useModel(model);
  }

  /** Brings the simulation to positions and velocities of the joints, the others at home. */
  void place(double[] position, double[] velocity) {
    physics.qpos().write(0, home);
    physics.qvel().fill(0, size, 0);
    for (int j = 0; j < positions.length; j++) {
      physics.qpos().set(positions[j], position[j]);
      physics.qvel().set(velocities[j], velocity[j]);
    }
    physics.forward();
  }

  /** Torques of the joints, N m or N, into {@code target}. */
  void torques(double[] position, double[] velocity, double[] acceleration, double[] target) {
    place(position, velocity);
    physics.massMatrix(inertia);
    for (int i = 0; i < positions.length; i++) {
      int row = velocities[i];
      double torque = bias.get(row) - passive.get(row);
      for (int j = 0; j < positions.length; j++) {
        torque += inertia.get(row * size + velocities[j]) * acceleration[j];
      }
      target[i] = torque + friction[i] * StrictMath.tanh(velocity[i] / FRICTION_SPEED);
    }
  }
}
