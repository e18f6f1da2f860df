package org.workcell.sim2real.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.workcell.sim2real.metrics.AsapErrors;
import org.workcell.sim2real.model.RobotJoint;

/**
 * The numbers of a {@link ReplayStudy} as they are written to JSON; the same bytes for the same
 * study.
 *
 * @param joints names, in the order of errors by joint
 * @param drives by log, what drove its replay
 * @param notes what a reader has to know
 * @param motions what was compared with the robot
 */
public record ReplayReport(
    List<String> joints,
    Map<String, String> drives,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes,
    List<Motion> motions) {

  /**
   * One motion.
   *
   * @param name of the candidate, or {@link ReplayStudy#HOLDING_STILL}
   * @param horizons its errors
   */
  public record Motion(String name, List<Horizon> horizons) {}

  /**
   * Errors at one horizon.
   *
   * @param horizon in s, or {@code full}
   * @param windows how many were compared
   * @param diverged in how many the simulation diverged; they count as failed
   * @param resampled what intervals rest on
   * @param errors by quantity
   * @param asap ASAP's errors, mm and frames of 20 ms; absent where no window has three frames
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Horizon(
      String horizon,
      int windows,
      int diverged,
      String resampled,
      Map<String, Error> errors,
      Asap asap) {}

  /**
   * Root mean square errors with 95 % intervals.
   *
   * @param unit of all numbers, for hinge joints
   * @param at the horizon: value, low, high; ends are null where there is nothing to resample
   * @param within all rows up to the horizon: value, low, high
   * @param joints at the horizon, by joint; absent for other quantities
   * @param reduction against the first motion at the horizon, as a share: value, low, high; absent
   *     for the first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Error(
      String unit,
      List<Double> at,
      List<Double> within,
      List<Double> joints,
      List<Double> reduction) {}

  /** {@link AsapErrors}, by the names of the paper. */
  public record Asap(
      double globalMpjpeMm,
      double localMpjpeMm,
      double accelerationMmPerFrame2,
      double velocityMmPerFrame,
      double rootVelocityMmPerFrame) {}

  /** Collects the numbers of a study. */
  public static ReplayReport of(ReplayStudy study) {
    Map<String, String> drives = new LinkedHashMap<>();
    for (ReplayLog log : study.logs()) {
      drives.put(
          log.meta().name(),
          log.isMeasured()
              ? log.source().name().toLowerCase(Locale.ROOT)
              : "command " + log.kind().name().toLowerCase(Locale.ROOT));
    }
    List<Motion> motions = new ArrayList<>();
    for (int motion = 0; motion < study.motions().size(); motion++) {
      List<Horizon> horizons = new ArrayList<>();
      for (double horizon : study.horizonsSeconds()) {
        horizons.add(horizon(study, motion, horizon));
      }
      motions.add(new Motion(study.motions().get(motion), horizons));
    }
    List<String> joints = study.logs().get(0).joints().stream().map(RobotJoint::name).toList();
    return new ReplayReport(joints, drives, study.notes(), motions);
  }

  /** A horizon for people and files. */
  public static String label(double horizon) {
    return Double.isInfinite(horizon) ? "full" : String.valueOf(horizon);
  }

  private static Horizon horizon(ReplayStudy study, int motion, double horizon) {
    ReplayErrors errors = study.errors(motion, horizon);
    Map<String, Error> all = new LinkedHashMap<>();
    for (ReplayErrors.Quantity quantity : ReplayErrors.Quantity.values()) {
      if (!errors.has(quantity)) {
        continue;
      }
      boolean ofJoints = quantity.ordinal() <= ReplayErrors.Quantity.TORQUE.ordinal();
      List<Double> joints = new ArrayList<>();
      for (int joint = 0; ofJoints && joint < study.logs().get(0).joints().size(); joint++) {
        joints.add(finite(errors.at(quantity, joint, horizon)));
      }
      all.put(
          quantity.name().toLowerCase(Locale.ROOT),
          new Error(
              quantity.unit(),
              numbers(study.at(motion, quantity, horizon)),
              numbers(study.within(motion, quantity, horizon)),
              ofJoints ? joints : null,
              motion == 0 ? null : numbers(study.reduction(motion, quantity, horizon))));
    }
    return new Horizon(
        label(horizon),
        errors.windows(),
        errors.failures(),
        errors.units(),
        all,
        asap(study.asap(motion, horizon)));
  }

  private static Asap asap(AsapErrors errors) {
    return Double.isFinite(errors.globalMm())
        ? new Asap(
            errors.globalMm(),
            errors.localMm(),
            errors.accelerationMmPerFrame2(),
            errors.velocityMmPerFrame(),
            errors.rootVelocityMmPerFrame())
        : null;
  }

  private static List<Double> numbers(ReplayStudy.Estimate estimate) {
    if (!Double.isFinite(estimate.value())) {
      return null;
    }
    return Arrays.asList(estimate.value(), finite(estimate.low()), finite(estimate.high()));
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
