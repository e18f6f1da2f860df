package org.workcell.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintWriter;
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
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim2real.model.ConstantBindings;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayReport;
import org.workcell.sim2real.replay.ReplayStudy;
import org.workcell.sim2real.report.Sim2RealReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays logs of a robot in simulation and shows how far the two part. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Replay logged commands in simulation, from logged states, and measure how far "
            + "it diverges from the robot.",
    footer = {
      "",
      "Each window starts in a logged state and runs open loop. Errors are root mean "
          + "squares at the horizon, with 95 %% intervals; 'up to it' means over all rows "
          + "until the horizon. 'holding still' is a robot that stays where each window "
          + "begins.",
      "",
      "Exit status: 0 replayed, 1 a simulation diverged, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real replay logs/ --model servo.xml --params p.json",
      "  workcell sim2real replay logs/ --model arm.xml --tip flange --horizons 0.5,full"
          + " --json-file r.json"
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

  @Mixin private LogArguments logs;

  @Mixin private ModelArguments model;

  @Option(
      names = "--params",
      paramLabel = "FILE",
      description = "Parameters of 'identify', compared with the nominal model.")
  private Path params;

  @Option(
      names = "--constants",
      paramLabel = "BINDINGS",
      description =
          "Which values of the model the constants of logs set, for example "
              + "'body:load/mass=mass; actuator:servo/kp*=kp' (default: as --params, else the "
              + "model's text element 'constants').")
  private String constants;

  @Option(
      names = "--tip",
      paramLabel = "SITE|BODY",
      defaultValue = "",
      description = "The end effector (default: a site with a name like tip, else the last body).")
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
          "Seconds from one window to the next (default: 0.25, or more to keep at most "
              + "250 windows).")
  private Double stride;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Worker threads (default: one per processor). Results do not depend on it.")
  private Integer threads;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of the resamples of intervals (default: 0).")
  private long seed;

  @Option(names = "--json-file", paramLabel = "FILE", description = "Write all numbers as JSON.")
  private Path json;

  @Mixin private ReportArguments report;

  @Override
  public Integer call() {
    OutputArguments.requireWritable("--json-file", json);
    report.requireWritable();
    requirePositive();
    LogFolder folder = logs.open();
    List<RobotLog> robotLogs = folder.readAll();
    ReplayStudy.Options options =
        new ReplayStudy.Options(
            HorizonArguments.parse(horizons),
            stride == null ? ReplayStudy.Options.usualStrideSeconds(robotLogs) : stride,
            threads == null ? Runtime.getRuntime().availableProcessors() : threads,
            seed);
    try (ModelFile file = model.open();
        RobotModel robot = RobotModel.load(file.mjcf(), tip)) {
      List<ReplayStudy.Candidate> candidates = candidates(robot);
      ReplayStudy study = ReplayStudy.of(candidates, robotLogs, options);
      if (json != null) {
        write(study, options, folder, file);
      }
      report.write(() -> page(folder, file).replay(study, candidates, robotLogs, options).html());
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
    String bindings = constants != null || file == null ? constants : file.constants();
    if (file != null) {
      RobotSetup setup = bound(RobotSetup.builder(robot).parameterFile(file), bindings).build();
      candidates.add(new ReplayStudy.Candidate(IDENTIFIED, setup));
    }
    RobotSetup nominal = bound(RobotSetup.builder(robot), bindings).build();
    candidates.add(0, new ReplayStudy.Candidate(NOMINAL, nominal));
    return candidates;
  }

  private static RobotSetup.Builder bound(RobotSetup.Builder builder, String bindings) {
    return bindings == null || bindings.isEmpty()
        ? builder
        : builder.bindings(ConstantBindings.parse(bindings));
  }

  private void requirePositive() {
    if (stride != null && (!(stride > 0) || Double.isInfinite(stride))) {
      throw new BadInputException(
          "--stride %s; expected a positive number of seconds".formatted(stride));
    }
    if (threads != null && threads < 1) {
      throw new BadInputException("--workers %d; expected at least 1".formatted(threads));
    }
  }

  private void write(
      ReplayStudy study, ReplayStudy.Options options, LogFolder folder, ModelFile file) {
    Report content =
        new Report(
            Engine.load(),
            file.source(),
            params == null ? null : ModelFile.source(params),
            folder.files().stream().map(ModelFile::source).toList(),
            options.strideSeconds(),
            seed,
            ReplayReport.of(study));
    ReportArguments.write(json, Json.pretty(content));
  }

  private Sim2RealReport page(LogFolder folder, ModelFile file) {
    List<ParameterFile.Source> files = new ArrayList<>(List.of(file.source()));
    files.addAll(file.others());
    if (params != null) {
      files.add(ModelFile.source(params));
    }
    folder.files().forEach(log -> files.add(ModelFile.source(log)));
    Sim2RealReport page =
        new Sim2RealReport("Replay of a robot's logs with " + file.named().getFileName())
            .files(files);
    if (params != null) {
      page.parameters(ParameterFiles.read(params))
          .use(ModelConverter.words(file.named()), params.toString(), logs.first().toString());
    }
    return page;
  }
}
