package org.workcell.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.Json;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim2real.model.ConstantBindings;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayReport;
import org.workcell.sim2real.replay.ReplayStudy;
import org.workcell.sim2real.report.Sim2RealReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays logs of a robot in simulation and shows how far the two part. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Start simulations in states of a robot's logs, give them the logged commands, and show how"
            + " far they part from the robot.",
    footer = {
      "",
      "Each window starts in a logged state and runs open loop. Errors are root mean squares at the"
          + " horizon, with 95 % intervals; 'up to it' are those of all rows until then. 'holding"
          + " still' is a robot that stays where each window begins.",
      "",
      "Exit status: 0 replayed, 1 a simulation diverged, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real replay logs/ --model servo.xml --params p.json",
      "  workcell sim2real replay logs/ --model arm.xml --tip flange --horizons 0.5,full --json"
          + " r.json"
    })
final class Sim2RealReplayCommand implements Callable<Integer> {

  private static final String NOMINAL = "nominal model";
  private static final String IDENTIFIED = "with parameters";

  /** The report in JSON. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Report(
      Engine.Identity engine,
      ParameterFile.Source model,
      ParameterFile.Source params,
      List<ParameterFile.Source> logs,
      double strideSeconds,
      long seed,
      ReplayReport replay) {}

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "LOGS",
      description = "Folders of logs, or NPZ files, as 'import' writes them.")
  private List<Path> logs;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The robot's model, MJCF.")
  private Path model;

  @Option(
      names = "--params",
      paramLabel = "FILE",
      description = "Parameters that 'identify' found; compared with the model without them.")
  private Path params;

  @Option(
      names = "--constants",
      paramLabel = "BINDINGS",
      description =
          "What constants of logs set, for example"
              + " 'body:load/mass=mass; actuator:servo/kp*=kp'; in place of the model's own text"
              + " element 'constants'.")
  private String constants;

  @Option(
      names = "--tip",
      paramLabel = "SITE|BODY",
      defaultValue = "",
      description = "The end effector (default: a site named tip or alike, or the last body).")
  private String tip;

  @Option(
      names = "--horizons",
      paramLabel = "S,...",
      split = ",",
      defaultValue = "0.25,0.5,1.0,full",
      description = "Horizons in seconds, and 'full' for whole logs (default: ${DEFAULT-VALUE}).")
  private List<String> horizons;

  @Option(
      names = "--stride",
      paramLabel = "S",
      description =
          "Seconds from window to window (default: 0.25, or more where that makes over 250"
              + " windows).")
  private Double stride;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads (default: one for each processor); changes no number.")
  private Integer threads;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of the resamples of intervals (default: 0).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all numbers as JSON.")
  private Path json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write one HTML page with numbers and plots.")
  private Path report;

  @Override
  public Integer call() {
    requirePositive();
    LogFolder folder = LogFolder.open(logs);
    List<RobotLog> robotLogs = folder.readAll();
    ReplayStudy.Options options =
        new ReplayStudy.Options(
            HorizonArguments.parse(horizons),
            stride == null ? ReplayStudy.Options.usualStrideSeconds(robotLogs) : stride,
            threads == null ? Runtime.getRuntime().availableProcessors() : threads,
            seed);
    try (RobotModel robot = RobotModel.load(model, tip)) {
      List<ReplayStudy.Candidate> candidates = candidates(robot);
      ReplayStudy study = ReplayStudy.of(candidates, robotLogs, options);
      if (json != null) {
        write(study, options, folder);
      }
      if (report != null) {
        write(report, page(folder).replay(study, candidates, robotLogs, options).html());
      }
      PrintWriter out = spec.commandLine().getOut();
      new ReplayErrorTable(study).print(out);
      out.flush();
      return diverged(study) ? ExitStatus.TARGET_MISSED : ExitStatus.OK;
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private static boolean diverged(ReplayStudy study) {
    for (int motion = 0; motion < study.motions().size(); motion++) {
      for (double horizon : study.horizonsSeconds()) {
        if (study.errors(motion, horizon).failures() > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private List<ReplayStudy.Candidate> candidates(RobotModel robot) {
    List<ReplayStudy.Candidate> candidates = new ArrayList<>();
    ParameterFile file = params == null ? null : ParameterFiles.read(params);
    if (file != null) {
      RobotSetup setup = bound(robot).parameterFile(file).build();
      candidates.add(new ReplayStudy.Candidate(IDENTIFIED, setup));
    }
    candidates.add(0, new ReplayStudy.Candidate(NOMINAL, bound(robot).build()));
    return candidates;
  }

  private RobotSetup.Builder bound(RobotModel robot) {
    RobotSetup.Builder builder = RobotSetup.builder(robot);
    return constants == null ? builder : builder.bindings(ConstantBindings.parse(constants));
  }

  private void requirePositive() {
    if (stride != null && (!(stride > 0) || Double.isInfinite(stride))) {
      throw new BadInputException(
          "--stride %s; expected a positive number of seconds".formatted(stride));
    }
    if (threads != null && threads < 1) {
      throw new BadInputException("--threads %d; expected at least 1".formatted(threads));
    }
  }

  private void write(ReplayStudy study, ReplayStudy.Options options, LogFolder folder) {
    Report report =
        new Report(
            Engine.load(),
            source(model),
            params == null ? null : source(params),
            folder.files().stream().map(Sim2RealReplayCommand::source).toList(),
            options.strideSeconds(),
            seed,
            ReplayReport.of(study));
    write(json, Json.pretty(report));
  }

  private Sim2RealReport page(LogFolder folder) {
    List<ParameterFile.Source> files = new ArrayList<>(List.of(source(model)));
    if (params != null) {
      files.add(source(params));
    }
    folder.files().forEach(file -> files.add(source(file)));
    Sim2RealReport page =
        new Sim2RealReport("Logs of a robot beside " + model.getFileName()).files(files);
    if (params != null) {
      page.parameters(ParameterFiles.read(params))
          .use(model.toString(), params.toString(), logs.get(0).toString());
    }
    return page;
  }

  private static void write(Path file, String text) {
    try {
      AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BadInputException("report %s cannot be written (%s)".formatted(file, e), e);
    }
  }

  private static ParameterFile.Source source(Path file) {
    return new ParameterFile.Source(file.getFileName().toString(), LogFolder.sha256(file));
  }
}
