package org.workcell.sim2real.delta;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.workcell.sim2real.metrics.AsapErrors;
import org.workcell.sim2real.replay.ReplayErrors.Quantity;
import org.workcell.sim2real.replay.ReplayReport;
import org.workcell.sim2real.replay.ReplayStudy;

/**
 * The numbers of a comparison, as they are written to JSON; the same bytes for the same study.
 * Errors are root mean squares of joint positions over all rows of a window up to the horizon.
 *
 * @param resampled what intervals rest on
 * @param methods in the order in which they were asked for
 */
public record ComparisonReport(String resampled, List<Method> methods) {

  /**
   * One method.
   *
   * @param method its name
   * @param description what it is
   * @param horizons its errors by horizon, s or {@code full}
   */
  public record Method(String method, String description, Map<String, Horizon> horizons) {}

  /**
   * Errors over a horizon.
   *
   * @param windows how many
   * @param diverged in how many the simulation diverged: they count as failed
   * @param rms of positions, rad or m: value, low, high
   * @param velocityRms of velocities, rad/s or m/s: value, low, high
   * @param reduction {@code 1 - rms / that of open loop}: value, low, high; absent for open loop
   * @param asap ASAP's errors
   * @param base of a floating base that was measured; otherwise absent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Horizon(
      int windows,
      int diverged,
      List<Double> rms,
      List<Double> velocityRms,
      List<Double> reduction,
      ReplayReport.Asap asap,
      Base base) {}

  /**
   * Root mean square errors of a floating base.
   *
   * @param positionMetres distance from where it was
   * @param rotationRadians angle from how it was turned
   */
  public record Base(double positionMetres, double rotationRadians) {}

  /** The numbers of a study whose first motion is open loop. */
  public static ComparisonReport of(ReplayStudy study) {
    List<Method> methods = new ArrayList<>();
    // The last motion holds still and is no method.
    for (int motion = 0; motion < study.motions().size() - 1; motion++) {
      Map<String, Horizon> horizons = new LinkedHashMap<>();
      for (double horizon : study.horizonsSeconds()) {
        horizons.put(name(horizon), horizon(study, motion, horizon));
      }
      ComparedMethod method = ComparedMethod.named(study.motions().get(motion));
      methods.add(new Method(method.label(), method.description(), horizons));
    }
    return new ComparisonReport(study.errors(0, study.horizonsSeconds()[0]).units(), methods);
  }

  private static Horizon horizon(ReplayStudy study, int motion, double horizon) {
    AsapErrors asap = study.asap(motion, horizon);
    return new Horizon(
        study.errors(motion, horizon).windows(),
        study.errors(motion, horizon).failures(),
        numbers(study.within(motion, Quantity.POSITION, horizon)),
        numbers(study.within(motion, Quantity.VELOCITY, horizon)),
        motion == 0 ? null : numbers(study.reductionWithin(motion, Quantity.POSITION, horizon)),
        Double.isFinite(asap.globalMm())
            ? new ReplayReport.Asap(
                asap.globalMm(),
                asap.localMm(),
                asap.accelerationMmPerFrame2(),
                asap.velocityMmPerFrame(),
                asap.rootVelocityMmPerFrame())
            : null,
        base(study, motion, horizon));
  }

  private static Base base(ReplayStudy study, int motion, double horizon) {
    double position = study.within(motion, Quantity.BASE_POSITION, horizon).value();
    double rotation = study.within(motion, Quantity.BASE_ROTATION, horizon).value();
    return Double.isFinite(position) && Double.isFinite(rotation)
        ? new Base(position, rotation)
        : null;
  }

  private static List<Double> numbers(ReplayStudy.Estimate estimate) {
    List<Double> numbers = new ArrayList<>();
    for (double number : new double[] {estimate.value(), estimate.low(), estimate.high()}) {
      numbers.add(Double.isFinite(number) ? number : null);
    }
    return numbers;
  }

  private static String name(double horizon) {
    return Double.isInfinite(horizon) ? "full" : String.format(Locale.ROOT, "%s", horizon);
  }
}
