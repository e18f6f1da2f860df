package org.workcell.sim2real.gap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim.engine.Engine;

/**
 * What is to be made.
 *
 * @param family of gaps
 * @param level of the gap
 * @param seed of the truth, the motions and the noise
 * @param joints names of the joints that move; all that take positions where it is empty
 * @param chain actuator stages of the nominal robot
 * @param trajectories besides those out of distribution
 * @param seconds length of each
 * @param amplitude largest distance of a joint from its centre, rad or m
 * @param highestHz highest frequency of multisines and chirps
 * @param velocityLimit of all joints, rad/s or m/s
 * @param accelerationLimit of all joints, rad/s² or m/s²
 * @param payload whether there are logs with a load in the hand, too
 * @param engine name of the engine that simulates the robot; another one than MuJoCo for family G10
 * @param rateHz control cycles and rows in a second; 0 for those of the ranges
 */
public record GapPlan(
    GapFamily family,
    GapLevel level,
    long seed,
    List<String> joints,
    List<ChainStage> chain,
    int trajectories,
    double seconds,
    double amplitude,
    double highestHz,
    double velocityLimit,
    double accelerationLimit,
    boolean payload,
    String engine,
    double rateHz) {

  /** Folder of logs to identify with. */
  public static final String TRAIN = "train";

  /** Folder of logs to choose a model with. */
  public static final String VALIDATION = "validation";

  /** Folder of logs to test with. */
  public static final String TEST = "test";

  /** Folder of logs of larger and faster motions. */
  public static final String OUT_OF_DISTRIBUTION = "ood";

  /** Folder of logs with a load in the hand. */
  public static final String PAYLOAD = "payload";

  private static final double HELD_OUT_SHARE = 0.15;
  private static final int FEWEST = 3;
  private static final int MOST = 10_000;
  private static final double FASTEST_HZ = 500;

  /** Takes defensive copies and refuses what cannot be split. */
  public GapPlan {
    joints = List.copyOf(joints);
    chain = List.copyOf(chain);
    if (trajectories < FEWEST || trajectories > MOST) {
      throw new IllegalArgumentException(
          "%d trajectories cannot be split into train, validation and test; expected %d to %d"
              .formatted(trajectories, FEWEST, MOST));
    }
    if (!(rateHz >= 0 && rateHz <= FASTEST_HZ) || (rateHz > 0 && family == GapFamily.G11)) {
      throw new IllegalArgumentException(
          "%s rows in a second of family %s; expected 0 to %s, and 0 for G11, whose rate is one of its defects"
              .formatted(rateHz, family, FASTEST_HZ));
    }
    if ((family == GapFamily.G10) == engine.equals(Engine.NAME)) {
      throw new IllegalArgumentException(
          "engine %s does not go with family %s: G10 is the robot in another engine, all others are in %s"
              .formatted(engine, family, Engine.NAME));
    }
  }

  /**
   * Collects a plan; what is not said is usual: 20 trajectories of 10 s, up to 0.4 rad and 1 Hz.
   */
  public static final class Builder {

    private final GapFamily family;
    private final GapLevel level;
    private final long seed;
    private List<String> joints = List.of();
    private List<ChainStage> chain = List.of();
    private int trajectories = 20;
    private double seconds = 10;
    private double amplitude = 0.4;
    private double highestHz = 1;
    private double velocityLimit = 2;
    private double accelerationLimit = 8;
    private boolean payload;
    private String engine;
    private double rateHz;

    private Builder(GapFamily family, GapLevel level, long seed) {
      this.family = family;
      this.level = level;
      this.seed = seed;
      this.engine = usualEngine(family, level);
    }

    /** Names of the joints that move; all that take positions unless told. */
    public Builder joints(List<String> names) {
      this.joints = names;
      return this;
    }

    /** Actuator stages of the nominal robot; none unless told. */
    public Builder chain(List<ChainStage> stages) {
      this.chain = stages;
      return this;
    }

    /** How many trajectories, besides those out of distribution, and how long each takes. */
    public Builder trajectories(int count, double secondsEach) {
      this.trajectories = count;
      this.seconds = secondsEach;
      return this;
    }

    /** Largest distance of a joint from its centre, rad or m, and highest frequency. */
    public Builder reach(double distance, double hz) {
      this.amplitude = distance;
      this.highestHz = hz;
      return this;
    }

    /** Of all joints, rad/s or m/s, and rad/s² or m/s². */
    public Builder limits(double velocity, double acceleration) {
      this.velocityLimit = velocity;
      this.accelerationLimit = acceleration;
      return this;
    }

    /** Whether there are logs with a load in the hand, too. */
    public Builder payload(boolean value) {
      this.payload = value;
      return this;
    }

    /** What simulates the robot; of G10 {@code bullet} or {@code bullet-plain}. */
    public Builder engine(String name) {
      this.engine = name;
      return this;
    }

    /** Control cycles and rows in a second; those of the ranges unless told. */
    public Builder rateHz(double value) {
      this.rateHz = value;
      return this;
    }

    /**
     * The plan.
     *
     * @throws IllegalArgumentException if trajectories cannot be split, or the engine does not go
     *     with the family
     */
    public GapPlan build() {
      return new GapPlan(
          family,
          level,
          seed,
          joints,
          chain,
          trajectories,
          seconds,
          amplitude,
          highestHz,
          velocityLimit,
          accelerationLimit,
          payload,
          engine,
          rateHz);
    }
  }

  /** A plan with usual motions, to be changed. */
  public static Builder builder(GapFamily family, GapLevel level, long seed) {
    return new Builder(family, level, seed);
  }

  /** Bullet made to do what the model says, or Bullet as it comes. */
  private static String usualEngine(GapFamily family, GapLevel level) {
    if (family != GapFamily.G10) {
      return Engine.NAME;
    }
    return level == GapLevel.MILD ? "bullet" : "bullet-plain";
  }

  /** How many trajectories each folder gets: 70, 15 and 15 of 100, and a fifth more. */
  public Map<String, Integer> splits() {
    int heldOut = Math.max(1, (int) Math.round(HELD_OUT_SHARE * trajectories));
    Map<String, Integer> splits = new LinkedHashMap<>();
    splits.put(TRAIN, trajectories - 2 * heldOut);
    splits.put(VALIDATION, heldOut);
    splits.put(TEST, heldOut);
    splits.put(OUT_OF_DISTRIBUTION, Math.max(1, (int) Math.round(0.2 * trajectories)));
    if (payload) {
      splits.put(PAYLOAD, Math.max(1, (int) Math.round(0.2 * trajectories)));
    }
    return splits;
  }
}
