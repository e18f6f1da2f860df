package org.workcell.bullet;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.bullet.BulletDynamics.btMultiBody;
import org.bytedeco.bullet.LinearMath.btMatrix3x3Array;
import org.bytedeco.bullet.LinearMath.btQuaternion;
import org.bytedeco.bullet.LinearMath.btScalarArray;
import org.bytedeco.bullet.LinearMath.btVector3;
import org.bytedeco.bullet.LinearMath.btVector3Array;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Bullet's multibody of a tree of links on a fixed base, with everything that Bullet adds by itself
 * turned off: damping of links, sleep, and the limit of velocities; the gyroscopic term stays. Owns
 * its native memory; closing is idempotent. One thread at a time; allocates nothing after
 * construction.
 */
final class Multibody implements AutoCloseable {

  /** Elements of Bullet's vectors before those of joints: the base's. */
  private static final int BASE = 6;

  private final int dofs;
  private final int[] linkOfDof;
  private final List<Pointer> owned = new ArrayList<>();
  private final btMultiBody body;
  private final btVector3[] weights;
  private final btScalarArray scalars;
  private final btVector3Array vectors;
  private final btMatrix3x3Array matrices;
  private final DoublePointer unit;
  private final DoublePointer change;

  /** Bullet's accelerations, in its scratch memory. */
  private final DoublePointer accelerations;

  private boolean closed;

  /**
   * Builds it.
   *
   * @param links in the order of their degrees of freedom
   * @param gravity m/s²
   * @param linkDamping of velocities of links; 0 for none, Bullet's own default is 0.04
   */
  Multibody(List<Link> links, double[] gravity, double linkDamping) {
    this.dofs = (int) links.stream().filter(link -> link.dof() >= 0).count();
    this.linkOfDof = new int[dofs];
    this.body = own(new btMultiBody(links.size(), 0, vector(new double[3]), true, false));
    this.weights = new btVector3[links.size()];
    for (int i = 0; i < links.size(); i++) {
      Link link = links.get(i);
      setUp(i, link);
      double mass = link.massKilograms();
      weights[i] = vector(new double[] {mass * gravity[0], mass * gravity[1], mass * gravity[2]});
      if (link.dof() >= 0) {
        linkOfDof[link.dof()] = i;
      }
    }
    body.finalizeMultiDof();
    body.setLinearDamping(linkDamping);
    body.setAngularDamping(linkDamping);
    body.setMaxCoordinateVelocity(Double.MAX_VALUE);
    body.setUseGyroTerm(true);
    body.setCanSleep(false);
    this.scalars = own(new btScalarArray());
    this.vectors = own(new btVector3Array());
    this.matrices = own(new btMatrix3x3Array());
    this.unit = own(new DoublePointer(BASE + dofs)).fill(0);
    this.change = own(new DoublePointer(BASE + dofs)).fill(0);
    compute();
    this.accelerations = own(scalars.at(0)).getPointer(dofs + BASE);
  }

  private <P extends Pointer> P own(P pointer) {
    owned.add(pointer);
    return pointer;
  }

  private btVector3 vector(double[] values) {
    return own(new btVector3(values[0], values[1], values[2]));
  }

  private void setUp(int index, Link link) {
    double[] quat = link.inParent().inverse().quatWxyz();
    btQuaternion turn = own(new btQuaternion(quat[1], quat[2], quat[3], quat[0]));
    btVector3 inertia = vector(link.inertia());
    btVector3 pivot = vector(link.pivotInParent());
    btVector3 centre = vector(link.pivotToCentre());
    btVector3 axis = vector(link.axis());
    double mass = link.massKilograms() + link.rotorKilograms();
    int parent = link.parent();
    switch (link.kind()) {
      case FIXED -> body.setupFixed(index, mass, inertia, parent, turn, pivot, centre);
      case HINGE ->
          body.setupRevolute(index, mass, inertia, parent, turn, axis, pivot, centre, true);
      case SLIDE ->
          body.setupPrismatic(index, mass, inertia, parent, turn, axis, pivot, centre, true);
    }
  }

  /** Degrees of freedom. */
  int size() {
    return dofs;
  }

  /** Places a joint, counted from the joint's zero. */
  void place(int dof, double position, double velocity) {
    body.setJointPos(linkOfDof[dof], position);
    body.setJointVel(linkOfDof[dof], velocity);
  }

  /** Lets gravity alone act; torques are added then. */
  void begin() {
    body.clearForcesAndTorques();
    for (int i = 0; i < weights.length; i++) {
      body.addLinkForce(i, weights[i]);
    }
  }

  /** Adds a torque or force to a joint. */
  void push(int dof, double force) {
    body.addJointTorque(linkOfDof[dof], force);
  }

  /** Works out accelerations for what acts now, by Bullet's articulated-body algorithm. */
  void compute() {
    body.computeAccelerationsArticulatedBodyAlgorithmMultiDof(
        0, scalars, vectors, matrices, false, false, false);
  }

  /** Acceleration of a joint, as of the last {@link #compute}. */
  double acceleration(int dof) {
    return accelerations.get(dof);
  }

  /** Writes the inverse inertia at the positions of the last {@link #compute}. */
  void readResponse(double[][] target) {
    for (int column = 0; column < dofs; column++) {
      unit.put(BASE + column, 1);
      body.calcAccelerationDeltasMultiDof(unit, change, scalars, vectors);
      unit.put(BASE + column, 0);
      for (int row = 0; row < dofs; row++) {
        target[row][column] = change.get(BASE + row);
      }
    }
  }

  /** Gives a joint a velocity. */
  void move(int dof, double velocity) {
    body.setJointVel(linkOfDof[dof], velocity);
  }

  /** Lets all joints go on with their velocities. */
  void integrate(double seconds) {
    body.stepPositionsMultiDof(seconds);
  }

  /** Position of a joint, counted from its zero. */
  double position(int dof) {
    return body.getJointPos(linkOfDof[dof]);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (int i = owned.size() - 1; i >= 0; i--) {
      owned.get(i).close();
    }
  }
}
