package org.workcell.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.workcell.datasets.parameters.UnappliedParameters;
import org.workcell.evaluation.Evaluation;
import org.workcell.sim.control.ActuatorModel;

/** Says once which parameters of a robot's file do not act on an environment, and why. */
final class UnappliedWarning {

  private static final int MOST_NAMED = 6;

  private UnappliedWarning() {}

  /** Prints a line for each reason. */
  static void print(Evaluation evaluation, PrintWriter err) {
    ActuatorModel drives = evaluation.commandPath().actuators();
    if (drives == null) {
      return;
    }
    for (UnappliedParameters each :
        UnappliedParameters.of(drives, evaluation.tasks(), evaluation.options())) {
      err.printf("--actuators: not applied, because %s: %s%n", each.because(), words(each.paths()));
    }
    err.flush();
  }

  private static String words(List<String> paths) {
    List<String> named = new ArrayList<>(paths.subList(0, Math.min(MOST_NAMED, paths.size())));
    if (paths.size() > MOST_NAMED) {
      named.add("and %d more".formatted(paths.size() - MOST_NAMED));
    }
    return String.join(", ", named);
  }
}
