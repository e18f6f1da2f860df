package org.workcell.sim.kinematics;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.physics.Model;

/**
 * A chain of links and one-dimensional joints from a base to a tip, computed in Java. It is
 * described link by link ({@link #builder}) or read from a compiled model ({@link #toSite}, {@link
 * #toBody}). The base can be moved at any time.
 */
public final class SerialChain implements Kinematics {

  private final List<String> names;
  private final double[] low;
  private final double[] high;
  private final ChainElement[] elements;
  private final Pose base = new Pose();
  private final Pose tip = new Pose();
  private final boolean[] slides;
  private final double[][] anchors;
  private final double[][] axes;

  private SerialChain(Builder builder) {
    this.names = List.copyOf(builder.names);
    this.low = builder.low.stream().mapToDouble(Double::doubleValue).toArray();
    this.high = builder.high.stream().mapToDouble(Double::doubleValue).toArray();
    this.elements = builder.elements.toArray(ChainElement[]::new);
    this.base.set(builder.base);
    this.slides = new boolean[names.size()];
    this.anchors = new double[names.size()][3];
    this.axes = new double[names.size()][3];
    for (ChainElement element : elements) {
      if (element.isJoint()) {
        slides[element.joint()] = element.isSlide();
      }
    }
  }

  private SerialChain(SerialChain other) {
    this.names = other.names;
    this.low = other.low;
    this.high = other.high;
    this.elements = new ChainElement[other.elements.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = other.elements[i].copy();
    }
    this.base.set(other.base);
    this.slides = other.slides;
    this.anchors = new double[names.size()][3];
    this.axes = new double[names.size()][3];
  }

  /** The same chain for another thread. */
  public SerialChain copy() {
    return new SerialChain(this);
  }

  /** Starts the description of a chain at its base, which stands in the origin of the world. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The chain of a compiled scene from a body to a site. The model is only read here.
   *
   * @param baseBody where the chain starts; nothing between the world and it may move
   * @throws IllegalArgumentException if the site is not on the base or below it, if the base can
   *     move, or if a joint in between is neither a hinge nor a slide
   */
  public static SerialChain toSite(Model model, String baseBody, String site) {
    return ModelChain.toSite(model, baseBody, site);
  }

  /** As {@link #toSite}, to the frame of a body. */
  public static SerialChain toBody(Model model, String baseBody, String body) {
    return ModelChain.toBody(model, baseBody, body);
  }

  /** Names of the joints, in the order of the chain. */
  public List<String> jointNames() {
    return names;
  }

  /** Where the base stands in the world; a live pose that may be moved. */
  public Pose base() {
    return base;
  }

  @Override
  public int jointCount() {
    return names.size();
  }

  @Override
  public double low(int joint) {
    return low[joint];
  }

  @Override
  public double high(int joint) {
    return high[joint];
  }

  @Override
  public void compute(double[] joints) {
    tip.set(base);
    for (ChainElement element : elements) {
      if (element.isJoint()) {
        int joint = element.joint();
        Rotations.column(tip.rotation(), 2, axes[joint]);
        System.arraycopy(tip.position(), 0, anchors[joint], 0, 3);
        element.move(tip, joints[joint]);
      } else {
        element.move(tip, 0);
      }
    }
  }

  @Override
  public Pose tip() {
    return tip;
  }

  @Override
  public void jacobian(int joint, double[] linear, double[] angular) {
    double[] axis = axes[joint];
    if (slides[joint]) {
      System.arraycopy(axis, 0, linear, 0, 3);
      angular[0] = 0;
      angular[1] = 0;
      angular[2] = 0;
      return;
    }
    double x = tip.position()[0] - anchors[joint][0];
    double y = tip.position()[1] - anchors[joint][1];
    double z = tip.position()[2] - anchors[joint][2];
    linear[0] = axis[1] * z - axis[2] * y;
    linear[1] = axis[2] * x - axis[0] * z;
    linear[2] = axis[0] * y - axis[1] * x;
    System.arraycopy(axis, 0, angular, 0, 3);
  }

  /**
   * Describes a chain from base to tip. Every call continues from the frame that the calls before
   * have reached.
   */
  public static final class Builder {

    private final List<ChainElement> elements = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Double> low = new ArrayList<>();
    private final List<Double> high = new ArrayList<>();
    private final Pose base = new Pose();

    private Builder() {}

    /** Puts the base somewhere; the pose is copied. */
    public Builder base(Pose pose) {
      base.set(pose);
      return this;
    }

    /** A fixed offset along one of the frame's axes: 0 for x, 1 for y, 2 for z. */
    public Builder advance(int axis, double metres) {
      return add(ChainElement.advance(axis, metres));
    }

    /** A fixed offset in the frame, metres. */
    public Builder offset(double x, double y, double z) {
      double[] metres = {x, y, z};
      for (int axis = 0; axis < 3; axis++) {
        if (metres[axis] != 0) {
          advance(axis, metres[axis]);
        }
      }
      return this;
    }

    /** A fixed turn about one of the frame's axes: 0 for x, 1 for y, 2 for z. */
    public Builder turn(int axis, double radians) {
      return add(ChainElement.turn(axis, radians));
    }

    /** A fixed rotation of the frame by a quaternion, w first; its length does not matter. */
    public Builder rotate(double w, double x, double y, double z) {
      double[] matrix = new double[9];
      Rotations.fromQuatWxyz(new double[] {w, x, y, z}, 0, matrix);
      boolean turned = x != 0 || y != 0 || z != 0;
      return turned ? add(ChainElement.rotate(matrix)) : this;
    }

    /**
     * A hinge about the frame's z axis.
     *
     * @param zero angle by which the frame is turned where the joint's position is 0
     * @param lowest lower end of its range, radians
     */
    public Builder hinge(String name, double zero, double lowest, double highest) {
      addJoint(name, lowest, highest);
      return add(ChainElement.hinge(names.size() - 1, zero));
    }

    /**
     * A slide along the frame's z axis.
     *
     * @param zero offset where the joint's position is 0, metres
     * @param lowest lower end of its range, metres
     */
    public Builder slide(String name, double zero, double lowest, double highest) {
      addJoint(name, lowest, highest);
      return add(ChainElement.slide(names.size() - 1, zero));
    }

    /**
     * A hinge by the parameters of Denavit and Hartenberg in Craig's convention: offset along x and
     * turn about x from the joint before, then offset along z, then the joint about z.
     */
    public Builder denavitHartenberg(
        String name, double[] offsetTwistLift, double zero, double lowest, double highest) {
      if (offsetTwistLift.length != 3) {
        throw new IllegalArgumentException(
            "joint %s needs offset along x, turn about x and offset along z, not %d numbers"
                .formatted(name, offsetTwistLift.length));
      }
      advance(0, offsetTwistLift[0]).turn(0, offsetTwistLift[1]).advance(2, offsetTwistLift[2]);
      return hinge(name, zero, lowest, highest);
    }

    private void addJoint(String name, double lowest, double highest) {
      if (!(lowest <= highest)) {
        throw new IllegalArgumentException(
            "joint %s has the range %s..%s; expected the lower end first"
                .formatted(name, lowest, highest));
      }
      names.add(name);
      low.add(lowest);
      high.add(highest);
    }

    private Builder add(ChainElement element) {
      elements.add(element);
      return this;
    }

    /**
     * The chain, whose tip is the frame that was reached.
     *
     * @throws IllegalArgumentException if it has no joint
     */
    public SerialChain build() {
      if (names.isEmpty()) {
        throw new IllegalArgumentException("a chain needs at least one joint");
      }
      return new SerialChain(this);
    }
  }
}
