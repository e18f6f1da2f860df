package org.workcell.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import org.workcell.perf.PerfOptions;
import org.workcell.perf.RenderMeasurement;
import org.workcell.perf.RenderReport;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures drawing. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure images of environments.",
      "Turns of half a second alternate with a baseline that draws the same scenes on as many"
          + " threads with nothing but the engine's render calls. The ratio is render"
          + " workers/baseline, the median over all turns."
    },
    footer = {"", "Exit status: 0 done, 2 bad input or no OpenGL."})
final class PerfRenderCommand extends PerfSubcommand<RenderReport> {

  @Option(
      names = "--image-size",
      defaultValue = "84",
      paramLabel = "WxH",
      description = "Width and height in pixels; 84 is 84x84 (default: ${DEFAULT-VALUE}).")
  private String size;

  @Option(
      names = "--cameras",
      split = ",",
      paramLabel = "NAME,...",
      description =
          "Cameras of the scene, or overview, with commas between them (default: the task's"
              + " first).")
  private String[] cameras = {};

  @Option(
      names = "--image-quality",
      defaultValue = "fast",
      paramLabel = "fast|faithful",
      description =
          "fast (default): no shadows, reflections and smooth edges; faithful: as the scene has"
              + " them.")
  private String quality;

  PerfRenderCommand(Supplier<TaskRegistry> registry) {
    super(registry);
  }

  @Override
  RenderReport measure(PerfOptions options) {
    ImageSize pixels = ImageSize.parse("--image-size", size);
    RenderOptions image =
        new RenderOptions(
            pixels.widthPixels(), pixels.heightPixels(), ImageArguments.quality(quality));
    return RenderMeasurement.run(options, ImageOptions.of(image, cameras(options)));
  }

  private String[] cameras(PerfOptions options) {
    if (cameras.length > 0) {
      return cameras;
    }
    TaskOptions taskOptions =
        TaskOptions.resolve(
            options.environment().profile(), options.environment().settings(), options.task());
    List<String> own = options.task().spec(taskOptions).cameras();
    return new String[] {own.isEmpty() ? ImageOptions.OVERVIEW : own.get(0)};
  }

  @Override
  void print(RenderReport report, PrintWriter out) {
    out.printf("drawn by                   %s%n", report.renderer());
    out.printf("cameras                    %s%n", String.join(", ", report.cameras()));
    out.printf("ratio workers/floor        %10.3f%n", report.ratio());
    out.printf(
        "the same of CPU time       %10.3f (95 %% interval %.3f to %.3f, %d pairs of slices)%n",
        report.cpuRatio(),
        report.cpuRatioInterval().low(),
        report.cpuRatioInterval().high(),
        report.pairs());
    out.printf("frames per second          %10.0f%n", report.framesPerSecond());
    out.printf("floor frames per second    %10.0f%n", report.floorFramesPerSecond());
    out.printf(
        "CPU per frame              %10.3f milliseconds%n", report.cpuMillisecondsPerFrame());
    out.printf("floor drew same pixels     %10s%n", report.floorAgrees() ? "to the bit" : "no");
  }
}
