package org.workcell.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.forward.ForwardOptions;
import org.workcell.sim2real.forward.ForwardResult;
import org.workcell.sim2real.model.ConstantBindings;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayStudy;

/** Errors of what was identified, beside the model as it was: what {@code replay} would show. */
final class ForwardErrors {

  private final RobotModel robot;
  private final ForwardResult result;
  private final ForwardOptions options;
  private final long seed;

  ForwardErrors(RobotModel robot, ForwardResult result, ForwardOptions options, long seed) {
    this.robot = robot;
    this.result = result;
    this.options = options;
    this.seed = seed;
  }

  void print(List<RobotLog> logs, PrintWriter out) {
    List<ReplayStudy.Candidate> candidates = new ArrayList<>();
    if (result.nominal() != null) {
      candidates.add(new ReplayStudy.Candidate("nominal model", bound().build()));
    }
    candidates.add(
        new ReplayStudy.Candidate("identified", bound().parameterFile(result.file()).build()));
    double[] horizons =
        options.horizonsSeconds().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    ReplayStudy study =
        ReplayStudy.of(
            candidates,
            logs,
            new ReplayStudy.Options(
                horizons, ReplayStudy.Options.usualStrideSeconds(logs), options.threads(), seed));
    out.printf(
        "Errors on %s%n",
        logs.stream().map(log -> log.meta().name()).reduce((a, b) -> a + ", " + b).orElseThrow());
    new ReplayErrorTable(study).print(out);
  }

  private RobotSetup.Builder bound() {
    RobotSetup.Builder builder = RobotSetup.builder(robot);
    return options.constants().isEmpty()
        ? builder
        : builder.bindings(ConstantBindings.parse(options.constants()));
  }
}
