package org.workcell.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.sim2real.forward.FamilyScore;
import org.workcell.sim2real.forward.ForwardResult;
import org.workcell.sim2real.forward.HorizonErrors;

/** Families and parameters of an identification as tables that a person reads. */
final class ForwardTables {

  private static final double MILLI = 1e3;

  private final ForwardResult result;

  ForwardTables(ForwardResult result) {
    this.result = result;
  }

  void print(PrintWriter out) {
    printFamilies(out);
    printParameters(out);
    result.weak().forEach(weak -> out.printf("the logs do not tell: %s%n", weak));
  }

  private void printFamilies(PrintWriter out) {
    HorizonErrors first = result.families().get(0).fitted();
    String at =
        first.horizonsSeconds().stream()
            .map(seconds -> String.format(Locale.ROOT, "%7s", seconds + " s"))
            .collect(Collectors.joining());
    boolean choice = result.families().size() > 1;
    String format = "%-12s %8s  %-" + at.length() + "s  %s%n";
    out.printf(format, "mrad or mm", "", "fitted logs", choice ? "held out in turn" : "");
    out.printf(format, "family", "unknowns", at, choice ? at : "");
    for (FamilyScore score : result.families()) {
      out.printf(
          format,
          score.family().name(),
          score.unknowns(),
          milli(score.fitted()),
          score.heldOut() == null
              ? ""
              : milli(score.heldOut())
                  + (score.family().equals(result.chosen()) ? "  chosen" : ""));
    }
    out.println();
  }

  private static String milli(HorizonErrors errors) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < errors.horizonsSeconds().size(); i++) {
      text.append(String.format(Locale.ROOT, "%7.1f", MILLI * errors.rms(i)));
    }
    return text.toString();
  }

  private void printParameters(PrintWriter out) {
    List<IdentifiedParameter> all = result.file().parameters();
    int width = all.stream().mapToInt(parameter -> parameter.path().length()).max().orElse(1);
    String format = "%-" + width + "s %11s %-12s %-23s %-23s %-7s %s%n";
    out.printf(
        format, "parameter", "value", "unit", "95 % by Jacobian", "95 % by bootstrap", "", "");
    for (IdentifiedParameter parameter : all) {
      out.printf(
          format,
          parameter.path(),
          number(parameter.value()),
          parameter.unit(),
          interval(parameter.ci95()),
          interval(parameter.ci95Bootstrap()),
          parameter.status().name().toLowerCase(Locale.ROOT),
          parameter.note());
    }
    out.println();
  }

  private static String interval(List<Double> ends) {
    return ends == null ? "-" : number(ends.get(0)) + " to " + number(ends.get(1));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
