package org.workcell.sim2real.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim2real.replay.LogNoise;
import org.workcell.sim2real.replay.ReplayLog;

/**
 * Logs with their labels: part 0 to learn from, part 1 to stop early by.
 *
 * @param noise of the logs
 * @param lags when a command acts on its own
 * @param solved changes of commands of each part
 * @param targets the same in units of the drive gain, as a network learns them
 */
record LabeledLogs(
    LogNoise noise,
    CommandLags lags,
    List<List<ReplayLog>> parts,
    List<DeltaLabels> solved,
    List<DeltaLabels> targets) {

  private static final double OFTEN = 0.05;

  static LabeledLogs of(DeltaProblem problem, ObjectNode report, Consumer<String> progress) {
    LogNoise noise = LogNoise.of(problem.training());
    CommandLags lags = CommandLags.of(problem.systems(), problem.training());
    LabelSolver solver =
        new LabelSolver(
            problem.systems(), problem.options().threads(), problem.labelOptions(), noise, lags);
    DeltaLabels labels = solver.solve(problem.training());
    List<DeltaLabels> solved = List.of(labels, solver.solve(problem.validation()));
    tell(problem, labels, lags, progress);
    write(labels, lags, report.putObject("labels"));
    List<List<ReplayLog>> parts = List.of(problem.training(), problem.validation());
    List<DeltaLabels> targets = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      double[] ratios = parts.get(part).stream().mapToDouble(problem::driveGain).toArray();
      targets.add(solved.get(part).measuredBy(ratios));
    }
    return new LabeledLogs(noise, lags, parts, solved, targets);
  }

  private static void tell(
      DeltaProblem problem, DeltaLabels labels, CommandLags lags, Consumer<String> progress) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%d labels; what one step leaves falls from %.1f to %.2f deviations of noise; %d rows"
                + " (%.1f %%) rejected; a command acts for %d row%s",
            labels.rows(),
            labels.residuals()[0],
            labels.residuals()[1],
            labels.rejected(),
            100 * labels.rejectedShare(),
            lags.last() + 1,
            lags.last() == 0 ? "" : "s"));
    problem
        .driveGain()
        .ifPresent(
            gain ->
                progress.accept(
                    "commands count in units of %s, %s to %s in these logs"
                        .formatted(gain.constant(), gain.low(), gain.high())));
    if (labels.rejectedShare() > OFTEN) {
      progress.accept(
          "part of the gap is not expressible by actions: no change of the command leads these rows"
              + " where the robot went (contacts, saturated drives, joints without a drive)");
    }
  }

  private static void write(DeltaLabels labels, CommandLags lags, ObjectNode node) {
    node.put("rows", labels.rows());
    node.put("rejected", labels.rejected());
    node.put("residual_before", labels.residuals()[0]);
    node.put("residual_after", labels.residuals()[1]);
    node.put("command_rows", lags.last() + 1);
    node.put("expressible_by_action", labels.rejectedShare() <= OFTEN);
  }

  List<ReplayLog> logs(int part) {
    return parts.get(part);
  }

  DeltaLabels labels(int part) {
    return solved.get(part);
  }

  DeltaLabels targets(int part) {
    return targets.get(part);
  }

  /** Inputs of logged rows, with labels. */
  SampleRows rows(DeltaProblem problem, int part) {
    SampleRows rows =
        new SampleRows(
            DeltaObservation.size(problem.joints(), problem.options().inputs()), problem.joints());
    for (int i = 0; i < logs(part).size(); i++) {
      LoggedInputs.add(
          problem, logs(part).get(i), targets(part).changes()[i], targets(part).weights()[i], rows);
    }
    return rows;
  }
}
