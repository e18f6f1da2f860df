package org.workcell.sim2real.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.workcell.datasets.logs.LogMapping;
import org.workcell.datasets.logs.RawLog;
import org.workcell.datasets.logs.TimeUnit;
import org.workcell.sim2real.time.DelayEstimate;
import org.workcell.sim2real.time.Resampling;

/**
 * Drafts a mapping file for {@link LogMapping} from names and values of one log. Comments say why.
 * Units that neither tell are left open ({@code ?}), and such a file is refused until somebody has
 * filled them in.
 */
public final class MapDraft {

  private static final double LONGEST_LAG_SECONDS = 0.5;
  private static final double ALIKE = 0.8;

  private final RawLog log;
  private final DraftTexts texts;
  private final Optional<String> time;
  private final Optional<TimeUnit.Detected> timeUnit;
  private final boolean ordered;
  private final double[] seconds;
  private final Map<String, DraftGroup> groups = new LinkedHashMap<>();
  private final List<String> joints = new ArrayList<>();

  private MapDraft(RawLog raw) {
    this.log = finite(raw);
    this.texts = new DraftTexts(log);
    this.time = timeColumn();
    this.timeUnit = time.flatMap(name -> TimeUnit.detect(name, log.columns().get(name)));
    this.ordered = time.isPresent() && grows(log.columns().get(time.get()));
    this.seconds = seconds();
  }

