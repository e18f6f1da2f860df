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
    String engine) {

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

  /** Takes defensive copies and refuses what cannot be split. */
  public GapPlan {
    joints = List.copyOf(joints);
    chain = List.copyOf(chain);
    if (trajectories < FEWEST || trajectories > MOST) {
      throw new IllegalArgumentException(
          "%d trajectories cannot be split into train, validation and test; expected %d to %d"
              .formatted(trajectories, FEWEST, MOST));
    }
    if ((family == GapFamily.G10) == engine.equals(Engine.NAME)) {
      throw new IllegalArgumentException(
          "engine %s does not go with family %s: G10 is the robot in another engine, all others are in %s"
              .formatted(engine, family, Engine.NAME));
    }
  }

  /** A plan with the engine that belongs to family and level. */
  public GapPlan(
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
      boolean payload) {
    this(
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
        engine(family, level));
  }

  /** Bullet made to do what the model says, or Bullet as it comes. */
  private static String engine(GapFamily family, GapLevel level) {
    if (family != GapFamily.G10) {
      return Engine.NAME;
    }
    return level == GapLevel.MILD ? "bullet" : "bullet-plain";
  }

  /** The same with another engine as the robot. */
  public GapPlan withEngine(String name) {
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
        name);
  }

  /** A plan with usual motions: 20 trajectories of 10 s, up to 0.4 rad and 1 Hz. */
  public static GapPlan of(GapFamily family, GapLevel level, long seed) {
    return new GapPlan(family, level, seed, List.of(), List.of(), 20, 10, 0.4, 1, 2, 8, false);
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
