package org.workcell.sim2real.delta;

/**
 * How PPO trains a delta; networks, inputs and seed are those of {@link DeltaTrainingOptions}.
 *
 * @param environments replays side by side
 * @param rows of each in one update
 * @param updates rounds of experience and learning
 * @param criticUpdates of these, in which only the critic learns
 * @param horizonSeconds length of a replay
 * @param terms what is rewarded
 * @param warmStart whether training starts from the supervised delta; otherwise from none
 * @param firstLogDeviation logarithm of the first standard deviation of outputs
 * @param divergence to which the learning rate keeps the Kullback-Leibler divergence of an update
 * @param speedLimit how fast joints may move besides what their drives say, rad/s or m/s; infinite
 *     where nobody says
 * @param updatesPerTrial after how many updates replays of the logs that were put aside are judged
 */
public record PpoDeltaOptions(
    int environments,
    int rows,
    int updates,
    int criticUpdates,
    double horizonSeconds,
    TrackingTerms terms,
    boolean warmStart,
    double firstLogDeviation,
    double divergence,
    double speedLimit,
    int updatesPerTrial) {

  private static final double UNLIMITED = Double.POSITIVE_INFINITY;

  /** More is to be found where nothing is known. */
  private static final double FROM_NOTHING = -0.7;

  /** What serves arms: 256 replays of 1 s, 24 rows in an update, from the supervised delta. */
  public static PpoDeltaOptions usual() {
    return new PpoDeltaOptions(
        256, 24, 150, 5, 1, TrackingTerms.usual(), true, -1.5, 0.01, UNLIMITED, 10);
  }

  /** Checks ranges. */
  public PpoDeltaOptions {
    if (environments < 1 || rows < 1 || updates < 0 || updatesPerTrial < 1 || criticUpdates < 0) {
      throw new IllegalArgumentException(
          "%d replays of %d rows, %d updates; expected at least 1, 1 and 0"
              .formatted(environments, rows, updates));
    }
    if (!(speedLimit > 0)) {
      throw new IllegalArgumentException(
          "a speed limit of %s; expected a positive number".formatted(speedLimit));
    }
    if (!(horizonSeconds > 0) || !(divergence > 0) || !Double.isFinite(firstLogDeviation)) {
      throw new IllegalArgumentException(
          "horizon %s s, divergence %s; expected positive numbers"
              .formatted(horizonSeconds, divergence));
    }
  }

  /** A copy with other counts. */
  public PpoDeltaOptions withCounts(int replays, int rowsOfEach, int rounds) {
    return new PpoDeltaOptions(
        replays,
        rowsOfEach,
        rounds,
        criticUpdates,
        horizonSeconds,
        terms,
        warmStart,
        firstLogDeviation,
        divergence,
        speedLimit,
        updatesPerTrial);
  }

  /** A copy that starts from no delta. */
  public PpoDeltaOptions fromNothing() {
    return new PpoDeltaOptions(
        environments,
        rows,
        updates,
        criticUpdates,
        horizonSeconds,
        terms,
        false,
        FROM_NOTHING,
        divergence,
        speedLimit,
        updatesPerTrial);
  }

  /** A copy in which joints may move no faster. */
  public PpoDeltaOptions withSpeedLimit(double most) {
    return new PpoDeltaOptions(
        environments,
        rows,
        updates,
        criticUpdates,
        horizonSeconds,
        terms,
        warmStart,
        firstLogDeviation,
        divergence,
        most,
        updatesPerTrial);
  }
}
