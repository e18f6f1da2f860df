package org.workcell.sim.kinematics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/**
 * Kinematics of a site as the engine computes them, for arms that {@link SerialChain} cannot
 * describe and for moving bases. Computing overwrites the positions of the joints in the physics
 * and what derives from them, so the physics should be one of its own; restore an episode's state
 * afterwards where it must be used.
 */
public final class SiteKinematics implements Kinematics {

  private static final int SLIDE = 2;
  private static final int HINGE = 3;

  private final Physics physics;
  private final int site;
  private final int[] positions;
  private final int[] velocities;
  private final double[] low;
  private final double[] high;
  private final int columns;
  private final DoubleBuffer linearRows;
  private final DoubleBuffer angularRows;
  private final Pose tip = new Pose();

  /**
   * The kinematics of a site.
   *
   * @param physics is used from now on, and stays the caller's to close
   * @param site name of the site
   * @param joints names of hinges and slides, in the order of all arrays
   * @throws IllegalArgumentException if a name is unknown or a joint is of another kind
   */
  public SiteKinematics(Physics physics, String site, List<String> joints) {
    Model model = physics.scene();
    this.physics = physics;
    this.site = model.site(site);
    this.columns = model.velocityCount();
    this.positions = new int[joints.size()];
    this.velocities = new int[joints.size()];
    this.low = new double[joints.size()];
    this.high = new double[joints.size()];
    for (int i = 0; i < joints.size(); i++) {
      readJoint(model, i, joints.get(i));
    }
    this.linearRows = direct(3 * columns);
    this.angularRows = direct(3 * columns);
  }

  private void readJoint(Model model, int i, String name) {
    int joint = model.index(ObjectKind.JOINT, name);
    int kind = model.structure("jnt_type")[joint];
    if (kind != HINGE && kind != SLIDE) {
      throw new IllegalArgumentException(
          "joint %s of scene %s is neither a hinge nor a slide; remove it"
              .formatted(name, model.name()));
    }
    boolean limited = model.structure("jnt_limited")[joint] != 0;
    positions[i] = model.positionAddress(name);
    velocities[i] = model.velocityAddress(name);
    low[i] = limited ? model.get(ModelField.JNT_RANGE, 2 * joint) : Double.NEGATIVE_INFINITY;
    high[i] = limited ? model.get(ModelField.JNT_RANGE, 2 * joint + 1) : Double.POSITIVE_INFINITY;
  }

  private static DoubleBuffer direct(int doubles) {
    return ByteBuffer.allocateDirect(doubles * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }

  @Override
  public int jointCount() {
    return positions.length;
  }

  @Override
  public double low(int joint) {
    return low[joint];
  }

  @Override
  public double high(int joint) {
    return high[joint];
  }

  /** The positions of the joints as they are in the physics. */
  public void readJoints(double[] joints) {
    for (int i = 0; i < positions.length; i++) {
      joints[i] = physics.qpos().get(positions[i]);
    }
  }

  @Override
  public void compute(double[] joints) {
    for (int i = 0; i < positions.length; i++) {
      physics.qpos().set(positions[i], joints[i]);
    }
    physics.refreshJacobians();
    physics.sitePos().readRow(site, tip.position());
    physics.siteMat().readRow(site, tip.rotation());
    physics.siteJacobian(site, linearRows, angularRows);
  }

  @Override
  public Pose tip() {
    return tip;
  }

  @Override
  public void jacobian(int joint, double[] linear, double[] angular) {
    for (int row = 0; row < 3; row++) {
      linear[row] = linearRows.get(row * columns + velocities[joint]);
      angular[row] = angularRows.get(row * columns + velocities[joint]);
    }
  }
}
