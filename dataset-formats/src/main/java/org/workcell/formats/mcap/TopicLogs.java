package org.workcell.formats.mcap;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.workcell.datasets.logs.RawLog;
import org.workcell.formats.logs.LogColumns;
import org.workcell.formats.logs.NumberBudget;
import org.workcell.sim.files.BadInputException;

/**
 * Makes a log of topics. Its rows are the messages of the topic of joint states; where there are
 * several or none, those of all of them. Other topics are held onto them.
 */
final class TopicLogs {

  private static final String LOG_TIME = "log_time";

  private final String name;
  private final Path file;
  private final TopicReader reader;
  private final NumberBudget budget;
  private final List<TopicReader.Topic> topics;

  TopicLogs(String name, Path file, TopicReader reader, NumberBudget budget) {
    this.name = name;
    this.file = file;
    this.reader = reader;
    this.budget = budget;
    this.topics =
        reader.topics().values().stream()
            .filter(topic -> topic.table().rows() > 0 && !topic.table().columns().isEmpty())
            .toList();
  }

  RawLog make() {
    if (topics.isEmpty()) {
      throw new BadInputException(
          "'%s' has no messages with numbers that are read%s"
              .formatted(
                  file, reader.leftOut().isEmpty() ? "" : "; left out: " + reader.leftOut()));
    }
    List<TopicReader.Topic> bases = bases();
    boolean single = bases.size() == 1;
    TopicTable base = bases.get(0).table();
    int[] baseRows = single ? sorted(base) : new int[0];
    long[] times =
        single ? IntStream.of(baseRows).mapToLong(base::logTimeNs).toArray() : allTimes(bases);
    LogColumns log = start(bases);
    for (TopicReader.Topic topic : topics) {
      int[] rows = single && topic == bases.get(0) ? baseRows : held(topic.table(), times);
      addTopic(log, topic, rows);
    }
    log.text("alignment", alignment(bases, times.length));
    if (topics.stream().anyMatch(topic -> topic.type().endsWith("/JointTrajectory"))) {
      log.text(
          "trajectories",
          "each point of a joint trajectory is held from log_time + time_from_start on; points that"
              + " a later message replaced before they were due are left out");
    }
    reader.leftOut().forEach(log::leftOut);
    return log.get();
  }

  /** Topics of joint states, else of controllers, else all. */
  private List<TopicReader.Topic> bases() {
    List<TopicReader.Topic> ofJoints =
        topics.stream().filter(TopicReader.Topic::isOfJoints).toList();
    List<TopicReader.Topic> states =
        ofJoints.stream()
            .filter(topic -> !topic.type().endsWith("/JointTrajectoryControllerState"))
            .toList();
    return states.isEmpty() ? ofJoints.isEmpty() ? topics : ofJoints : states;
  }

  private long[] allTimes(List<TopicReader.Topic> bases) {
    bases.forEach(topic -> budget.take(topic.table().rows(), file));
    return bases.stream()
        .map(TopicReader.Topic::table)
        .flatMapToLong(table -> IntStream.range(0, table.rows()).mapToLong(table::logTimeNs))
        .sorted()
        .distinct()
        .toArray();
  }

  private static String alignment(List<TopicReader.Topic> bases, int rows) {
    String held =
        "other topics have their last value at that time (zero-order hold), NaN before their first"
            + " message";
    String names = names(bases);
    return bases.size() == 1
        ? "rows are the %d messages of %s by log_time; %s".formatted(rows, names, held)
        : ("rows are the %d times of the messages of %s; %s; a mapping that takes its time from the"
                + " log_time of one of them, with 'repair: drop', has exactly the rows of that one")
            .formatted(rows, names, held);
  }

  private static String names(List<TopicReader.Topic> some) {
    return some.stream().map(TopicReader.Topic::name).collect(Collectors.joining(", "));
  }

  private LogColumns start(List<TopicReader.Topic> bases) {
    LogColumns log =
        new LogColumns(name, file, budget)
            .text("profile", reader.profile())
            .text("library", reader.library())
            .text("base_topic", names(bases))
            .text(
                "topics",
                topics.stream()
                    .map(
                        topic ->
                            "%s (%s, %d)"
                                .formatted(topic.name(), topic.type(), topic.table().rows()))
                    .collect(Collectors.joining(", ")))
            .text("time_origin_ns", String.valueOf(reader.originNs()))
            .text(
                LogColumns.CLOCK,
                "measured: log_time is when the recorder got a message, header_stamp when its"
                    + " sender made it, both in s after time_origin_ns; their difference is the"
                    + " delay of the transport where both clocks agree");
    return log;
  }

  private static void addTopic(LogColumns log, TopicReader.Topic topic, int[] rows) {
    TopicTable table = topic.table();
    String prefix = topic.name() + "/";
    long origin = Long.parseLong(log.textOf("time_origin_ns"));
    log.add(
        prefix + LOG_TIME,
        rows.length,
        -1,
        (row, part) ->
            rows[row] < 0 ? Double.NaN : (table.logTimeNs(rows[row]) - origin) / MessageDecoder.NS);
    for (String column : table.columns()) {
      log.add(
          prefix + column,
          rows.length,
          -1,
          (row, part) -> rows[row] < 0 ? Double.NaN : table.value(column, rows[row]));
    }
    for (String column : table.jointColumns()) {
      log.names(prefix + column, table.joints());
    }
  }

  /** Messages need not lie in the order of their times. */
  private static int[] sorted(TopicTable table) {
    boolean ascending =
        IntStream.range(1, table.rows())
            .allMatch(row -> table.logTimeNs(row) >= table.logTimeNs(row - 1));
    IntStream rows = IntStream.range(0, table.rows());
    return ascending
        ? rows.toArray()
        : rows.boxed()
            .sorted(Comparator.comparingLong(table::logTimeNs))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** For each time, the last row that was due; -1 where none was. */
  private static int[] held(TopicTable table, long[] timesNs) {
    int[] due =
        IntStream.range(0, table.rows())
            .boxed()
            .sorted(Comparator.comparingLong(table::dueTimeNs))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] held = new int[timesNs.length];
    int next = 0;
    for (int row = 0; row < held.length; row++) {
      while (next < due.length && table.dueTimeNs(due[next]) <= timesNs[row]) {
        next++;
      }
      held[row] = next == 0 ? -1 : due[next - 1];
    }
    return held;
  }
}
