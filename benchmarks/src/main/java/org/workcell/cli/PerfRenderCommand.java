package org.workcell.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.evaluation.BadInputException;
import org.workcell.evaluation.Json;
import org.workcell.perf.PerfOptions;
import org.workcell.perf.RenderMeasurement;
import org.workcell.perf.RenderReport;
import org.workcell.sim.environment.TaskOptions;
import org.workcell.sim.environment.TaskRegistry;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rendering.RenderingException;
import org.workcell.sim.vector.ImageOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures drawing. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Take pictures of environments, in turns of half a second with a floor that draws the same"
            + " scenes on as many threads with nothing but the engine's render calls. Ratio is"
            + " render workers/floor, the median over all turns.",
    footer = {"", "Exit status: 0 done, 2 bad input or no OpenGL."})
final class PerfRenderCommand implements Callable<Integer> {

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Mixin private PerfArguments arguments;

  @Option(
      names = "--size",
      defaultValue = "84",
      paramLabel = "PIXELS",
      description = "Width and height of the pictures (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--camera",
      paramLabel = "NAME",
      description = "A camera of the scene, or overview (default: the task's first).")
  private String camera;

  @Option(
      names = "--faithful",
      description = "With the scene's own shadows, reflections and smooth edges.")
  private boolean faithful;

  PerfRenderCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    RenderReport report = measure(arguments.options(registry.get()));
    if (arguments.json) {
      out.print(Json.pretty(report));
    } else {
      print(report, out);
    }
    out.flush();
    return ExitStatus.OK;
  }

  private RenderReport measure(PerfOptions options) {
    try {
      RenderOptions picture =
          faithful ? RenderOptions.faithful(size, size) : RenderOptions.fast(size, size);
      return RenderMeasurement.run(options, ImageOptions.of(picture, camera(options)));
    } catch (ModelException | RenderingException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private String camera(PerfOptions options) {
    if (camera != null) {
      return camera;
    }
    TaskOptions taskOptions =
        TaskOptions.resolve(
            options.environment().profile(), options.environment().settings(), options.task());
    List<String> cameras = options.task().spec(taskOptions).cameras();
    return cameras.isEmpty() ? ImageOptions.OVERVIEW : cameras.get(0);
  }

  private static void print(RenderReport report, PrintWriter out) {
    out.printf("drawn by                   %s%n", report.renderer());
    out.printf("camera                     %s%n", report.camera());
    out.printf("ratio workers/floor        %10.3f%n", report.ratio());
    out.printf("the same of CPU time       %10.3f%n", report.cpuRatio());
    out.printf("frames per second          %10.0f%n", report.framesPerSecond());
    out.printf("floor frames per second    %10.0f%n", report.floorFramesPerSecond());
    out.printf(
        "CPU per frame              %10.3f milliseconds%n", report.cpuMillisecondsPerFrame());
    out.printf("floor drew same pixels     %10s%n", report.floorAgrees() ? "to the bit" : "no");
  }
}
