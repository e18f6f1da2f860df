package org.workcell.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.workcell.datasets.delta.DeltaFile;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.Json;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim2real.delta.ComparedMethod;
import org.workcell.sim2real.delta.Comparison;
import org.workcell.sim2real.delta.ComparisonReport;
import org.workcell.sim2real.delta.TorqueError;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.replay.ReplayStudy;
import org.workcell.sim2real.report.Sim2RealReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares ways of making a model follow a robot, on logs that none of them has learned from. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Compare ways of making a model follow a robot, on logs that none of them was "
            + "fitted to.",
    footer = {
      "",
      "Methods: openloop, sysid, sysid-family, asap-grid, deltadyn, actuatornet, "
          + "delta, sysid+delta. Methods that learn and are not given are trained on "
          + "--train.",
      "Errors are root mean squares of joint positions over windows up to the "
          + "horizon, with 95 %% intervals over logs, or over blocks of few logs. Windows "
          + "that diverge count as failed.",
      "",
      "Exit status: 0 compared, 1 a simulation diverged, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real compare logs/test --model arm.xml --params p.json --delta delta/"
          + " --methods openloop,sysid,sysid+delta --report compare.html",
      "  workcell sim2real compare logs/test --model arm.xml --params p.json --train logs/train"
          + " --json-file compare.json",
      "  workcell sim2real compare logs/test --model arm.xml --train logs/train --asap"
    })
final class CompareCommand implements Callable<Integer> {

  private static final double STRIDE_SECONDS = 0.8;
  private static final List<String> METHODS =
      List.of("openloop", "sysid", "deltadyn", "delta", "sysid+delta");
  private static final List<String> ASAP_METHODS =
      List.of("openloop", "asap-grid", "deltadyn", "delta");
  private static final List<String> ASAP_HORIZONS = List.of("0.25", "0.5", "1.0");
  private static final List<String> HORIZONS = List.of("0.25", "0.5", "1.0", "full");

