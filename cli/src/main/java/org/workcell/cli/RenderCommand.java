package org.workcell.cli;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.NetworkSettings;
import org.workcell.evaluation.PolicySource;
import org.workcell.randomization.Preset;
import org.workcell.randomization.Presets;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.Model;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rendering.RenderingException;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes an image of a task. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Render an image of a task or of all tasks of a suite, at the start of an episode or after"
            + " some steps.",
    footer = {
      "",
      "Exit status: 0 done, 2 bad input or no OpenGL (see 'workcell doctor').",
      "",
      "Examples:",
      "  workcell render metaworld/push-v3 --out push.png",
      "  workcell render metaworld/push-v3 --view corner --view-size 1280x720 --step 60 --out"
          + " push.png",
      "  workcell render metaworld --view-size 256x192 --out metaworld.png",
      "  workcell render metaworld/push-v3 --perturb lamp-96 --grid 4x4 --view-size 256x192 --out"
          + " push.png",
      "  workcell render metaworld/push-v3 --perturb colosseum-style --condition each --view-size"
          + " 256x192 --out push.png",
      "  workcell render metaworld/push-v3 --what rgb,depth,objects --out push.png"
    })
final class RenderCommand implements Callable<Integer> {

  private static final int LONGEST_GRID_SIDE = 64;
  private static final String EACH = "each";
  private static final Pattern GRID = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TASK|SUITE",
      description = "The task to render; a suite gives a sheet with an image of each task.")
  private String name;

  @Mixin private DrawingArguments drawing;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description =
          "Seed of the episode; with --split demo also its demonstration (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--step",
      paramLabel = "N",
      defaultValue = "0",
      description = "Steps to take before the image (default: ${DEFAULT-VALUE}).")
  private int step;

  @Option(
      names = "--policy",
      paramLabel = "NAME|FILE.pt",
      description =
          "The policy that takes the steps: expert (default), random, zero, a TorchScript file, or"
              + " a policy of another jar, see --suites.")
  private String policy;

  @Mixin private ImageArguments images;

  @Mixin private EnvironmentArguments environment;

  @Mixin private CommandPathArguments commandPath;

  @Mixin private SplitArguments split;

  @Option(
      names = "--perturb",
      paramLabel = "PRESET|FILE.yaml",
      description =
          "Draw the factors of a preset, for example lamp-96, colosseum-style, plus-style or"
              + " dynamics-wide.")
  private String preset;

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description =
          "One condition of the preset instead of all its factors; 'each' gives a sheet with one"
              + " image of each condition, and one of none.")
  private String condition;

  @Option(
      names = "--severity",
      paramLabel = "0..5",
      defaultValue = "5",
      description =
          "Severity, 0 (no change) to 5 (the whole ranges of the preset; default:"
              + " ${DEFAULT-VALUE}).")
  private int severity;

  @Option(
      names = "--what",
      paramLabel = "KIND,...",
      split = ",",
      converter = ImageKind.Reader.class,
      defaultValue = "rgb",
      description =
          "rgb, depth (near is yellow, far is dark blue), objects (a colour for each body), or"
              + " several, like rgb,depth,objects, side by side (default: ${DEFAULT-VALUE}).")
  private List<ImageKind> kinds;

  @Option(
      names = "--grid",
      paramLabel = "RxC",
      description = "Render a grid of R x C seeds of one task, starting at --seed.")
  private String grid;

  @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "The image.")
  private Path out;

  RenderCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    RenderOptions options = drawing.sized(RenderOptions::faithful);
    requireStep();
    requireWritable(out);
    List<TaskDefinition> tasks = new TaskSelection(registry.get()).tasks(List.of(name));
    List<RenderRequest> shots = shots(tasks);
    ContactSheet sheet = sheet(shots.size(), options);
    shots.stream().limit(tasks.size()).forEach(shot -> shot.check(this::camera));
    try (OpenGlContext context = OpenGlContext.open()) {
      int place = 0;
      for (RenderRequest shot : shots) {
        for (ByteBuffer image : shot.take(step, kinds, this::camera, context, options)) {
          sheet.put(place++, image);
        }
      }
    } catch (RenderingException e) {
      throw new BadInputException(e.getMessage(), e);
    }
    sheet.write(out);
    spec.commandLine().getOut().println(out);
    return ExitStatus.OK;
  }

  /** One of each task; of the only task, one of each condition, or one of each seed of a grid. */
  private List<RenderRequest> shots(List<TaskDefinition> tasks) {
    Optional<Preset> factors = preset();
    if (EACH.equals(condition)) {
      requireOneTask(tasks, "--condition each");
      return conditions(factors.orElseThrow(), tasks.get(0));
    }
    Optional<Randomization> randomization =
        factors.map(all -> perturbation(all, condition == null ? Preset.ALL : condition));
    if (grid == null) {
      return tasks.stream().map(task -> shot(task, seed, randomization, Optional.empty())).toList();
    }
    requireOneTask(tasks, "--grid");
    return LongStream.range(seed, seed + (long) gridSide(1) * gridSide(2))
        .mapToObj(each -> shot(tasks.get(0), each, randomization, Optional.empty()))
        .toList();
  }

  private List<RenderRequest> conditions(Preset factors, TaskDefinition task) {
    List<RenderRequest> shots = new ArrayList<>();
    shots.add(shot(task, seed, Optional.empty(), Optional.of(Preset.NONE)));
    for (String each : factors.conditions()) {
      shots.add(shot(task, seed, Optional.of(perturbation(factors, each)), Optional.of(each)));
    }
    return shots;
  }

  private void requireOneTask(List<TaskDefinition> tasks, String option) {
    if (tasks.size() != 1) {
      throw new BadInputException(
          "%s shows one task, and %s are %d; name one".formatted(option, name, tasks.size()));
    }
  }

  private Optional<Preset> preset() {
    if (preset == null && condition != null) {
      throw new BadInputException("--condition is one of a preset; name it with --perturb");
    }
    if (EACH.equals(condition) && grid != null) {
      throw new BadInputException("--condition each makes a grid of its own; remove --grid");
    }
    try {
      return Optional.ofNullable(preset).map(Presets::load);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private Randomization perturbation(Preset factors, String of) {
    try {
      return factors.perturbation(of, severity);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private ContactSheet sheet(int shots, RenderOptions options) {
    int columns = grid != null ? gridSide(2) : kinds.size() > 1 ? 1 : ContactSheet.columns(shots);
    return new ContactSheet(shots * kinds.size(), columns * kinds.size(), options);
  }

  private int gridSide(int side) {
    Matcher matcher = GRID.matcher(grid);
    int value = matcher.matches() ? Integer.parseInt(matcher.group(side)) : 0;
    if (value < 1 || value > LONGEST_GRID_SIDE) {
      throw new BadInputException(
          "--grid '%s' is not a grid; write rows and columns of 1 to %d, like 4x4"
              .formatted(grid, LONGEST_GRID_SIDE));
    }
    return value;
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
  private RenderRequest shot(
      TaskDefinition task,
      long episodeSeed,
      Optional<Randomization> randomization,
      Optional<String> caption) {
    String standard = step == 0 ? "zero" : "expert";
    String assets = environment.assetsOrBuiltin();
    EnvironmentOptions plain =
        EnvironmentArguments.options(
            environment.profile == null ? "strict" : environment.profile,
            assets,
            environment.horizon,
            environment.settingsByName());
    Evaluation evaluation =
        Evaluation.builder(
                List.of(task),
                PolicySource.parse(policy == null ? standard : policy, NetworkSettings.NONE))
            .firstSeed(episodeSeed)
            .options(randomization.map(plain::withRandomization).orElse(plain), assets)
            .commandPath(commandPath.choice(null))
            .split(
                split
                    .split(null, List.of(task), plain, assets)
                    .map(demonstrated -> demonstrated.from(episodeSeed)))
            .images(images.options(null))
            .build();
    UnappliedWarning.print(evaluation, spec.commandLine().getErr());
    return new RenderRequest(evaluation, randomization, caption);
  }

  private Camera camera(Model scene) {
    if (drawing.camera == null) {
      return Camera.overview(scene);
    }
    try {
      return Camera.named(scene, drawing.camera);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
