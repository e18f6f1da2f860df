package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.workcell.perf.PerfOptions;
import org.workcell.perf.ServeMeasurement;
import org.workcell.perf.ServeOptions;
import org.workcell.perf.ServeReport;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures Python clients of a server. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure steps of environments from Python.",
      "Turns of half a second over shared memory and gRPC alternate with the same environments in"
          + " this process, and with Gymnasium's AsyncVectorEnv over environments that do nothing"
          + " or compute for as long as upstream's."
    },
    footer = {
      "",
      "Overhead is the time of a batch in Python minus that of the server's vector.",
      "",
      "Exit status: 0 done, 2 bad input."
    })
final class PerfServeCommand extends PerfSubcommand<ServeReport> {

  private final Supplier<TaskRegistry> registry;

  @Option(
      names = "--python",
      defaultValue = "python3",
      paramLabel = "PROGRAM",
      description =
          "The interpreter; it needs numpy, grpcio for gRPC and gymnasium for AsyncVectorEnv"
              + " (default: ${DEFAULT-VALUE}).")
  private String python;

  @Option(
      names = "--clients",
      split = ",",
      paramLabel = "KIND,...",
      description =
          "Which clients: shared-memory, zero-copy, grpc, async-idle, async-busy (default: all).")
  private List<String> kinds = ServeMeasurement.KINDS;

  @Option(
      names = "--upstream-microseconds",
      defaultValue = "100",
      paramLabel = "T",
      description =
          "Microseconds that a step of async-busy computes (default: ${DEFAULT-VALUE}, upstream's"
              + " physics of a MetaWorld step).")
  private double upstreamMicroseconds;

  @Option(
      names = "--cameras",
      split = ",",
      paramLabel = "NAME,...",
      description = "Images for the clients of the server; without them states only.")
  private List<String> cameras = List.of();

  @Option(
      names = "--image-size",
      defaultValue = "84x84",
      paramLabel = "WxH",
      description = "Width and height of these images (default: ${DEFAULT-VALUE}).")
  private String size;

  PerfServeCommand(Supplier<TaskRegistry> registry) {
    super(registry);
    this.registry = registry;
  }

  @Override
  ServeReport measure(PerfOptions options) {
    for (String kind : kinds) {
      if (!ServeMeasurement.KINDS.contains(kind)) {
        throw new BadInputException(
            "--clients '%s' does not exist; use some of %s"
                .formatted(kind, String.join(", ", ServeMeasurement.KINDS)));
      }
    }
    if (!(upstreamMicroseconds >= 0 && upstreamMicroseconds <= 1e6)) {
      throw new BadInputException(
          "--upstream-microseconds must be 0 to 1000000, not " + upstreamMicroseconds);
    }
    return ServeMeasurement.run(
        registry.get(),
        options,
        new ServeOptions(python, packageFolder(), images(), upstreamMicroseconds, kinds));
  }

  private Map<String, Object> images() {
    if (cameras.isEmpty()) {
      return Map.of();
    }
    ImageSize pixels = ImageSize.parse("--image-size", size);
    Map<String, Object> images = new LinkedHashMap<>();
    images.put("cameras", cameras);
    images.put("width", pixels.widthPixels());
    images.put("height", pixels.heightPixels());
    return images;
  }

  /** The package of this checkout; elsewhere Python has it installed. */
  private static Path packageFolder() {
    return Launcher.SCRIPT
        .map(launcher -> Path.of(launcher.command().get(0)).resolveSibling("env-server/python"))
        .filter(Files::isDirectory)
        .orElse(null);
  }

  @Override
  void print(ServeReport report, PrintWriter out) {
    out.printf("in process, Java           %10.0f env steps/s%n", report.inProcessStepsPerSecond());
    for (ServeReport.Client client : report.clients()) {
      out.printf(
          "%-26s %10.0f env steps/s  ratio %.3f%s%n",
          client.name(),
          client.stepsPerSecond(),
          client.ratio(),
          client.overheadMicroseconds() == null
              ? ""
              : "  overhead per batch %.0f us, 99 %% below %.0f us"
                  .formatted(client.overheadMicroseconds(), client.overheadP99Microseconds()));
    }
    report.skipped().forEach((name, reason) -> out.printf("%s was skipped: %s%n", name, reason));
  }
}
