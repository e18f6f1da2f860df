package org.workcell.tasks.robots;

import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.tasks.common.Box;

/**
 * A Franka Emika Panda arm: the Denavit-Hartenberg parameters, joint ranges and gripper that Franka
 * publishes, mounted somewhere. Suites count some joints from other zeros and limit them otherwise;
 * a {@link Builder} says how. Lengths in metres, angles in radians. Immutable and safe to share.
 */
public final class Panda {

  /** Joints of the arm, without the fingers. */
  public static final int JOINTS = 7;

  /** How far each finger slides from the middle, metres. */
  public static final double FINGER_TRAVEL_METRES = 0.04;

  /** From the last joint's frame to the flange, along z. */
  public static final double FLANGE_METRES = 0.107;

  private static final double QUARTER = Math.PI / 2;

  private static final double[] LOW = {
    -2.8973, -1.7628, -2.8973, -3.0718, -2.8973, -0.0175, -2.8973
  };
  private static final double[] HIGH = {2.8973, 1.7628, 2.8973, -0.0698, 2.8973, 3.7525, 2.8973};

  /** From each joint's frame to the next one's: offset along x, turn about x, offset along z. */
  private static final double[][] LINKS = {
    {0, 0, 0.333},
    {0, -QUARTER, 0},
    {0, QUARTER, 0.316},
    {0.0825, QUARTER, 0},
    {-0.0825, -QUARTER, 0.384},
    {0, QUARTER, 0},
    {0.088, QUARTER, 0}
  };

  private static final Panda FRANKA_KITCHEN = frankaKitchenArm();

  private final Pose base = new Pose();
  private final double[] zeros;
  private final Box ranges;
  private final double tipMetres;
  private final double tipTurn;

  private Panda(Builder parts) {
    base.set(parts.base);
    zeros = parts.zeros.clone();
    ranges = parts.ranges;
    tipMetres = parts.tipMetres;
    tipTurn = parts.tipTurn;
  }

  /** The parts of an arm, to be named. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The arm of FrankaKitchen (D4RL): 1.8 m high, facing the counter along y. The sixth joint is
   * counted from a quarter turn, the seventh from an eighth, and the fourth and sixth have other
   * ranges than Franka's. The tip is the point between the fingers; its z axis runs along the
   * fingers, its y axis from finger to finger.
   */
  public static Panda frankaKitchen() {
    return FRANKA_KITCHEN;
  }

  private static Panda frankaKitchenArm() {
    Pose base = new Pose();
    base.position()[2] = 1.8;
    // The kitchen writes this quarter turn with few digits.
    base.turn(2, 1.57);
    return builder()
        .base(base)
        .zeros(0, 0, 0, 0, 0, QUARTER, QUARTER / 2)
        .ranges(
            new double[] {-2.8973, -1.7628, -2.8973, -3.0718, -2.8973, -1.6573, -2.8973},
            new double[] {2.8973, 1.7628, 2.8973, -0.4, 2.8973, 2.1127, 2.8973})
        .tip(0.21, -QUARTER / 2)
        .build();
  }

  /** Names of the joints: {@code joint1} to {@code joint7}. */
  public static List<String> jointNames() {
    return IntStream.rangeClosed(1, JOINTS).mapToObj(joint -> "joint" + joint).toList();
  }

  /** Ranges of the joints, counted from this arm's zeros; arrays of its own. */
  public Box ranges() {
    return new Box(ranges.low().clone(), ranges.high().clone());
  }

  /** The chain from the world to the tip, to compute poses and Jacobians with; a new one. */
  public SerialChain newChain() {
    SerialChain.Builder chain = SerialChain.builder().base(base);
    List<String> names = jointNames();
    for (int i = 0; i < JOINTS; i++) {
      chain.denavitHartenberg(names.get(i), LINKS[i], zeros[i], ranges.low()[i], ranges.high()[i]);
    }
    return chain.advance(2, tipMetres).turn(2, tipTurn).build();
  }

  /** Collects the parts of a {@link Panda}; unless given, those are Franka's. */
  public static final class Builder {

    private Pose base = new Pose();
    private double[] zeros = new double[JOINTS];
    private Box ranges = new Box(LOW.clone(), HIGH.clone());
    private double tipMetres = FLANGE_METRES;
    private double tipTurn;

    private Builder() {}

    /** Where the arm is mounted, in the world; the origin unless given. */
    public Builder base(Pose pose) {
      base = pose;
      return this;
    }

    /**
     * Franka's joint positions where this arm's are zero, radians.
     *
     * @throws IllegalArgumentException if they are not seven
     */
    public Builder zeros(double... radians) {
      requireJoints(radians);
      zeros = radians;
      return this;
    }

    /**
     * Ranges of the joints, counted from this arm's zeros, radians.
     *
     * @throws IllegalArgumentException if they are not seven, or crossed
     */
    public Builder ranges(double[] low, double[] high) {
      requireJoints(low);
      ranges = new Box(low, high);
      return this;
    }

    /**
     * The tip, from the last joint's frame: along z and turned about it; the flange unless given.
     */
    public Builder tip(double metres, double turnRadians) {
      tipMetres = metres;
      tipTurn = turnRadians;
      return this;
    }

    private static void requireJoints(double[] values) {
      if (values.length != JOINTS) {
        throw new IllegalArgumentException(
            "a Panda has %d joints, and %d numbers are given".formatted(JOINTS, values.length));
      }
    }

    /** The arm. */
    public Panda build() {
      return new Panda(this);
    }
  }
}
