package org.workcell.formats.mcap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.workcell.datasets.logs.RawLog;
import org.workcell.formats.logs.LogColumns;
import org.workcell.formats.logs.NumberBudget;
import org.workcell.sim.files.BadInputException;

/**
 * Makes logs of topics: one with the rows of the densest topic of joint states, onto which others
 * are held, and one for each topic where it is not plain which topic is the robot's.
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

  List<RawLog> make() {
    if (topics.isEmpty()) {
      throw new BadInputException(
          "'%s' has no messages with numbers that are read%s"
              .formatted(
                  file, reader.leftOut().isEmpty() ? "" : "; left out: " + reader.leftOut()));
    }
    List<TopicReader.Topic> ofJoints =
        topics.stream().filter(TopicReader.Topic::isOfJoints).toList();
    List<TopicReader.Topic> states =
        ofJoints.stream().filter(topic -> topic.type().endsWith("/JointState")).toList();
    List<TopicReader.Topic> candidates =
        states.isEmpty() ? ofJoints.isEmpty() ? topics : ofJoints : states;
    TopicReader.Topic densest =
        candidates.stream()
            .max(Comparator.comparingInt(topic -> topic.table().rows()))
            .orElseThrow();
    List<RawLog> logs = new ArrayList<>();
    logs.add(together(densest));
    if (candidates.size() > 1) {
      topics.forEach(topic -> logs.add(alone(topic)));
    }
    return logs;
  }

  private RawLog together(TopicReader.Topic base) {
    int[] rows = sorted(base.table());
    LogColumns log = start(name, base);
    addTopic(log, base, rows);
    for (TopicReader.Topic topic : topics) {
      if (topic != base) {
        addTopic(log, topic, held(topic.table(), base.table(), rows));
      }
    }
    log.text(
        "alignment",
        ("rows are the %d messages of %s by log_time; other topics have their last value at that"
                + " time (zero-order hold), NaN before their first message")
            .formatted(rows.length, base.name()));
    if (topics.stream().anyMatch(topic -> topic.type().endsWith("/JointTrajectory"))) {
      log.text(
          "trajectories",
          "each point of a joint trajectory is held from log_time + time_from_start on; points that"
              + " a later message replaced before they were due are left out");
    }
    reader.leftOut().forEach(log::leftOut);
    return log.get();
  }

  private RawLog alone(TopicReader.Topic topic) {
    String suffix = topic.name().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    LogColumns log = start(name + "-" + suffix, topic);
    addTopic(log, topic, sorted(topic.table()));
    return log.get();
  }

  private LogColumns start(String logName, TopicReader.Topic base) {
    LogColumns log =
        new LogColumns(logName, file, budget)
            .text("profile", reader.profile())
            .text("library", reader.library())
            .text("base_topic", base.name())
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

  /** For each row of the base, the last row that was due; -1 where none was. */
  private static int[] held(TopicTable table, TopicTable base, int[] baseRows) {
    int[] due =
        IntStream.range(0, table.rows())
            .boxed()
            .sorted(Comparator.comparingLong(table::dueTimeNs))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] held = new int[baseRows.length];
    int next = 0;
    for (int row = 0; row < held.length; row++) {
      long time = base.logTimeNs(baseRows[row]);
      while (next < due.length && table.dueTimeNs(due[next]) <= time) {
        next++;
      }
      held[row] = next == 0 ? -1 : due[next - 1];
    }
    return held;
  }
}
