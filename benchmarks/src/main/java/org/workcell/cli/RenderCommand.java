package org.workcell.cli;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.workcell.evaluation.BadInputException;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.EvaluationPlan;
import org.workcell.evaluation.NetworkSettings;
import org.workcell.evaluation.PausedEpisode;
import org.workcell.evaluation.PolicySource;
import org.workcell.randomization.Preset;
import org.workcell.randomization.PresetRandomization;
import org.workcell.randomization.Presets;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.sim.environment.TaskRegistry;
import org.workcell.sim.physics.Model;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rendering.RenderingException;
import org.workcell.sim.rendering.ViewRenderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a picture of a task. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Take a picture of a task or of all tasks of a suite, at the start of an episode or some"
            + " steps into it.",
    footer = {
      "",
      "Exit status: 0 done, 2 bad input or no OpenGL ('workcell doctor' says more).",
      "",
      "Examples:",
      "  workcell render metaworld/push-v3 --out push.png",
      "  workcell render metaworld/push-v3 --camera corner --size 1280x720 --step 60 --out"
          + " push.png",
      "  workcell render metaworld --size 256x192 --out metaworld.png",
      "  workcell render metaworld/push-v3 --randomize lamp-96 --grid 4x4 --size 256x192 --out"
          + " push.png"
    })
final class RenderCommand implements Callable<Integer> {

  private static final int LONGEST_GRID_SIDE = 64;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TASK|SUITE",
      description = "What to show; a suite gives a sheet with a picture of each task.")
  private String name;

  @Option(
      names = "--camera",
      paramLabel = "NAME",
      description = "A camera of the scene (default: one that shows the whole scene).")
  private String camera;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "640x480",
      description = "Width and height in pixels (default: ${DEFAULT-VALUE}).")
  private String size;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of the episode (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--step",
      paramLabel = "N",
      defaultValue = "0",
      description = "Steps to take before the picture (default: ${DEFAULT-VALUE}).")
  private int step;

  @Option(
      names = "--policy",
      paramLabel = "NAME|FILE.pt",
      description = "Who takes the steps: expert (default), random, zero, or a TorchScript file.")
  private String policy;

  @Mixin private EnvironmentArguments environment;

  @Option(
      names = "--randomize",
      paramLabel = "PRESET|FILE.yaml",
      description =
          "Draw what a preset randomizes, for example lamp-96, colosseum, libero-plus or"
              + " dynamics-wide.")
  private String preset;

  @Option(
      names = "--grid",
      paramLabel = "RxC",
      description =
          "Of one task, a sheet of R rows and C columns with as many seeds, from --seed on.")
  private String grid;

  @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "The picture.")
  private Path out;

  RenderCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    RenderOptions options = options();
    requireStep();
    requireWritable(out);
    List<TaskDefinition> tasks = new TaskSelection(registry.get()).tasks(List.of(name));
    List<Evaluation> pictures = pictures(tasks);
    ContactSheet sheet = sheet(pictures.size(), options);
    pictures.stream().limit(tasks.size()).forEach(this::requireShowable);
    try (OpenGlContext context = OpenGlContext.open()) {
      for (int i = 0; i < pictures.size(); i++) {
        sheet.put(i, picture(pictures.get(i), context, options));
      }
    } catch (RenderingException e) {
      throw new BadInputException(e.getMessage(), e);
    }
    sheet.write(out);
    spec.commandLine().getOut().println(out);
    return ExitStatus.OK;
  }

  /** One of each task, or, with a grid, one of each seed of the only task. */
  private List<Evaluation> pictures(List<TaskDefinition> tasks) {
    Optional<PresetRandomization> randomization = randomization();
    if (grid == null) {
      return tasks.stream().map(task -> evaluation(task, seed, randomization)).toList();
    }
    if (tasks.size() != 1) {
      throw new BadInputException(
          "--grid shows seeds of one task, and %s are %d; name one".formatted(name, tasks.size()));
    }
    return LongStream.range(seed, seed + (long) gridSide(1) * gridSide(2))
        .mapToObj(each -> evaluation(tasks.get(0), each, randomization))
        .toList();
  }

  private Optional<PresetRandomization> randomization() {
    try {
      return Optional.ofNullable(preset).map(Presets::load).map(Preset::training);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private ContactSheet sheet(int pictures, RenderOptions options) {
    return grid == null
        ? new ContactSheet(pictures, options)
        : new ContactSheet(pictures, gridSide(2), options);
  }

  private int gridSide(int side) {
    Matcher matcher = SIZE.matcher(grid);
    int value = matcher.matches() ? Integer.parseInt(matcher.group(side)) : 0;
    if (value < 1 || value > LONGEST_GRID_SIDE) {
      throw new BadInputException(
          "--grid '%s' is not a grid; write rows and columns of 1 to %d, like 4x4"
              .formatted(grid, LONGEST_GRID_SIDE));
    }
    return value;
  }

  private RenderOptions options() {
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw new BadInputException(
          "--size '%s' is not a size; write width and height in pixels, like 640x480"
              .formatted(size));
    }
    try {
      return RenderOptions.faithful(
          Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private void requireStep() {
    if (step < 0) {
      throw new BadInputException("--step must be 0 or more, not %d".formatted(step));
    }
  }

  private static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (!file.toString().endsWith(".png")) {
      throw new BadInputException(
          "--out '%s' is not the name of a PNG file; let it end in .png".formatted(file));
    }
    if (Files.isDirectory(file) || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new BadInputException(
          "--out '%s' cannot be written; give a file in a folder that exists and may be written to"
              .formatted(file));
    }
  }

  /** Without an expert, the initial state needs no policy, and zero is as good as any. */
  private Evaluation evaluation(
      TaskDefinition task, long episodeSeed, Optional<PresetRandomization> randomization) {
    String standard = step == 0 ? "zero" : "expert";
    String assets = environment.assets == null ? "builtin" : environment.assets;
    Evaluation plain =
        new Evaluation(
            List.of(task),
            PolicySource.parse(policy == null ? standard : policy, NetworkSettings.NONE),
            1,
            episodeSeed,
            EnvironmentArguments.options(
                environment.profile == null ? "strict" : environment.profile,
                assets,
                environment.horizon,
                environment.settingsByName()),
            assets);
    return randomization
        .map(factors -> plain.withRandomization(factors, List.of(task)))
        .orElse(plain);
  }

  private Camera camera(Model scene) {
    if (camera == null) {
      return Camera.overview(scene);
    }
    try {
      return Camera.named(scene, camera);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private void requireShowable(Evaluation evaluation) {
    try (EvaluationPlan plan = EvaluationPlan.check(evaluation)) {
      camera(plan.scene());
    }
  }

  private ByteBuffer picture(Evaluation evaluation, OpenGlContext context, RenderOptions options) {
    ByteBuffer rgb = ByteBuffer.allocateDirect(options.rgbBytes());
    try (EvaluationPlan plan = EvaluationPlan.check(evaluation)) {
      Model scene = plan.scene();
      Camera view = camera(scene);
      try (PausedEpisode episode = PausedEpisode.run(plan, step);
          ViewRenderer renderer = new ViewRenderer(context, scene, options)) {
        renderer.render(episode.view(), view, rgb);
      }
    }
    return rgb;
  }
}
