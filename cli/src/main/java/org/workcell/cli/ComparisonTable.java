package org.workcell.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.workcell.sim2real.delta.ComparisonReport;
import org.workcell.sim2real.replay.ReplayReport;

/** Errors of ways of making a model follow a robot, for people to read. */
final class ComparisonTable {

  private static final String NONE = "-";

  private ComparisonTable() {}

  /** Errors of joints, a line for each method and horizon. */
  static void print(ComparisonReport numbers, PrintWriter out) {
    out.printf(
        "%-13s %8s %8s %8s %10s %10s %24s %22s%n",
        "method",
        "horizon",
        "windows",
        "diverged",
        "rms mrad",
        "mrad/s",
        "smaller by %",
        "ASAP g / l mm");
    for (ComparisonReport.Method method : numbers.methods()) {
      method
          .horizons()
          .forEach(
              (name, horizon) ->
                  out.printf(
                      Locale.ROOT,
                      "%-13s %8s %8d %8d %10s %10s %24s %22s%n",
                      method.method(),
                      name,
                      horizon.windows(),
                      horizon.diverged(),
                      scaled(horizon.rms().get(0), 1000),
                      scaled(horizon.velocityRms().get(0), 1000),
                      interval(horizon.reduction()),
                      horizon.asap() == null
                          ? NONE
                          : String.format(
                              Locale.ROOT,
                              "%.2f / %.2f",
                              horizon.asap().globalMpjpeMm(),
                              horizon.asap().localMpjpeMm())));
    }
    out.printf("intervals: 95 %%, by resampling %s%n", numbers.resampled());
    out.flush();
  }

  /** ASAP's errors in the layout of its table III: a block for each horizon. */
  static void printAsap(ComparisonReport numbers, PrintWriter out) {
    out.printf(
        "%-8s %-13s %12s %12s %14s %12s %12s %10s %10s %9s%n",
        "horizon",
        "method",
        "E_g-mpjpe mm",
        "E_mpjpe mm",
        "E_acc mm/f^2",
        "E_vel mm/f",
        "E_g less, %",
        "base mm",
        "base deg",
        "diverged");
    for (String name : numbers.methods().get(0).horizons().keySet()) {
      ComparisonReport.Horizon open = numbers.methods().get(0).horizons().get(name);
      for (ComparisonReport.Method method : numbers.methods()) {
        print(name, method.method(), method.horizons(), open, out);
      }
    }
    out.printf(
        "a frame (f) is 20 ms; E_mpjpe is relative to the root, so it is E_g-mpjpe where the base"
            + " is fixed; base: root mean square of a floating one's distance and angle%n");
    out.flush();
  }

  private static void print(
      String name,
      String method,
      Map<String, ComparisonReport.Horizon> horizons,
      ComparisonReport.Horizon open,
      PrintWriter out) {
    ComparisonReport.Horizon horizon = horizons.get(name);
    ReplayReport.Asap asap = horizon.asap();
    out.printf(
        "%-8s %-13s %12s %12s %14s %12s %12s %10s %10s %9d%n",
        name,
        method,
        scaled(asap == null ? null : asap.globalMpjpeMm(), 1),
        scaled(asap == null ? null : asap.localMpjpeMm(), 1),
        scaled(asap == null ? null : asap.accelerationMmPerFrame2(), 1),
        scaled(asap == null ? null : asap.velocityMmPerFrame(), 1),
        horizon == open || asap == null || open.asap() == null
            ? NONE
            : scaled(1 - asap.globalMpjpeMm() / open.asap().globalMpjpeMm(), 100),
        scaled(horizon.base() == null ? null : horizon.base().positionMetres(), 1000),
        scaled(horizon.base() == null ? null : Math.toDegrees(horizon.base().rotationRadians()), 1),
        horizon.diverged());
  }

  private static String scaled(Double value, double scale) {
    return value == null ? NONE : String.format(Locale.ROOT, "%.2f", scale * value);
  }

  private static String interval(List<Double> three) {
    return three == null || three.get(0) == null
        ? NONE
        : "%s [%s, %s]"
            .formatted(
                scaled(three.get(0), 100), scaled(three.get(1), 100), scaled(three.get(2), 100));
  }
}