  /** The log with infinite values as missing ones, which no comparison stumbles over. */
  private static RawLog finite(RawLog raw) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    raw.columns()
        .forEach(
            (name, column) ->
                columns.put(
                    name,
                    Arrays.stream(column)
                        .map(value -> Double.isFinite(value) ? value : Double.NaN)
                        .toArray()));
    return new RawLog(raw.name(), raw.file(), columns, raw.constants(), raw.texts());
  }

  /**
   * The draft, as YAML.
   *
   * @param log one log of the robot, in motion
   * @param format of its file; left out of the draft where it is empty
   */
  public static String of(RawLog log, Optional<String> format) {
    MapDraft draft = new MapDraft(log);
    draft.group();
    draft.relate();
    return draft.yaml(format);
  }

  /** Times that were measured come before those that are made from row numbers. */
  private Optional<String> timeColumn() {
    List<String> times =
        log.columns().keySet().stream()
            .filter(name -> ColumnName.of(name).kind() == ColumnName.Kind.TIME)
            .toList();
    return times.stream()
        .filter(name -> !texts.isNominal(name))
        .findFirst()
        .or(() -> times.stream().findFirst())
        .or(
            () ->
                log.columns().keySet().stream()
                    .filter(name -> grows(log.columns().get(name)))
                    .findFirst());
  }

  private static boolean grows(double[] column) {
    for (int i = 1; i < column.length; i++) {
      if (!(column[i] > column[i - 1])) {
        return false;
      }
    }
    return column.length > 1;
  }

  /** Times for comparisons; rows where the log has none or their unit is unknown. */
  private double[] seconds() {
    if (timeUnit.isEmpty() || !ordered) {
      double[] rows = new double[log.rows()];
      Arrays.setAll(rows, row -> row);
      return rows;
    }
    return timeUnit.get().unit().toSeconds(log.columns().get(time.get()));
  }

  private void group() {
    Map<String, List<ColumnName>> named = new LinkedHashMap<>();
    Map<String, double[]> unnamed = new LinkedHashMap<>();
    for (String name : log.columns().keySet()) {
      if (time.isPresent() && name.equals(time.get())) {
        continue;
      }
      ColumnName meaning = texts.meaning(name);
      Optional<String> key = key(meaning);
      key.ifPresent(each -> named.computeIfAbsent(each, k -> new ArrayList<>()).add(meaning));
      if (meaning.kind() == ColumnName.Kind.UNKNOWN && !meaning.wanted()) {
        unnamed.put(name, log.columns().get(name));
      }
    }
    named.forEach((key, columns) -> groups.put(key, DraftUnits.named(key, columns)));
    if (named.isEmpty()) {
      new HeaderlessGroups(seconds, unnamed).find().forEach(each -> groups.put(each.key(), each));
    }
    List<ColumnName> first =
        groups.values().stream()
            .findFirst()
            .map(each -> each.columns().stream().map(texts::meaning).toList())
            .orElse(List.of());
    first.forEach(
        column ->
            joints.add(
                column.label().isEmpty() || column.label().matches("\\d+")
                    ? "joint_" + joints.size()
                    : column.label()));
  }

  private static Optional<String> key(ColumnName column) {
    return Optional.ofNullable(
        switch (column.kind()) {
          case POSITION -> column.wanted() ? "command" : "position";
          case UNKNOWN -> column.wanted() ? "command" : null;
          case VELOCITY -> column.wanted() ? null : "velocity";
          case TORQUE -> column.wanted() ? "planned_torque" : "torque";
          case CURRENT -> column.wanted() ? "planned_current" : "current";
          case VOLTAGE -> "supply_voltage";
          case ENABLED -> "enabled";
          case TIME, OTHER -> null;
        });
  }

  /** What positions, velocities and commands say of each other. */
  private void relate() {
    DraftGroup position = groups.get("position");
    DraftGroup velocity = groups.get("velocity");
    DraftGroup command = groups.get("command");
    if (position != null && timeUnit.isPresent() && ordered) {
      if (velocity != null && velocity.columns().size() == position.columns().size()) {
        DraftUnits.Pair pair = DraftUnits.velocities(position, velocity, log, seconds);
        groups.put("position", pair.first());
        groups.put("velocity", pair.second());
        position = pair.first();
      }
      if (command != null && command.columns().size() == position.columns().size()) {
        groups.put("command", command(position, command));
      }
    }
    groups.replaceAll((key, group) -> DraftUnits.open(group, log));
  }

  private DraftGroup command(DraftGroup position, DraftGroup command) {
    DraftGroup result = command;
    Optional<double[]> grid = Proportion.grid(seconds);
    for (int joint = 0; joint < command.columns().size() && grid.isPresent(); joint++) {
      double[] at = grid.get();
      double rate = 1 / (at[1] - at[0]);
      double[] leader = column(command.columns().get(joint), at);
      double[] follower = column(position.columns().get(joint), at);
      double most = Math.min(LONGEST_LAG_SECONDS, (at[at.length - 1] - at[0]) / 4);
      DelayEstimate lag = DelayEstimate.between(leader, follower, rate, 0, most);
      Proportion size = Proportion.of(leader, follower);
      String text =
          String.format(
              Locale.ROOT,
              "%s follows %s by %.0f ms (correlation %.3f, %.3g times as large)",
              position.columns().get(joint),
              command.columns().get(joint),
              1000 * lag.seconds(),
              lag.correlation(),
              size.factor());
      result =
          result.with(
              result.unit(), lag.correlation() > ALIKE ? text : text + ": is it the command?");
    }
    return result;
  }

  private double[] column(String name, double[] at) {
    return Resampling.linear(seconds, log.columns().get(name), at);
  }

  private String yaml(Optional<String> format) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# A draft from ").append(log.file().getFileName()).append(". Units that neither");
    yaml.append(" names nor values tell are '?';\n# fill them in, and check the rest.\n");
    yaml.append("map: 1\n");
    format.ifPresent(name -> yaml.append("format: ").append(name).append('\n'));
    yaml.append("# Names of the model's joints, in the order of the columns.\njoints: [");
    yaml.append(String.join(", ", joints.stream().map(DraftGroup::quoted).toList())).append("]\n");
    yaml.append(timeYaml());
    groups.values().forEach(group -> yaml.append(group.yaml()));
    constants(yaml);
    rest(yaml);
    return yaml.toString();
  }

  private String timeYaml() {
    if (time.isEmpty()) {
      return "# No column grows from row to row. How many rows a second are there?\n"
          + "time: {rate_hz: \"?\"}\n";
    }
    String order =
        ordered
            ? "It grows in every row"
            : "It does not grow in every row: see 'repair' in docs/robot-logs.md";
    String reason =
        "# %s; %s.\n"
            .formatted(
                order, timeUnit.map(TimeUnit.Detected::evidence).orElse("nothing tells its unit"));
    String unit = timeUnit.map(found -> found.unit().label()).orElse("\"?\"");
    return "%stime: {column: %s, unit: %s%s}\n"
        .formatted(reason, DraftGroup.quoted(time.get()), unit, nominal());
  }

  private String nominal() {
    if (!texts.isNominal(time.get())) {
      return "";
    }
    OptionalDouble rate = texts.rateHz();
    return (rate.isPresent() ? ", rate_hz: " + rate.getAsDouble() : "") + ", clock: nominal";
  }

  private void constants(StringBuilder yaml) {
    Map<String, Double> constants = new LinkedHashMap<>(log.constants());
    constants.keySet().removeIf(texts::isCounter);
    if (constants.isEmpty()) {
      return;
    }
    yaml.append("# Constants of the file; leave out what is not needed.\nconstants:\n");
    constants.forEach(
        (name, value) ->
            yaml.append(
                "  %s: {from: %s, unit: \"?\"}   # %s%n"
                    .formatted(DraftGroup.quoted(name), DraftGroup.quoted(name), value)));
  }

  private void rest(StringBuilder yaml) {
    Set<String> left = new LinkedHashSet<>(log.columns().keySet());
    log.constants().keySet().stream().filter(texts::isCounter).forEach(left::add);
    time.ifPresent(left::remove);
    groups.values().forEach(group -> left.removeAll(group.columns()));
    if (left.isEmpty()) {
      return;
    }
    List<String> unknown = left.stream().filter(name -> !texts.isCounter(name)).toList();
    yaml.append(unknown.isEmpty() ? "# Numbers of rows and episodes.\n" : "# Not understood:\n");
    for (String name : unknown) {
      yaml.append("#   ").append(name).append(": ").append(DraftUnits.look(name, log, unknown));
      yaml.append('\n');
    }
    yaml.append("ignore: [");
    yaml.append(String.join(", ", left.stream().map(DraftGroup::quoted).toList())).append("]\n");
  }
}
