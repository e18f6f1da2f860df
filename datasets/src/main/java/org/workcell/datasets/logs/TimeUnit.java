package org.workcell.datasets.logs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Units of times. */
public enum TimeUnit {
  /** Seconds. */
  S(1, 1),
  /** Milliseconds. */
  MS(1e-3, 1e3),
  /** Microseconds. */
  US(1e-6, 1e6),
  /** Nanoseconds. */
  NS(1e-9, 1e9);

  /** Rates that a log of a robot can have. */
  private static final double SLOWEST_HZ = 0.5;

  private static final double FASTEST_HZ = 2000;

  /** Unix time of 2001 and of 2096: what a time since 1970 can be. */
  private static final double EARLIEST_EPOCH = 1e9;

  private static final double LATEST_EPOCH = 4e9;

  private static final Pattern SUFFIX =
      Pattern.compile(".*[_ (\\[](s|sec|secs|seconds|ms|msec|us|usec|ns|nsec|nanoseconds)[)\\]]?");

  private final double seconds;
  private final double perSecond;

  TimeUnit(double seconds, double perSecond) {
    this.seconds = seconds;
    this.perSecond = perSecond;
  }

  /**
   * A unit with what speaks for it.
   *
   * @param evidence in words
   */
  public record Detected(TimeUnit unit, String evidence) {}

  /** A time in seconds. */
  double toSeconds(double value) {
    // A division by a power of ten is exact where the product with 1e-3 is not.
    return value / perSecond;
  }

  /** Times in seconds, in a new array. */
  public double[] toSeconds(double[] values) {
    return Arrays.stream(values).map(this::toSeconds).toArray();
  }

  /** The unit as people write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The unit that the name of a column, the size of its values and their steps speak for.
   *
   * @param name of the column
   * @param values its values
   * @return empty where they speak for none, or against each other
   */
  public static Optional<Detected> detect(String name, double[] values) {
    double step = medianStep(values);
    double latest = Arrays.stream(values).filter(Double::isFinite).max().orElse(Double.NaN);
    Optional<TimeUnit> named = named(name);
    Optional<TimeUnit> epoch = epoch(latest);
    Optional<TimeUnit> paced = paced(step);
    if (named.isPresent() && epoch.isPresent() && !named.equals(epoch)) {
      return Optional.empty();
    }
    if (named.isPresent()) {
      return named.map(unit -> new Detected(unit, "its name, '%s', says so".formatted(name)));
    }
    if (epoch.isPresent()) {
      return epoch.map(
          unit ->
              new Detected(
                  unit,
                  "%s would be a time since 1970 in %s"
                      .formatted(String.valueOf(latest), unit.label())));
    }
    return paced.map(
        unit ->
            new Detected(
                unit,
                String.format(
                    Locale.ROOT,
                    "the median step of %.6g is %.4g Hz in %s; other units give rates outside of"
                        + " %.1f to %.0f Hz",
                    step,
                    1 / (step * unit.seconds),
                    unit.label(),
                    SLOWEST_HZ,
                    FASTEST_HZ)));
  }

  private static Optional<TimeUnit> named(String name) {
    Matcher suffix = SUFFIX.matcher(name.strip().toLowerCase(Locale.ROOT));
    if (!suffix.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (suffix.group(1).substring(0, 1)) {
          case "m" -> MS;
          case "u" -> US;
          case "n" -> NS;
          default -> S;
        });
  }

  private static Optional<TimeUnit> epoch(double latest) {
    return Arrays.stream(values())
        .filter(unit -> latest * unit.seconds > EARLIEST_EPOCH)
        .filter(unit -> latest * unit.seconds < LATEST_EPOCH)
        .findFirst();
  }

  /** The one unit in which the rate is that of a log; empty where two would do. */
  private static Optional<TimeUnit> paced(double step) {
    List<TimeUnit> fitting =
        Arrays.stream(values())
            .filter(unit -> 1 / (step * unit.seconds) >= SLOWEST_HZ)
            .filter(unit -> 1 / (step * unit.seconds) <= FASTEST_HZ)
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  private static double medianStep(double[] values) {
    double[] steps = new double[Math.max(0, values.length - 1)];
    int count = 0;
    for (int i = 1; i < values.length; i++) {
      double step = values[i] - values[i - 1];
      if (step > 0) {
        steps[count++] = step;
      }
    }
    double[] sorted = Arrays.copyOf(steps, count);
    Arrays.sort(sorted);
    return count == 0 ? Double.NaN : sorted[count / 2];
  }
}
