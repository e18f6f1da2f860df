package org.workcell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.policies.Libtorch;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim2real.delta.DeltaGate;
import org.workcell.sim2real.delta.DeltaMethods;
import org.workcell.sim2real.delta.DeltaProblem;
import org.workcell.sim2real.delta.DeltaTrainingOptions;
import org.workcell.sim2real.delta.TorqueError;
import org.workcell.sim2real.delta.TorqueGate;
import org.workcell.sim2real.delta.TorqueResidual;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Learns a delta action from logs and judges it on logs that were held out. */
@Command(
    name = "delta",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Learn a correction of commands (a delta action) from a robot's logs, and judge"
            + " it on held-out logs.",
    footer = {
      "",
      "DIR gets delta.json, with the gate's decision and its reason, and weights.npz. The same logs"
          + " and options give the same bytes, whatever the number of threads.",
      "",
      "Exit status: 0 accepted, 1 refused by the gate, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real delta logs/train --model arm.xml --params p.json --out delta/",
      "  workcell sim2real delta logs/train logs/validation --model arm.xml --params p.json"
          + " --hold-out 'validation*' --ood logs/ood --method multistep --out delta/"
    })
final class DeltaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "LOGS",
      description = "Folders of logs, or NPZ files, as 'import' writes them.")
  private List<Path> logs;

  @Mixin private ModelArguments model;

  @Option(
      names = "--params",
      paramLabel = "FILE",
      description = "Parameters of 'identify'; without them the delta corrects the nominal model.")
  private Path params;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "supervised",
      description = "Learning method: supervised, multistep or ppo (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "What to correct: command, or torque, a residual of the torques that inverse "
              + "dynamics predict (default: torque for logs with torques or currents and no "
              + "commands).")
  private String kind;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "The delta's folder.")
  private Path out;

  @Option(
      names = "--hold-out",
      paramLabel = "NAME,...",
      split = ",",
      description =
          "Names of the validation logs; * matches any characters (default: every fifth log, at"
              + " least one). Torque residuals are judged by cross-validation, and these logs are"
              + " only scored (default: none).")
  private List<String> heldOut = List.of();

  @Option(
      names = "--ood",
      paramLabel = "LOGS",
      description =
          "Logs of motions beyond those of training, on which the delta must not be worse by more"
              + " than 3 %%; repeatable.")
  private List<Path> beyond = List.of();

  @Mixin private DeltaArguments arguments;

  @Mixin private PpoDeltaArguments ppo;

  @Override
  public Integer call() {
    OutputArguments.requireNew(out, DeltaFiles.DESCRIPTION);
    arguments.requireSuited(method);
    LogFolder given = LogFolder.open(logs);
    Map<String, Path> known = different(given);
    List<RobotLog> all = arguments.thinned(given.readAll());
    if (isTorque(all)) {
      return torque(all);
    }
    List<String> judges = arguments.heldOut(all, heldOut);
    try (ModelFile nominal = model.open();
        RobotModel robot = RobotModel.load(nominal.mjcf())) {
      RobotSetup.Builder builder = RobotSetup.builder(robot);
      if (params != null) {
        builder.parameterFile(ParameterFiles.read(params));
      }
      RobotSetup setup = builder.build();
      List<RobotLog> heldOutLogs = part(all, judges, true);
      List<RobotLog> far = beyond(known);
      DeltaGate gate = new DeltaGate(setup, arguments.threads(), arguments.seed());
      gate.requireJudging(heldOutLogs, far);
      ObjectNode training = Json.mapper().createObjectNode();
      DeltaProblem problem = DeltaProblem.of(setup, part(all, judges, false), arguments.options());
      Libtorch.version();
      DeltaModel learned =
          ppo.of(DeltaMethods.named(method), nominal.speed()).train(problem, training, this::tell);
      DeltaGate.Judged judged = gate.judge(learned, heldOutLogs, far);
      JsonNode decision = Json.mapper().valueToTree(judged.decision());
      DeltaFiles.write(out, judged.model(), report(nominal, problem.options(), training, decision));
      print(judged.decision());
      return judged.decision().accepted() ? ExitStatus.OK : ExitStatus.TARGET_MISSED;
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInputException(
          "delta %s cannot be written (%s)".formatted(out, IoReason.of(e)), e);
    }
  }

  /** The logs by their checksums: a copy of a log that teaches judges nothing. */
  private static Map<String, Path> different(LogFolder given) {
    Map<String, Path> known = new HashMap<>();
    for (Path file : given.files()) {
      Path same = known.putIfAbsent(LogFolder.sha256(file), file);
      if (same != null) {
        throw new BadInputException(
            "logs %s and %s have the same bytes; give each log once".formatted(same, file));
      }
    }
    return known;
  }

  /** Logs of other motions; one of those that teach or judge says nothing of other motions. */
  private List<RobotLog> beyond(Map<String, Path> known) {
    if (beyond.isEmpty()) {
      return List.of();
    }
    LogFolder far = LogFolder.open(beyond);
    for (Path file : far.files()) {
      if (known.containsKey(LogFolder.sha256(file))) {
        throw new BadInputException(
            "--ood: log %s is one of those that teach or judge; give logs of other motions"
                .formatted(file));
      }
    }
    return arguments.thinned(far.readAll());
  }

  private boolean isTorque(List<RobotLog> all) {
    if (kind == null) {
      return TorqueDelta.suits(all);
    }
    try {
      return DeltaModel.Kind.of(kind) == DeltaModel.Kind.TORQUE;
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--kind: " + e.getMessage(), e);
    }
  }

  private Integer torque(List<RobotLog> all) {
    if (!method.equals("supervised") || !beyond.isEmpty()) {
      throw new BadInputException(
          "torque residuals learn by --method supervised and are judged without --ood");
    }
    List<String> scored = TorqueDelta.scored(all, heldOut);
    List<RobotLog> learned = part(all, scored, false);
    if (learned.isEmpty()) {
      throw new BadInputException("all logs are held out, so there is nothing to learn from");
    }
    ParameterFile file = params == null ? null : ParameterFiles.read(params);
    DeltaTrainingOptions options = arguments.options();
    try (ModelFile nominal = model.open();
        RobotModel robot = RobotModel.load(nominal.mjcf())) {
      Libtorch.version();
      List<String> names = learned.get(0).meta().jointNames();
      TorqueGate.Judged judged =
          new TorqueGate(new TorqueResidual(names, options), arguments.seed())
              .judge(TorqueDelta.predicted(robot, file, learned));
      List<TorqueError> errors =
          TorqueDelta.errors(robot, file, part(all, scored, true), judged.model());
      ObjectNode report =
          report(
              nominal,
              options,
              Json.mapper().createObjectNode(),
              Json.mapper().valueToTree(judged.decision()));
      report.set("held_out", TorqueDelta.json(errors));
      DeltaFiles.write(out, judged.model(), report);
      PrintWriter writer = spec.commandLine().getOut();
      TorqueDelta.print(writer, judged.decision());
      TorqueDelta.print(writer, errors);
      return judged.decision().accepted() ? ExitStatus.OK : ExitStatus.TARGET_MISSED;
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInputException(
          "delta %s cannot be written (%s)".formatted(out, IoReason.of(e)), e);
    }
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private static List<RobotLog> part(List<RobotLog> all, List<String> judges, boolean judging) {
    return all.stream().filter(log -> judges.contains(log.meta().name()) == judging).toList();
  }

  private ObjectNode report(
      ModelFile nominal, DeltaTrainingOptions how, ObjectNode training, JsonNode decision) {
    ObjectNode report = Json.mapper().createObjectNode();
    report.put("workcell", WorkcellVersion.current());
    Engine.Identity engine = Engine.load();
    report.put("engine", engine.name() + " " + engine.version());
    report.put("method", method);
    report.set("model", Json.mapper().valueToTree(nominal.source()));
    if (!nominal.others().isEmpty()) {
      report.set("model_files", Json.mapper().valueToTree(nominal.others()));
    }
    if (params != null) {
      report.set("params", Json.mapper().valueToTree(source(params)));
    }
    List<ParameterFile.Source> files = new ArrayList<>();
    LogFolder.open(logs).files().forEach(file -> files.add(source(file)));
    report.set("logs", Json.mapper().valueToTree(files));
    ObjectNode options = Json.mapper().valueToTree(how);
    options.remove("threads");
    report.set("options", options);
    report.set("training", training);
    report.set("gate", decision);
    return report;
  }

  private void print(DeltaGate.Decision decision) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf("%s: %s%n", decision.accepted() ? "accepted" : "refused", decision.reason());
    writer.printf(
        "%n%-12s %10s %12s %12s %22s%n",
        "held out", "horizon s", "without", "with", "smaller by %");
    decision.gains().forEach(gain -> print(writer, "", gain));
    if (decision.outOfDistribution() != null) {
      decision.outOfDistribution().forEach(gain -> print(writer, "beyond", gain));
    }
    writer.printf("%n%-28s %22s %8s%n", "joint", "smaller by %", "acts");
    for (DeltaGate.Joint joint : decision.joints()) {
      writer.printf(
          Locale.ROOT,
          "%-28s %6.1f [%5.1f, %5.1f] %8s%n",
          joint.joint(),
          100 * joint.gain(),
          100 * joint.low(),
          100 * joint.high(),
          joint.acts() ? "yes" : "no");
    }
    writer.flush();
  }

  private static void print(PrintWriter writer, String part, DeltaGate.Gain gain) {
    writer.printf(
        Locale.ROOT,
        "%-12s %10.2f %12.6f %12.6f %6.1f [%5.1f, %5.1f]%n",
        part,
        gain.horizonSeconds(),
        gain.without(),
        gain.with(),
        100 * gain.gain(),
        100 * gain.low(),
        100 * gain.high());
  }

  private static ParameterFile.Source source(Path file) {
    return new ParameterFile.Source(file.getFileName().toString(), LogFolder.sha256(file));
  }
}
