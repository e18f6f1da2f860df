package org.workcell.bullet;

import org.workcell.sim.physics.Dynamics;
import org.workcell.sim.physics.JointStep;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/**
 * Moves the joints of one simulation by Bullet: its articulated-body algorithm gives accelerations
 * and responses of the links, {@link JointSolver} adds what belongs to joints alone, and Bullet
 * goes on with the velocities that come out. There are no contacts. One thread at a time; a step
 * allocates nothing; closing is idempotent.
 */
final class BulletDynamics implements Dynamics {

  private final Multibody body;
  private final JointSolver solver;
  private final boolean implicitDamping;
  private final double[] zero;
  private final double[] armature;
  private final double[] position;
  private final double[] velocity;
  private final double[] acceleration;
  private final double[] extra;
  private final double[][] response;
  private boolean closed;

  /**
   * Reads a model and builds its multibody.
   *
   * @throws IllegalArgumentException naming what the model has and Bullet has not
   */
  BulletDynamics(Model model, BulletMode mode) {
    this.implicitDamping = mode.implicitDamping();
    double[] rotors = model.values(ModelField.DOF_ARMATURE);
    double[] none = new double[rotors.length];
    this.body =
        new Multibody(
            LinkTree.of(model, mode.rotorsInLinks() ? rotors : none),
            model.values(ModelField.GRAVITY),
            mode.linkDamping());
    int size = body.size();
    this.armature = mode.rotorsInLinks() ? none : rotors;
    this.zero = model.values(ModelField.QPOS0);
    this.solver = solver(model, size);
    this.position = new double[size];
    this.velocity = new double[size];
    this.acceleration = new double[size];
    this.extra = new double[size];
    this.response = new double[size][size];
  }

  private static JointSolver solver(Model model, int size) {
    double[] low = new double[size];
    double[] high = new double[size];
    int[] limited = model.structure("jnt_limited");
    int[] dofs = model.structure("jnt_dofadr");
    for (int joint = 0; joint < model.count(ObjectKind.JOINT); joint++) {
      boolean ends = limited[joint] != 0;
      int dof = dofs[joint];
      low[dof] = ends ? model.get(ModelField.JNT_RANGE, 2 * joint) : Double.NEGATIVE_INFINITY;
      high[dof] = ends ? model.get(ModelField.JNT_RANGE, 2 * joint + 1) : Double.POSITIVE_INFINITY;
    }
    return new JointSolver(model.values(ModelField.DOF_FRICTIONLOSS), low, high);
  }

  @Override
  public void advance(JointStep step) {
    requireOpen();
    double seconds = step.seconds();
    accelerate(step);
    body.readResponse(response);
    for (int i = 0; i < position.length; i++) {
      extra[i] = armature[i] + (implicitDamping ? seconds * step.damping(i) : 0);
    }
    solver.solve(response, extra, acceleration, position, velocity, seconds);
    for (int i = 0; i < velocity.length; i++) {
      body.move(i, velocity[i]);
    }
    body.integrate(seconds);
    for (int i = 0; i < velocity.length; i++) {
      step.move(i, body.position(i) + zero[i], velocity[i], solver.impulse(i) / seconds);
    }
  }

  /** Accelerations of the links alone, without what belongs to joints. */
  private void accelerate(JointStep step) {
    body.begin();
    for (int i = 0; i < position.length; i++) {
      position[i] = step.position(i);
      velocity[i] = step.velocity(i);
      body.place(i, position[i] - zero[i], velocity[i]);
      body.push(i, step.force(i));
    }
    body.compute();
    for (int i = 0; i < acceleration.length; i++) {
      acceleration[i] = body.acceleration(i);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this Bullet multibody is closed; make a new one");
    }
  }

  @Override
  public void close() {
    closed = true;
    body.close();
  }
}