  /** The report in JSON. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Report(
      Engine.Identity engine,
      ParameterFile.Source model,
      ParameterFile.Source params,
      ParameterFile.Source familyParams,
      ParameterFile.Source actuators,
      List<ParameterFile.Source> deltas,
      List<ParameterFile.Source> logs,
      List<ParameterFile.Source> train,
      double strideSeconds,
      long seed,
      ComparisonReport comparison) {}

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "LOGS",
      description = "Folders of logs, or NPZ files, that are compared.")
  private List<Path> logs;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "builtin:NAME|FILE",
      converter = ModelConverter.class,
      description = "The robot's nominal model: MJCF, builtin:desktop or builtin:industrial.")
  private Path model;

  @Option(
      names = "--actuators",
      paramLabel = "FILE",
      description = "Actuator stages of the nominal model, such as servos of torque motors.")
  private Path actuators;

  @Option(
      names = "--params",
      paramLabel = "FILE",
      description = "Parameters that 'identify' found.")
  private Path params;

  @Option(
      names = "--family-params",
      paramLabel = "FILE",
      description = "Parameters of another family, for method sysid-family.")
  private Path familyParams;

  @Option(
      names = "--delta",
      paramLabel = "DIR",
      description =
          "A delta: for method sysid+delta one learned with these --params, for delta one"
              + " learned without parameters; repeatable.")
  private List<Path> deltas = List.of();

  @Option(names = "--train", paramLabel = "LOGS", description = "Logs to learn from; repeatable.")
  private List<Path> train = List.of();

  @Option(
      names = "--methods",
      paramLabel = "NAME,...",
      split = ",",
      description =
          "Methods to compare (default: openloop,sysid,deltadyn,delta,sysid+delta; with --asap"
              + " openloop,asap-grid,deltadyn,delta).")
  private List<String> methods;

  @Option(
      names = "--horizons",
      paramLabel = "S,...",
      split = ",",
      description =
          "Horizons in seconds, and 'full' for whole logs (default: 0.25,0.5,1.0,full; with --asap"
              + " 0.25,0.5,1.0).")
  private List<String> horizons;

  @Option(
      names = "--asap",
      description =
          "ASAP's own comparison: its methods, horizons and errors, in the layout of its table"
              + " III.")
  private boolean asap;

  @Option(names = "--json-file", paramLabel = "FILE", description = "Write all numbers as JSON.")
  private Path json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write one HTML page with numbers and plots.")
  private Path report;

  @Mixin private DeltaArguments arguments;

  @Override
  public Integer call() {
    requireOutputs();
    List<RobotLog> compared = arguments.thinned(LogFolder.open(logs).readAll());
    if (deltas.size() == 1
        && DeltaFiles.read(deltas.get(0)).model().kind() == DeltaModel.Kind.TORQUE) {
      return torque(compared, DeltaFiles.read(deltas.get(0)));
    }
    List<ComparedMethod> chosen = chosen();
    ReplayStudy.Options options =
        new ReplayStudy.Options(
            HorizonArguments.parse(horizons == null ? usualHorizons() : horizons),
            STRIDE_SECONDS,
            arguments.threads(),
            arguments.seed());
    try (RobotModel robot = RobotModel.load(model)) {
      Comparison comparison = comparison(robot);
      ReplayStudy study =
          ReplayStudy.of(comparison.candidates(chosen, compared), compared, options);
      ComparisonReport numbers = ComparisonReport.of(study);
      PrintWriter out = spec.commandLine().getOut();
      if (asap) {
        ComparisonTable.printAsap(numbers, out);
      } else {
        ComparisonTable.print(numbers, out);
      }
      if (json != null) {
        ReportArguments.write(json, Json.pretty(report(numbers)));
      }
      if (report != null) {
        ReportArguments.write(report, page(study));
      }
      return diverged(numbers) ? ExitStatus.TARGET_MISSED : ExitStatus.OK;
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private void requireOutputs() {
    OutputArguments.requireWritable("--json-file", json);
    OutputArguments.requireWritable("--report", report);
    if (json != null && json.equals(report)) {
      throw new BadInputException(
          "--json-file and --report name the same file, %s; name two".formatted(json));
    }
  }

  /** Efforts instead of motions: a residual of torques has no command to replay. */
  private Integer torque(List<RobotLog> compared, DeltaFile file) {
    if (report != null) {
      throw new BadInputException(
          "--report shows replays; of a torque residual take the table or --json-file");
    }
    requireParametersOf(file, deltas.get(0));
    ParameterFile identified = params == null ? null : ParameterFiles.read(params);
    try (RobotModel robot = RobotModel.load(model)) {
      List<TorqueError> errors = TorqueDelta.errors(robot, identified, compared, file.model());
      TorqueDelta.print(spec.commandLine().getOut(), errors);
      if (json != null) {
        ReportArguments.write(json, Json.pretty(TorqueDelta.json(errors)));
      }
      return ExitStatus.OK;
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private void requireParametersOf(DeltaFile file, Path folder) {
    String learnedWith = file.report().path("params").path("sha256").asText("");
    String given = params == null ? "" : LogFolder.sha256(params);
    if (!learnedWith.equals(given)) {
      throw new BadInputException(
          "--delta %s was learned with %s"
              .formatted(
                  folder,
                  learnedWith.isEmpty()
                      ? "no parameters; remove --params"
                      : "parameters of SHA-256 %s; give those by --params".formatted(learnedWith)));
    }
  }

  private List<String> usualHorizons() {
    return asap ? ASAP_HORIZONS : HORIZONS;
  }

  private List<ComparedMethod> chosen() {
    List<String> usual = asap ? ASAP_METHODS : METHODS;
    try {
      return (methods == null ? usual : methods).stream().map(ComparedMethod::named).toList();
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--methods: " + e.getMessage(), e);
    }
  }

  private Comparison comparison(RobotModel robot) {
    List<RobotLog> training =
        train.isEmpty() ? List.of() : arguments.thinned(LogFolder.open(train).readAll());
    ComparedLogs files = new ComparedLogs(logs);
    files.requireApartFrom(train);
    Stream.of(params, familyParams)
        .filter(Objects::nonNull)
        .forEach(file -> files.noteOfParameters(file).ifPresent(this::tell));
    deltas.forEach(folder -> files.noteOfDelta(folder).ifPresent(this::tell));
    Comparison.Builder builder =
        Comparison.builder(robot)
            .identified(params == null ? null : ParameterFiles.read(params))
            .family(familyParams == null ? null : ParameterFiles.read(familyParams))
            .training(training)
            .options(arguments.options())
            .progress(this::tell);
    if (actuators != null) {
      builder.chain(ParameterFiles.read(actuators).chain());
    }
    Set<Boolean> taken = new HashSet<>();
    for (Path folder : deltas) {
      if (!taken.add(take(builder, folder))) {
        throw new BadInputException(
            "--delta %s and another one are for the same method; compare one at a time"
                .formatted(folder));
      }
    }
    return builder.build();
  }

  /**
   * Which method a delta is for follows from the parameters that it was learned with.
   *
   * @return whether it was learned without any
   */
  private boolean take(Comparison.Builder builder, Path folder) {
    DeltaFile file = DeltaFiles.read(folder);
    String learnedWith = file.report().path("params").path("sha256").asText("");
    if (learnedWith.isEmpty()) {
      builder.alone(file.model());
      return true;
    } else if (params != null && learnedWith.equals(LogFolder.sha256(params))) {
      builder.onIdentified(file.model());
      return false;
    } else {
      throw new BadInputException(
          "--delta %s was learned with other parameters (SHA-256 %s); give those by --params"
              .formatted(folder, learnedWith));
    }
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private static boolean diverged(ComparisonReport numbers) {
    return numbers.methods().stream()
        .flatMap(method -> method.horizons().values().stream())
        .anyMatch(horizon -> horizon.diverged() > 0);
  }

  private Report report(ComparisonReport numbers) {
    return new Report(
        Engine.load(),
        source(model),
        sourceOrNull(params),
        sourceOrNull(familyParams),
        sourceOrNull(actuators),
        deltas.isEmpty() ? null : deltaSources(),
        sources(logs),
        train.isEmpty() ? null : sources(train),
        STRIDE_SECONDS,
        arguments.seed(),
        numbers);
  }

  private String page(ReplayStudy study) {
    List<ParameterFile.Source> files = new ArrayList<>(List.of(source(model)));
    Stream.of(params, familyParams, actuators)
        .filter(Objects::nonNull)
        .map(CompareCommand::source)
        .forEach(files::add);
    files.addAll(deltaSources());
    files.addAll(sources(logs));
    if (!train.isEmpty()) {
      files.addAll(sources(train));
    }
    return new Sim2RealReport(
            "Comparison of methods that make %s follow a robot".formatted(model.getFileName()))
        .files(files)
        .comparison(study)
        .html();
  }

  private static List<ParameterFile.Source> sources(List<Path> folders) {
    return LogFolder.open(folders).files().stream().map(CompareCommand::source).toList();
  }

  private List<ParameterFile.Source> deltaSources() {
    return deltas.stream()
        .flatMap(
            folder ->
                Stream.of(DeltaFiles.DESCRIPTION, DeltaFiles.WEIGHTS)
                    .map(
                        name ->
                            new ParameterFile.Source(
                                "%s/%s".formatted(folder.getFileName(), name),
                                LogFolder.sha256(folder.resolve(name)))))
        .toList();
  }

  private static ParameterFile.Source sourceOrNull(Path file) {
    return file == null ? null : source(file);
  }

  private static ParameterFile.Source source(Path file) {
    return new ParameterFile.Source(file.getFileName().toString(), LogFolder.sha256(file));
  }
}
