package org.workcell.sim2real.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim2real.metrics.AsapErrors;
import org.workcell.sim2real.metrics.Bootstrap;
import org.workcell.sim2real.metrics.HorizonErrors;
import org.workcell.sim2real.metrics.Interval;

/**
 * How far motions are from what the robot did, by quantity and horizon: root mean squares over all
 * rows up to the horizon, and at the horizon itself, where both motions are interpolated between
 * rows. A window that diverged counts as failed; its rows until then count, too. One thread at a
 * time.
 */
public final class ReplayErrors {

  /** Frames of {@link AsapErrors}. */
  private static final double FRAME_SECONDS = 0.02;

  private static final double LEVEL = 0.95;

  /** Enough for two digits of the ends; tables have hundreds of intervals. */
  private static final int RESAMPLES = 2000;

  private static final double SHORTEST_STRETCH_SECONDS = 0.5;

  private final double[] horizons;
  private final HorizonErrors errors;
  private final ErrorUnits units;
  private final List<double[][]> asapSums = new ArrayList<>();
  private final Bootstrap bootstrap;

  /** What is compared, in the order of tables. */
  public enum Quantity {
    /** Joint positions, rad or m. */
    POSITION("position", "rad"),
    /** Joint velocities, rad/s or m/s. */
    VELOCITY("velocity", "rad/s"),
    /** Torques of the joints' actuators, N m or N. */
    TORQUE("torque", "N m"),
    /** Distance of the end effector from where it was. */
    TIP_POSITION("end effector", "m"),
    /** Angle between the end effector's orientation and what it was. */
    TIP_ROTATION("end effector", "rad"),
    /** Distance of a floating base from where it was. */
    BASE_POSITION("base", "m"),
    /** Angle of a floating base. */
    BASE_ROTATION("base", "rad");

    private final String label;
    private final String unit;

    Quantity(String label, String unit) {
      this.label = label;
      this.unit = unit;
    }

    /** For people. */
    public String label() {
      return label;
    }

    /** Its unit, for hinge joints. */
    public String unit() {
      return unit;
    }

    private String within() {
      return name();
    }

    private String at() {
      return name() + "@";
    }
  }

  private ReplayErrors(List<Trajectory> trajectories, double[] horizons, long seed) {
    this.horizons = horizons.clone();
    this.errors = new HorizonErrors(horizons);
    this.bootstrap = new Bootstrap(seed, RESAMPLES);
    double longest = SHORTEST_STRETCH_SECONDS;
    for (double horizon : horizons) {
      longest = Double.isInfinite(horizon) ? longest : Math.max(longest, horizon);
    }
    this.units = new ErrorUnits(trajectories, longest);
  }

  /**
   * Compares motions with what the robot did.
   *
   * @param motions of a batch: {@link ReplayBatch#replay} or {@link ReplayBatch#holdingStill}
   * @param measured {@link ReplayBatch#measured} of the same batch
   * @param horizonsSeconds in rising order; {@link HorizonErrors#FULL} for whole windows
   * @param seed of the resamples of intervals
   */
  public static ReplayErrors of(
      List<Trajectory> motions, List<Trajectory> measured, double[] horizonsSeconds, long seed) {
    ReplayErrors all = new ReplayErrors(measured, horizonsSeconds, seed);
    for (List<Integer> unit : all.units.windows()) {
      all.errors.beginTrajectory();
      double[][] sums = new double[horizonsSeconds.length][6];
      for (int window : unit) {
        all.errors.beginWindow();
        if (motions.get(window).diverged()) {
          all.errors.fail();
        }
        all.add(motions.get(window), measured.get(window));
        all.addAsap(motions.get(window), measured.get(window), sums);
      }
      all.asapSums.add(sums);
    }
    return all;
  }

  private void add(Trajectory motion, Trajectory measured) {
    RowError row = new RowError(motion, measured);
    for (Quantity quantity : Quantity.values()) {
      if (!row.has(quantity)) {
        continue;
      }
      for (int i = 0; i < motion.goodRows(); i++) {
        double[] error = row.at(quantity, i);
        if (error != null) {
          errors.add(quantity.within(), motion.seconds(i), error);
        }
      }
      for (double horizon : horizons) {
        double[] error = row.atTime(quantity, horizon);
        if (error != null) {
          errors.addAt(quantity.at(), horizon, error);
        }
      }
    }
  }

  private void addAsap(Trajectory motion, Trajectory measured, double[][] sums) {
    if (!motion.has(Channel.BODIES)) {
      return;
    }
    for (int h = 0; h < horizons.length; h++) {
      double end = Math.min(horizons[h], motion.goodSeconds());
      int frames = (int) Math.floor(end / FRAME_SECONDS + 1e-6);
      double[][] simulated = motion.frames(Channel.BODIES, FRAME_SECONDS, frames);
      double[][] real = measured.frames(Channel.BODIES, FRAME_SECONDS, frames);
      if (frames < 3 || simulated == null || real == null) {
        continue;
      }
      AsapErrors found = AsapErrors.of(simulated, real, 0);
      sums[h][0]++;
      sums[h][1] += found.globalMm();
      sums[h][2] += found.localMm();
      sums[h][3] += found.accelerationMmPerFrame2();
      sums[h][4] += found.velocityMmPerFrame();
      sums[h][5] += found.rootVelocityMmPerFrame();
    }
  }

