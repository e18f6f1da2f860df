package org.workcell.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.records.Json;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.delta.TorqueError;
import org.workcell.sim2real.delta.TorqueGate;
import org.workcell.sim2real.delta.TorqueLog;
import org.workcell.sim2real.inverse.InversePrediction;
import org.workcell.sim2real.model.RobotModel;

/** Torque residuals on the command line: what logs with efforts and without commands teach. */
final class TorqueDelta {

  private TorqueDelta() {}

  /** Whether logs have efforts, and nothing that a delta of commands could change. */
  static boolean suits(List<RobotLog> logs) {
    return logs.stream()
        .allMatch(
            log ->
                !log.has(Quantity.COMMAND)
                    && (log.has(Quantity.CURRENT) || log.has(Quantity.TORQUE)));
  }

  /** Logs with predicted efforts; those of the nominal model where there are no parameters. */
  static List<TorqueLog> predicted(RobotModel robot, ParameterFile params, List<RobotLog> logs) {
    return logs.stream()
        .map(
            log ->
                new TorqueLog(
                    params == null
                        ? InversePrediction.nominal(robot, log)
                        : InversePrediction.of(robot, params, log)))
        .toList();
  }

  /** Names of the logs that are only scored. */
  static List<String> scored(List<RobotLog> all, List<String> patterns) {
    List<String> chosen = new ArrayList<>();
    for (String pattern : patterns) {
      Pattern regex =
          Pattern.compile(
              Arrays.stream(pattern.strip().split("\\*", -1))
                  .map(Pattern::quote)
                  .collect(Collectors.joining(".*")));
      List<String> fitting =
          all.stream()
              .map(log -> log.meta().name())
              .filter(name -> regex.matcher(name).matches())
              .toList();
      if (fitting.isEmpty()) {
        throw new BadInputException("--hold-out %s: no such log".formatted(pattern));
      }
      chosen.addAll(fitting);
    }
    return chosen;
  }

  /** Errors of logs without a residual and with it, per joint. */
  static List<TorqueError> errors(
      RobotModel robot, ParameterFile params, List<RobotLog> logs, DeltaModel delta) {
    return predicted(robot, params, logs).stream().map(log -> TorqueError.of(log, delta)).toList();
  }

  static ObjectNode json(List<TorqueError> errors) {
    ObjectNode node = Json.mapper().createObjectNode();
    errors.forEach(error -> node.set(error.log(), Json.mapper().valueToTree(error.joints())));
    return node;
  }

  static void print(PrintWriter out, TorqueGate.Decision decision) {
    out.printf("%s: %s%n", decision.accepted() ? "accepted" : "refused", decision.reason());
    out.printf(
        "%nleft out in turn: %s; intervals: 95 %%, by resampling %d stretches%n",
        String.join("; ", decision.leftOut()), decision.stretches());
    out.printf("%-24s %9s %9s %24s %5s%n", "joint", "without", "with", "smaller by %", "acts");
    for (TorqueGate.Joint joint : decision.joints()) {
      out.printf(
          Locale.ROOT,
          "%-24s %9.4f %9.4f %8.1f [%5.1f, %5.1f] %5s%n",
          joint.joint(),
          joint.without(),
          joint.with(),
          100 * joint.gain(),
          100 * joint.low(),
          100 * joint.high(),
          joint.acts() ? "yes" : "no");
    }
    out.flush();
  }

  static void print(PrintWriter out, List<TorqueError> errors) {
    for (TorqueError error : errors) {
      out.printf(
          "%n%-24s %9s %9s %13s %5s%n", error.log(), "without", "with", "smaller by %", "acts");
      for (TorqueError.Joint joint : error.joints()) {
        out.printf(
            Locale.ROOT,
            "%-24s %9.4f %9.4f %13.1f %5s%n",
            joint.joint(),
            joint.without(),
            joint.with(),
            100 * (1 - joint.with() / joint.without()),
            joint.acts() ? "yes" : "no");
      }
    }
    out.printf("errors: norm of the error over norm of the effort, over rows in motion%n");
    out.flush();
  }
}
