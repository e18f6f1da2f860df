package org.workcell.datasets.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.workcell.randomization.Fields;
import org.workcell.randomization.Range;
import org.workcell.sim.files.BadInputException;

/** Where the times of rows come from, and what becomes of rows that are out of order. */
final class TimeMapping {

  private static final Range RATES = new Range(1e-3, 1e5);

  /** What becomes of rows whose time is not after the row before. */
  private enum Repair {
    /** The log is refused. */
    NONE,
    /** Rows that are not later than all before are left out. */
    DROP,
    /** Rows are put in order of time, and those of the same time but the first are left out. */
    SORT
  }

  /**
   * A log whose rows are in order of time.
   *
   * @param notes what a person should know of it
   */
  record Timed(RawLog log, double[] timesSeconds, List<String> notes) {}

  private final String column;
  private final String unit;
  private final LogClock clock;
  private final Repair repair;
  private final double rateHz;

  private TimeMapping(String column, String unit, LogClock clock, Repair repair, double rateHz) {
    this.column = column;
    this.unit = unit;
    this.clock = clock;
    this.repair = repair;
    this.rateHz = rateHz;
  }

  static TimeMapping read(Fields fields) {
    if (!fields.has("column") && !fields.has("rate_hz")) {
      throw new BadInputException(
          "%s needs 'column' and 'unit', or 'rate_hz' where the log has no times"
              .formatted(fields.where()));
    }
    if (!fields.has("column")) {
      double rate = fields.number("rate_hz", Double.NaN, RATES);
      fields.requireNothingElse();
      return new TimeMapping("", "", LogClock.NOMINAL, Repair.NONE, rate);
    }
    String column = fields.text("column");
    if (!fields.has("unit")) {
      throw new BadInputException(
          "%s has no 'unit'; write s, ms, us or ns, or detect".formatted(fields.where()));
    }
    String unit = fields.text("unit").strip().toLowerCase(Locale.ROOT);
    if (!unit.equals("detect")
        && Arrays.stream(TimeUnit.values()).noneMatch(each -> each.label().equals(unit))) {
      throw new BadInputException(
          "%s: unit '%s' must be s, ms, us or ns, or detect".formatted(fields.where(), unit));
    }
    LogClock clock = fields.choice("clock", LogClock.MEASURED);
    Repair repair = fields.choice("repair", Repair.NONE);
    double rate = fields.has("rate_hz") ? fields.number("rate_hz", 0, RATES) : 0;
    fields.requireNothingElse();
    return new TimeMapping(column, unit, clock, repair, rate);
  }

  /** The column of times; empty where there is none. */
  String column() {
    return column;
  }

  LogClock clock() {
    return clock;
  }

  /** Rows per second as the robot was told to record them; 0 where nobody says. */
  double rateHz() {
    return rateHz;
  }

  Timed apply(RawLog log) {
    List<String> notes = new ArrayList<>();
    if (column.isEmpty()) {
      double[] times = IntStream.range(0, log.rows()).mapToDouble(row -> row / rateHz).toArray();
      return new Timed(log, times, notes);
    }
    double[] raw = log.columns().get(column);
    if (raw == null) {
      throw new BadInputException(
          "%s has no column '%s' with times; it has %s"
              .formatted(log.file().getFileName(), column, RawColumns.names(log)));
    }
    TimeUnit known = unit(log, raw, notes);
    double[] times = Arrays.stream(raw).map(known::toSeconds).toArray();
    int[] order = order(times);
    if (order.length < times.length) {
      notes.add(
          "%d of %d rows were left out, because their time is not after that of the row before"
              .formatted(times.length - order.length, times.length));
    }
    double[] kept = Arrays.stream(order).mapToDouble(row -> times[row]).toArray();
    boolean same =
        IntStream.range(0, times.length).allMatch(i -> i < order.length && order[i] == i);
    return new Timed(same ? log : RawColumns.rows(log, order), kept, notes);
  }

  private TimeUnit unit(RawLog log, double[] raw, List<String> notes) {
    if (!unit.equals("detect")) {
      return TimeUnit.valueOf(unit.toUpperCase(Locale.ROOT));
    }
    TimeUnit.Detected found =
        TimeUnit.detect(column, raw)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "%s: the unit of time column '%s' cannot be told from its name and values;"
                                .formatted(log.file().getFileName(), column)
                            + " write s, ms, us or ns in the mapping file"));
    notes.add("times are in %s: %s".formatted(found.unit().label(), found.evidence()));
    return found.unit();
  }

  private int[] order(double[] times) {
    if (repair == Repair.NONE) {
      return IntStream.range(0, times.length).toArray();
    }
    int[] candidates =
        IntStream.range(0, times.length).filter(row -> Double.isFinite(times[row])).toArray();
    if (repair == Repair.SORT) {
      candidates =
          Arrays.stream(candidates)
              .boxed()
              .sorted(Comparator.comparingDouble(row -> times[row]))
              .mapToInt(Integer::intValue)
              .toArray();
    }
    double[] latest = {Double.NEGATIVE_INFINITY};
    return Arrays.stream(candidates)
        .filter(
            row -> {
              boolean later = times[row] > latest[0];
              latest[0] = Math.max(latest[0], times[row]);
              return later;
            })
        .toArray();
  }
}