  /** Horizons, s. */
  public double[] horizonsSeconds() {
    return horizons.clone();
  }

  /** Number of windows. */
  public int windows() {
    return errors.windows();
  }

  /** Number of windows whose simulation diverged. */
  public int failures() {
    return errors.failures();
  }

  /** What intervals resample, for people. */
  public String units() {
    return units.description();
  }

  /** How many units intervals resample; with one there is no interval. */
  public int unitCount() {
    return units.windows().size();
  }

  /** Whether this was compared. */
  public boolean has(Quantity quantity) {
    return errors.quantities().contains(quantity.within());
  }

  /** Root mean square over all rows up to a horizon; NaN without any. */
  public double within(Quantity quantity, double horizonSeconds) {
    return errors.rms(quantity.within(), horizonSeconds);
  }

  /** Root mean square of one joint over all rows up to a horizon. */
  public double within(Quantity quantity, int joint, double horizonSeconds) {
    return errors.rms(quantity.within(), joint, horizonSeconds);
  }

  /** Root mean square at a horizon; NaN without any. */
  public double at(Quantity quantity, double horizonSeconds) {
    return errors.rms(quantity.at(), horizonSeconds);
  }

  /** Root mean square of one joint at a horizon. */
  public double at(Quantity quantity, int joint, double horizonSeconds) {
    return errors.rms(quantity.at(), joint, horizonSeconds);
  }

  /** 95 % interval of {@link #within(Quantity, double)}. */
  public Interval withinInterval(Quantity quantity, double horizonSeconds) {
    return errors.interval(quantity.within(), horizonSeconds, LEVEL, bootstrap);
  }

  /** 95 % interval of {@link #at(Quantity, double)}. */
  public Interval atInterval(Quantity quantity, double horizonSeconds) {
    return errors.interval(quantity.at(), horizonSeconds, LEVEL, bootstrap);
  }

  /** By how much the error at a horizon is smaller than another's, as a share of the other. */
  public double reduction(ReplayErrors other, Quantity quantity, double horizonSeconds) {
    return errors.reduction(other.errors, quantity.at(), horizonSeconds);
  }

  /** 95 % interval of {@link #reduction}; both motions are resampled together. */
  public Interval reductionInterval(ReplayErrors other, Quantity quantity, double horizonSeconds) {
    return errors.reductionInterval(other.errors, quantity.at(), horizonSeconds, LEVEL, bootstrap);
  }

  /** By how much the error up to a horizon is smaller than another's, as a share of the other. */
  public double reductionWithin(ReplayErrors other, Quantity quantity, double horizonSeconds) {
    return errors.reduction(other.errors, quantity.within(), horizonSeconds);
  }

  /** 95 % interval of {@link #reductionWithin(ReplayErrors, Quantity, double)}. */
  public Interval reductionWithinInterval(
      ReplayErrors other, Quantity quantity, double horizonSeconds) {
    return errors.reductionInterval(
        other.errors, quantity.within(), horizonSeconds, LEVEL, bootstrap);
  }

  /** As {@link #reductionWithin(ReplayErrors, Quantity, double)}, of one joint. */
  public double reductionWithin(
      ReplayErrors other, Quantity quantity, int joint, double horizonSeconds) {
    return errors.reduction(other.errors, quantity.within(), joint, horizonSeconds);
  }

  /** 95 % interval of {@link #reductionWithin(ReplayErrors, Quantity, int, double)}. */
  public Interval reductionWithinInterval(
      ReplayErrors other, Quantity quantity, int joint, double horizonSeconds) {
    return errors.reductionInterval(
        other.errors, quantity.within(), joint, horizonSeconds, LEVEL, bootstrap);
  }

  /** ASAP's errors up to a horizon, means over windows; NaN where none is long enough. */
  public AsapErrors asap(double horizonSeconds) {
    int h = Arrays.binarySearch(horizons, horizonSeconds);
    double[] sum = new double[6];
    for (double[][] unit : asapSums) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += unit[h][i];
      }
    }
    return new AsapErrors(
        sum[1] / sum[0], sum[2] / sum[0], sum[3] / sum[0], sum[4] / sum[0], sum[5] / sum[0]);
  }

  /** 95 % interval of the first of {@link #asap}, the mean distance of bodies, mm. */
  public Interval asapGlobalInterval(double horizonSeconds) {
    int h = Arrays.binarySearch(horizons, horizonSeconds);
    return bootstrap.percentile(
        asapSums.size(),
        LEVEL,
        chosen -> {
          double sum = 0;
          double count = 0;
          for (int unit : chosen) {
            sum += asapSums.get(unit)[h][1];
            count += asapSums.get(unit)[h][0];
          }
          return sum / count;
        });
  }
}
