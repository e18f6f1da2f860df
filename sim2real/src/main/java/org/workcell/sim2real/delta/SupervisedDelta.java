package org.workcell.sim2real.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Trajectory;
import org.workcell.sim2real.replay.Windows;
import org.workcell.training.RegressionTrainer;

/**
 * One-step labels and a regression. The labels of rows are then taken at the states, too, that
 * replays with the delta reach at these rows, as in dataset aggregation (Ross and others 2011), so
 * that small errors of the state change little of what it adds.
 */
public final class SupervisedDelta implements DeltaMethod {

  private static final double WINDOW_SECONDS = 1;
  private static final double STRIDE_SECONDS = 1;
  private static final double RATE = 3e-3;
  private static final double ROUND_RATE = 1e-3;

  @Override
  public String name() {
    return "supervised";
  }

  @Override
  public DeltaModel train(DeltaProblem problem, ObjectNode report, Consumer<String> progress) {
    LabeledLogs labeled = LabeledLogs.of(problem, report, progress);
    try (DeltaNetwork network = fit(problem, labeled, report, progress)) {
      return network.model();
    }
  }

  /** A network that has learned the labels; closed by the caller. */
  static DeltaNetwork fit(
      DeltaProblem problem, LabeledLogs labeled, ObjectNode report, Consumer<String> progress) {
    SampleRows rows = labeled.rows(problem, 0);
    SampleRows validation = labeled.rows(problem, 1);
    if (rows.count() == 0) {
      throw new IllegalArgumentException(
          "no row has a label that counts: no change of commands leads the model where the robot"
              + " went");
    }
    DeltaNetwork network = new DeltaNetwork(problem, rows);
    RegressionTrainer.Result result =
        network.fit(rows, validation, problem.options().epochs(), RATE);
    tell(progress, "labels", result, rows, validation);
    for (int round = 0; round < problem.options().rounds(); round++) {
      visit(problem, labeled, 0, network, rows);
      visit(problem, labeled, 1, network, validation);
      result =
          network.fit(rows, validation, Math.max(1, problem.options().epochs() / 2), ROUND_RATE);
      tell(progress, "round " + (round + 1), result, rows, validation);
    }
    report.put("rows", rows.count());
    report.put("training_loss", result.trainingLoss() / rows.meanWeight());
    report.put("validation_loss", result.validationLoss() / validation.meanWeight());
    return network;
  }

  private static void tell(
      Consumer<String> progress,
      String what,
      RegressionTrainer.Result result,
      SampleRows rows,
      SampleRows validation) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %d epochs, error %.3f of the labels' size on the training rows, %.3f on those put"
                + " aside",
            what,
            result.epochs(),
            Math.sqrt(result.trainingLoss() / rows.meanWeight()),
            Math.sqrt(result.validationLoss() / validation.meanWeight())));
  }

  /** Adds labels at the states that replays reach. */
  private static void visit(
      DeltaProblem problem, LabeledLogs labeled, int part, DeltaNetwork network, SampleRows rows) {
    List<ReplayLog> logs = labeled.logs(part);
    List<ReplayWindow> windows =
        logs.isEmpty() ? List.of() : Windows.every(logs, WINDOW_SECONDS, STRIDE_SECONDS);
    if (windows.isEmpty()) {
      return;
    }
    DeltaModel model = network.model();
    VisitedInputs visited = VisitedInputs.of(problem, () -> new DeltaReplay(model), logs, windows);
    int joints = problem.joints();
    int width = model.inputSize();
    for (int i = 0; i < windows.size(); i++) {
      ReplayWindow window = windows.get(i);
      Trajectory trajectory = visited.trajectories().get(i);
      for (int row = 1; row < trajectory.goodRows(); row++) {
        rows.add(
            Arrays.copyOfRange(visited.inputs()[i], row * width, (row + 1) * width),
            labeled.targets(part).changes()[window.log()],
            labeled.targets(part).weights()[window.log()],
            (window.start() + row) * joints);
      }
    }
  }
}
