package org.workcell.sim2real.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.parameters.ParameterFile;

/** What a parameter file says, as tables. */
final class ParameterSections {

  /** An interval whose half is more than this share of the value tells little. */
  private static final double WIDE = 0.5;

  private static final String FAMILY = "family.";

  private final ParameterFile file;

  ParameterSections(ParameterFile file) {
    this.file = file;
  }

  long count(Status status) {
    return file.parameters().stream().filter(one -> one.status() == status).count();
  }

  String parameters() {
    List<List<String>> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Status status : Status.values()) {
      file.parameters().stream()
          .filter(parameter -> parameter.status() == status)
          .forEach(parameter -> rows.add(row(parameter, notes)));
    }
    return Markup.section(
        "Parameters",
        Markup.paragraph(
                "Fitted numbers come from the logs, held ones were given, frozen ones are those of"
                    + " the nominal model because the logs do not tell them; notes stand below the"
                    + " table. Intervals are 95 %: from the curvature of the fit, and from"
                    + " resampled stretches of the logs. Numbers log_cholesky are factors of how a"
                    + " body's mass is spread around its centre; every choice of them is a body"
                    + " that can exist. The exporter turns them into inertias.")
            + Markup.table(
                "parameters",
                List.of(
                    "number",
                    "value",
                    "95 % (curvature)",
                    "95 % (resampled)",
                    "nominal",
                    "unit",
                    "status",
                    "note"),
                rows)
            + notes(notes));
  }

  private static String notes(List<String> notes) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < notes.size(); i++) {
      lines.add("(%d) %s".formatted(i + 1, notes.get(i)));
    }
    return lines.isEmpty() ? "" : Markup.list(lines).replace("<ul>", "<ul class=\"notes\">");
  }

  private static String reference(String note, List<String> notes) {
    if (note.isEmpty()) {
      return "";
    }
    if (!notes.contains(note)) {
      notes.add(note);
    }
    return "(%d)".formatted(notes.indexOf(note) + 1);
  }

  private static List<String> row(IdentifiedParameter parameter, List<String> notes) {
    return List.of(
        parameter.path(),
        Markup.number(parameter.value()),
        interval(parameter.ci95()),
        interval(parameter.ci95Bootstrap()),
        Markup.number(parameter.nominal()),
        parameter.unit(),
        parameter.status().name().toLowerCase(Locale.ROOT),
        reference(parameter.note(), notes));
  }

  private static String interval(List<Double> ends) {
    return ends == null ? Markup.NOTHING : Markup.interval(ends.get(0), ends.get(1));
  }

  /** Families of models with their errors; empty where the file compares none. */
  String families() {
    Map<String, Map<String, Double>> families = new TreeMap<>();
    Set<String> columns = new LinkedHashSet<>();
    file.fit()
        .forEach(
            (name, value) -> {
              if (name.startsWith(FAMILY)) {
                String[] parts = name.substring(FAMILY.length()).split("\\.", 2);
                families.computeIfAbsent(parts[0], none -> new TreeMap<>()).put(parts[1], value);
                columns.add(parts[1]);
              }
            });
    if (families.isEmpty()) {
      return "";
    }
    List<String> head = new ArrayList<>(List.of("family"));
    columns.forEach(column -> head.add(words(column)));
    List<List<String>> rows = new ArrayList<>();
    families.forEach(
        (family, errors) -> {
          List<String> cells = new ArrayList<>();
          cells.add(family.equalsIgnoreCase(file.family()) ? family + " (chosen)" : family);
          columns.forEach(
              column -> cells.add(Markup.number(errors.getOrDefault(column, Double.NaN))));
          rows.add(cells);
        });
    return Markup.section(
        "Families of models",
        Markup.paragraph(
                "M1 is Coulomb and viscous friction; higher families add friction of another level"
                    + " at low speed (Stribeck), a share of the load, or both. 'engine' is friction"
                    + " of the simulator itself, and 'engine+' adds dry friction to it. Each family"
                    + " was fitted without a part of the logs and scored on that part, part after"
                    + " part; the choice rests on this error alone. Logs that were held out of the"
                    + " whole identification took no part in it. A relative error is the norm of"
                    + " the error over the norm of the signal.")
            + Markup.table("narrow families", head, rows));
  }

  private static String words(String name) {
    return name.replace("cross_validation.", "held out: ")
        .replace("held_out.", "held out: ")
        .replaceAll("rms_position_of_standing_still@([0-9.]+)", "holding still, rms at $1 s, rad")
        .replaceAll("rms_position@([0-9.]+)", "rms at $1 s, rad")
        .replace('_', ' ');
  }

  /** Numbers of the fit that other sections do not show. */
  String numbers() {
    List<List<String>> rows = new ArrayList<>();
    file.fit()
        .forEach(
            (name, value) -> {
              if (!name.startsWith(FAMILY) && !name.contains("relative_error.")) {
                boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
                String text = whole ? "%.0f".formatted(value) : Markup.number(value);
                rows.add(List.of(words(name), text));
              }
            });
    return rows.isEmpty()
        ? ""
        : Markup.section(
            "Numbers of the fit", Markup.table("narrow", List.of("number", "value"), rows));
  }

  /** What the data cannot tell. */
  String limits() {
    Set<String> frozen = new TreeSet<>();
    Set<String> held = new LinkedHashSet<>();
    List<String> wide = new ArrayList<>();
    for (IdentifiedParameter parameter : file.parameters()) {
      if (parameter.status() == Status.FROZEN) {
        frozen.add(parameter.path());
      } else if (parameter.status() == Status.HELD) {
        held.add(parameter.note().isEmpty() ? "held as given" : parameter.note());
      } else if (isWide(parameter)) {
        wide.add(
            "%s = %s %s %s"
                .formatted(
                    parameter.path(),
                    Markup.number(parameter.value()),
                    interval(parameter.ci95()),
                    parameter.unit()));
      }
    }
    return Markup.section("What the data cannot tell", limits(held, frozen, wide));
  }

  private static String limits(Set<String> held, Set<String> frozen, List<String> wide) {
    StringBuilder text = new StringBuilder();
    if (!held.isEmpty()) {
      text.append("<h3>Held numbers</h3>\n").append(Markup.list(List.copyOf(held)));
    }
    if (!frozen.isEmpty()) {
      text.append("<h3>Frozen numbers</h3>\n")
          .append(
              Markup.paragraph(
                  "The motion in the logs does not move these, or not apart from other numbers."
                      + " They stand at their nominal values, and the result must not be read as a"
                      + " measurement of them. Only other motions (or a scale, a drawing) can tell"
                      + " them: "
                      + String.join(", ", frozen)
                      + "."));
    }
    if (!wide.isEmpty()) {
      text.append("<h3>Fitted, but loosely told</h3>\n")
          .append(
              Markup.paragraph(
                  "Half of the interval is more than half of the value; for log_cholesky numbers,"
                      + " wider than 0.5:"))
          .append(Markup.list(wide));
    }
    return text.toString();
  }

  private static boolean isWide(IdentifiedParameter parameter) {
    if (parameter.ci95() == null) {
      return false;
    }
    double half = (parameter.ci95().get(1) - parameter.ci95().get(0)) / 2;
    boolean logarithm = parameter.path().contains("/log_cholesky_d");
    return half > WIDE * (logarithm ? 1 : Math.abs(parameter.value()));
  }
}
