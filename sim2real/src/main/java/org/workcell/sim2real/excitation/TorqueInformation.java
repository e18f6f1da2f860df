package org.workcell.sim2real.excitation;

import java.util.List;
import java.util.function.Function;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.WorkerModel;

/**
 * How much torques along a motion tell of a robot's parameters, by inverse dynamics of its model:
 * armature, viscous and Coulomb friction of each joint, and the mass of each body that a joint
 * moves. Each parameter counts in shares of its usual size and each torque in shares of its limit,
 * so the matrices have no unit. Owns a simulation; closing is idempotent. One thread at a time.
 */
public final class TorqueInformation implements Function<Motion, double[][]>, AutoCloseable {

  private static final double RATE_HZ = 50;
  private static final double CHANGE = 0.01;
  private static final double FRICTION_SPEED = 0.02;

  private final Model model;
  private final List<JointLimits> limits;
  private final WorkerModel nominal;
  private final WorkerModel changed;
  private final Physics physics;
  private final InverseDynamics dynamics;
  private final int[] bodies;
  private final int joints;

  /**
   * For one model.
   *
   * @param home positions of all of the model, of which the joints that do not move keep theirs
   * @param limits of the joints that move, in the order of motions
   */
  public TorqueInformation(Model model, double[] home, List<JointLimits> limits) {
    this.model = model;
    this.limits = List.copyOf(limits);
    this.joints = limits.size();
    List<String> names = limits.stream().map(JointLimits::joint).toList();
    int[] bodyOfDegree = model.structure("dof_bodyid");
    this.bodies = names.stream().mapToInt(j -> bodyOfDegree[model.velocityAddress(j)]).toArray();
    this.nominal = new WorkerModel(model);
    this.changed = new WorkerModel(model);
    this.physics = new Physics(model);
    this.dynamics = new InverseDynamics(physics, home, names);
  }

  @Override
  public double[][] apply(Motion motion) {
    double[][] q = motion.sample(RATE_HZ);
    double[][] information = new double[4 * joints][4 * joints];
    double[][] rows = new double[joints][4 * joints];
    double[] velocity = new double[joints];
    double[] acceleration = new double[joints];
    for (int t = 1; t + 1 < q.length; t++) {
      for (int j = 0; j < joints; j++) {
        velocity[j] = (q[t + 1][j] - q[t - 1][j]) * RATE_HZ / 2;
        acceleration[j] = (q[t + 1][j] - 2 * q[t][j] + q[t - 1][j]) * RATE_HZ * RATE_HZ;
      }
      sensitivities(q[t], velocity, acceleration, rows);
      add(information, rows);
    }
    return information;
  }

  private void sensitivities(
      double[] position, double[] velocity, double[] acceleration, double[][] rows) {
    double[] torque = new double[joints];
    double[] other = new double[joints];
    dynamics.useModel(nominal);
    dynamics.torques(position, velocity, acceleration, torque);
    for (int j = 0; j < joints; j++) {
      double scale = scale(j);
      double inertia =
          model.get(ModelField.DOF_INERTIA0, model.velocityAddress(limits.get(j).joint()));
      rows[j][j] = inertia * acceleration[j] / scale;
      rows[j][joints + j] = velocity[j] / limits.get(j).velocity();
      rows[j][2 * joints + j] = StrictMath.tanh(velocity[j] / FRICTION_SPEED);
    }
    dynamics.useModel(changed);
    for (int b = 0; b < joints; b++) {
      ModelEdits edits = new ModelEdits();
      double mass = model.get(ModelField.BODY_MASS, bodies[b]);
      edits.set(ModelField.BODY_MASS, bodies[b], mass * (1 + CHANGE));
      changed.apply(edits);
      dynamics.torques(position, velocity, acceleration, other);
      for (int j = 0; j < joints; j++) {
        rows[j][3 * joints + b] = (other[j] - torque[j]) / (CHANGE * scale(j));
      }
    }
  }

  private double scale(int joint) {
    double torque = limits.get(joint).torque();
    return Double.isInfinite(torque) ? 1 : torque;
  }

  private static void add(double[][] information, double[][] rows) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        for (int k = 0; k < row.length && row[i] != 0; k++) {
          information[i][k] += row[i] * row[k];
        }
      }
    }
  }

  @Override
  public void close() {
    physics.close();
    nominal.close();
    changed.close();
  }
}
