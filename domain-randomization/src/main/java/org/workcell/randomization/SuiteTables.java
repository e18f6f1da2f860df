package org.workcell.randomization;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tables of all suites: {@code suites.yaml}, and conventions for suites it does not name. */
final class SuiteTables {

  private static final String RESOURCE = "suites.yaml";
  private static final String CONVENTION = "convention";
  private static final Map<String, SuiteTable> TABLES = read();

  private SuiteTables() {}

  static SuiteTable ofTask(String taskId) {
    return of(taskId.substring(0, taskId.indexOf('/')));
  }

  static SuiteTable of(String suite) {
    return TABLES.getOrDefault(suite, TABLES.get(CONVENTION));
  }

  private static Map<String, SuiteTable> read() {
    Fields suites = Fields.ofYaml(RESOURCE, Resources.text(RESOURCE));
    Map<String, SuiteTable> tables = new LinkedHashMap<>();
    for (String suite : suites.names()) {
      tables.put(suite, table(suites.fields(suite)));
    }
    suites.requireNothingElse();
    return tables;
  }

  private static SuiteTable table(Fields fields) {
    Optional<SuiteTable.Workspace> workspace =
        fields.optionalFields("workspace").map(SuiteTables::workspace);
    SuiteTable table =
        new SuiteTable(
            Pattern.compile(fields.text("table")),
            Pattern.compile(fields.text("wall")),
            Pattern.compile(fields.text("floor")),
            Pattern.compile(fields.text("ignored", "")),
            tasks(fields),
            fields.flag("draws_positions", true),
            fields.optionalFields("room").map(SuiteTables::room),
            workspace,
            fields.optionalFields("clutter").map(SuiteTables::workspace).or(() -> workspace));
    fields.requireNothingElse();
    return table;
  }

  private static Map<String, SuiteTable.Parts> tasks(Fields fields) {
    Map<String, SuiteTable.Parts> tasks = new LinkedHashMap<>();
    fields
        .optionalFields("tasks")
        .ifPresent(all -> all.names().forEach(name -> tasks.put(name, parts(all.fields(name)))));
    return tasks;
  }

  private static SuiteTable.Parts parts(Fields fields) {
    SuiteTable.Parts parts =
        new SuiteTable.Parts(
            Pattern.compile(fields.text("object")), Pattern.compile(fields.text("receiver")));
    fields.requireNothingElse();
    return parts;
  }

  private static SuiteTable.Room room(Fields fields) {
    Range x = fields.range("x", Optional.empty());
    Range y = fields.range("y", Optional.empty());
    Range z = fields.range("z", Optional.empty());
    fields.requireNothingElse();
    return new SuiteTable.Room(
        (x.low() + x.high()) / 2,
        (y.low() + y.high()) / 2,
        (x.high() - x.low()) / 2,
        (y.high() - y.low()) / 2,
        z.low(),
        z.high());
  }

  private static SuiteTable.Workspace workspace(Fields fields) {
    SuiteTable.Workspace workspace =
        new SuiteTable.Workspace(
            fields.range("x", Optional.empty()),
            fields.range("y", Optional.empty()),
            fields.number("height"));
    fields.requireNothingElse();
    return workspace;
  }
}
