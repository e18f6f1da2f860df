package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim2real.inverse.InverseIdentification;
import org.workcell.sim2real.inverse.PayloadIdentification;
import org.workcell.sim2real.model.CurrentGains;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.replay.ReplayStudy;
import org.workcell.sim2real.report.Sim2RealReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds the numbers of a robot's model from its logs. */
@Command(
    name = "identify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Identify the parameters of a robot's model from its logs.",
    footer = {
      "",
      "The inverse method reads torques or currents, the forward method commands and positions.",
      "",
      "Exit status: 0 identified, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real identify logs/ --model ur10e.xml --out ur10e.params.json --report"
          + " ur10e.html",
      "  workcell sim2real identify servo/ --model servo.xml --families 'voltage-m*' --hold-out"
          + " sines --out servo.params.json",
      "  workcell sim2real identify loaded/ --model ur10e.xml --params ur10e.params.json"
          + " --payload-body wrist_3_link --out loaded.params.json"
    })
final class IdentifyCommand implements Callable<Integer> {

  /** How identification is done. */
  enum Method {
    auto,
    inverse,
    forward
  }

  private static final double[] HORIZONS = {0.25, 0.5, 1};

  @Spec private CommandSpec spec;

  @Mixin private LogArguments logs;

  @Mixin private ModelArguments model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The parameters, JSON.")
  private Path out;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "auto",
      description =
          "inverse, forward, or auto: inverse for logs with currents or torques and no commands.")
  private Method method;

  @Option(
      names = "--hold-out",
      paramLabel = "NAME,...",
      split = ",",
      description = "Names of logs that are only scored, never fitted.")
  private List<String> heldOut = List.of();

  @Option(
      names = "--gains",
      paramLabel = "NAME:VALUE,...",
      defaultValue = "",
      description =
          "Torque per current of joints or actuators, N m/A (default: the model's text "
              + "element 'torque_per_current').")
  private String gains;

  @Option(
      names = "--payload-body",
      paramLabel = "BODY",
      description = "Find the load that this body carries; needs --params.")
  private String payload;

  @Option(
      names = "--params",
      paramLabel = "FILE",
      description = "Parameters identified without the load.")
  private Path params;

  @Mixin private ReportArguments report;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of the resamples of intervals (default: 0).")
  private long seed;

  @Mixin private ForwardArguments forward;

  @Override
  public Integer call() {
    OutputArguments.requireWritable("--out", out);
    report.requireWritable();
    List<RobotLog> all = logs.open().readAll();
    Set<String> unknown = new HashSet<>(heldOut);
    all.forEach(log -> unknown.remove(log.meta().name()));
    if (!unknown.isEmpty()) {
      throw new BadInputException(
          "--hold-out %s: no such log; there are %s"
              .formatted(
                  String.join(",", unknown),
                  String.join(", ", all.stream().map(log -> log.meta().name()).toList())));
    }
    try (ModelFile nominal = model.open();
        RobotModel robot = RobotModel.load(nominal.mjcf())) {
      ParameterFile file =
          (payload == null ? identify(robot, nominal.source(), all) : payload(robot, all))
              .withInputs(nominal.others());
      ParameterFiles.write(out, file);
      report.write(() -> page(robot, nominal.source(), file, all));
      if (file.method().equals("inverse")) {
        print(file);
      }
      return ExitStatus.OK;
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInputException(
          "parameters %s cannot be written (%s)".formatted(out, IoReason.of(e)), e);
    }
  }

  /** The one place where methods part. */
  private ParameterFile identify(
      RobotModel robot, ParameterFile.Source source, List<RobotLog> all) {
    return switch (method == Method.auto ? automatic(all) : method) {
      case inverse ->
          new InverseIdentification(robot, source, CurrentGains.parse(gains), seed)
              .identify(part(all, false), part(all, true));
      default -> forward.identify(robot, source, part(all, false), part(all, true), seed);
    };
  }

  private static Method automatic(List<RobotLog> all) {
    boolean efforts =
        all.stream().allMatch(log -> log.has(Quantity.CURRENT) || log.has(Quantity.TORQUE));
    boolean commands = all.stream().anyMatch(log -> log.has(Quantity.COMMAND));
    return efforts && !commands ? Method.inverse : Method.forward;
  }

  private ParameterFile payload(RobotModel robot, List<RobotLog> all) {
    if (params == null) {
      throw new BadInputException(
          "--payload-body needs --params: what 'identify' found without the load");
    }
    return new PayloadIdentification(robot, ParameterFiles.read(params), seed)
        .identify(payload, all)
        .file();
  }

  private String page(
      RobotModel robot, ParameterFile.Source source, ParameterFile file, List<RobotLog> all) {
    List<RobotLog> scored = part(all, true);
    List<ParameterFile.Source> files = new ArrayList<>(List.of(source));
    files.addAll(file.inputs());
    List<RobotLog> replayed = scored.isEmpty() ? all : scored;
    ReplayStudy.Options options =
        new ReplayStudy.Options(
            HORIZONS,
            ReplayStudy.Options.usualStrideSeconds(replayed),
            Runtime.getRuntime().availableProcessors(),
            seed);
    Sim2RealReport page =
        new Sim2RealReport("Parameters identified for " + source.file())
            .files(files)
            .parameters(file)
            .replay(robot, file, replayed, options);
    if (file.method().equals(Method.inverse.name())) {
      page.efforts(robot, file, part(all, false), scored);
    }
    return page.use(ModelConverter.words(model.named()), out.toString(), logs.first().toString())
        .html();
  }

  private List<RobotLog> part(List<RobotLog> all, boolean scored) {
    return all.stream().filter(log -> heldOut.contains(log.meta().name()) == scored).toList();
  }

  private void print(ParameterFile file) {
    PrintWriter writer = spec.commandLine().getOut();
    Map<Status, Long> counts =
        file.parameters().stream()
            .collect(Collectors.groupingBy(parameter -> parameter.status(), Collectors.counting()));
    writer.printf(
        "%s identification, friction %s: %d fitted, %d frozen, %d held%n",
        file.method(),
        file.family(),
        counts.getOrDefault(Status.FITTED, 0L),
        counts.getOrDefault(Status.FROZEN, 0L),
        counts.getOrDefault(Status.HELD, 0L));
    file.fit().forEach((name, value) -> writer.printf("  %-72s %.4g%n", name, value));
    writer.flush();
  }
}
