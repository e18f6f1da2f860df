package org.workcell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.workcell.datasets.demonstrations.DemonstrationFormat;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.Mlp;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.VectorMember;
import org.workcell.training.Checkpoint;
import org.workcell.training.CloningData;
import org.workcell.training.CloningEpoch;
import org.workcell.training.CloningOptions;
import org.workcell.training.CloningTrainer;
import org.workcell.training.DemonstrationRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Clones a policy from demonstrations. */
@Command(
    name = "clone",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Train a policy by behaviour cloning on demonstrations.",
    footer = {
      "",
      "Everything is checked before anything is written. Beside FILE.pt lie FILE.manifest.json,"
          + " FILE.metrics.jsonl with a line for each epoch, and FILE.checkpoint. After Ctrl-C or a"
          + " crash, --resume gives the numbers of a run that was never interrupted.",
      "",
      "Exit status: 0 done, 2 bad input, 3 the training stopped, 130 interrupted.",
      "",
      "Examples:",
      "  workcell train clone metaworld/reach-v3 --data demos/reach --out reach.pt",
      "  workcell train clone metaworld/MT10 --data demos/mt10 --blocks one_hot --out mt10.pt",
      "  workcell train clone --resume reach.pt"
    })
final class TrainCloneCommand implements Callable<Integer> {

  private static final int EPOCHS_PER_CHECKPOINT = 10;

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TASK|BENCHMARK|SUITE",
      description = "Tasks whose demonstrations are cloned, with one network for all.")
  private List<String> names = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The demonstrations: the --out folder of 'workcell demos'.")
  private Path data;

  @Mixin private TrainingArguments training;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "100",
      description = "Passes over the data (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--minibatch-size",
      paramLabel = "N",
      defaultValue = "256",
      description = "Steps of episodes in one gradient step (default: ${DEFAULT-VALUE}).")
  private int batchRows;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      defaultValue = "0.001",
      description = "First learning rate of Adam (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "cosine|constant",
      defaultValue = "cosine",
      description = "Schedule of the learning rate (default: ${DEFAULT-VALUE}, down to zero).")
  private String schedule;

  @Option(
      names = "--weight-decay",
      paramLabel = "W",
      defaultValue = "0",
      description = "Decoupled weight decay of matrices (default: ${DEFAULT-VALUE}).")
  private double weightDecay;

  @Option(
      names = "--loss",
      paramLabel = "mse|nll",
      defaultValue = "mse",
      description =
          "The squared error of actions, or the negative log density of normal actions (default:"
              + " ${DEFAULT-VALUE}).")
  private String loss;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Share of the episodes for validation only (default: ${DEFAULT-VALUE}).")
  private double validation;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Stop after so many epochs without a better validation loss, with the best weights"
              + " (default: ${DEFAULT-VALUE}, never; the last weights count).")
  private int patience;

  @Option(
      names = "--chunk",
      paramLabel = "N",
      defaultValue = "1",
      description = "Actions that the network plans at once (default: ${DEFAULT-VALUE}).")
  private int chunk;

  @Option(
      names = "--actions",
      paramLabel = "asked|executed",
      defaultValue = "asked",
      description =
          "Actions to clone: those of the policy (asked) or the executed ones (default:"
              + " ${DEFAULT-VALUE}).")
  private String actions;

  TrainCloneCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  /** What is trained on. */
  private record Cloned(List<String> tasks, InputBlocks blocks, CloningData rows) {}

  @Override
  public Integer call() {
    TrainingFiles files = training.files();
    try {
      return training.resume == null ? begin(files) : goOn(files);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private int begin(TrainingFiles files) {
    if (names.isEmpty() || data == null) {
      throw new BadInputException("name a task, and its demonstrations with --data DIR");
    }
    CloningOptions options = options();
    TaskSelection selection = new TaskSelection(registry.get());
    List<TaskDefinition> tasks =
        selection.benchmark(names).map(selection::tasksOf).orElseGet(() -> selection.tasks(names));
    Cloned cloned =
        read(tasks, data, training.oneHot(), training.instructionSize(), requireActions());
    TrainingManifest manifest = manifest(cloned, data, actions, options);
    try (CloningTrainer trainer = new CloningTrainer(cloned.rows(), options)) {
      files.writeManifest(manifest);
      return train(files, trainer, cloned, options);
    }
  }

  private int goOn(TrainingFiles files) {
    training.requireNothingBesideResume(spec, List.of());
    TrainingManifest earlier = files.readManifest();
    if (earlier.cloning() == null || earlier.data() == null) {
      throw new BadInputException(
          "%s was not trained by 'train clone'; use 'train %s'"
              .formatted(files.policy(), earlier.trainer()));
    }
    TaskSelection selection = new TaskSelection(registry.get());
    List<TaskDefinition> tasks = selection.tasks(earlier.tasks());
    Path folder = Path.of(earlier.data().folder());
    TrainingManifest.Inputs inputs = earlier.inputs();
    int instructionSize = inputs.instructionSize() == null ? 0 : inputs.instructionSize();
    String which = earlier.data().actions();
    Cloned cloned =
        read(
            tasks,
            folder,
            !inputs.oneHotTasks().isEmpty(),
            instructionSize,
            which.equals("executed"));
    TrainingManifest now = manifest(cloned, folder, which, earlier.cloning());
    List<String> differences = earlier.differences(now);
    if (!differences.isEmpty()) {
      throw new BadInputException(
          "the training of %s cannot be continued, its numbers would be others: %s"
              .formatted(files.policy(), String.join("; ", differences)));
    }
    Checkpoint checkpoint = files.readCheckpoint(CloningTrainer.KIND);
    try (CloningTrainer trainer = new CloningTrainer(cloned.rows(), earlier.cloning())) {
      trainer.load(checkpoint);
      files.keepMetrics(trainer.epochs());
      return train(files, trainer, cloned, earlier.cloning());
    }
  }

  private CloningOptions options() {
    return CloningOptions.builder()
        .seed(training.seed)
        .epochs(epochs, batchRows)
        .learningRate(learningRate, one(CloningOptions.Schedule.values(), "--schedule", schedule))
        .regularization(weightDecay, 1)
        .loss(one(CloningOptions.Loss.values(), "--loss", loss))
        .network(training.hidden(List.of(256, 256)), training.activation(Mlp.Activation.RELU))
        .validation(validation, patience)
        .chunkSteps(chunk)
        .build();
  }

  private static <E extends Enum<E>> E one(E[] values, String option, String name) {
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(name)) {
        return value;
      }
    }
    throw new BadInputException("%s '%s' does not exist; see --help".formatted(option, name));
  }

  private boolean requireActions() {
    if (!actions.equals("asked") && !actions.equals("executed")) {
      throw new BadInputException(
          "--actions '%s' does not exist; use asked or executed".formatted(actions));
    }
    return actions.equals("executed");
  }

  private static Cloned read(
      List<TaskDefinition> tasks,
      Path folder,
      boolean oneHot,
      int instructionSize,
      boolean executed) {
    Demonstrations demonstrations = Demonstrations.open(folder);
    if (!demonstrations.isComplete()) {
      throw new BadInputException(
          "the recording of '%s' has not come to its end; continue it with: workcell demos --resume"
                  .formatted(folder)
              + " '%s'".formatted(folder));
    }
    List<String> ids = tasks.stream().map(TaskDefinition::id).toList();
    EnvironmentOptions recorded = recordedOptions(demonstrations.manifest());
    BatchLayout layout = new VectorMember(tasks.get(0), recorded).taskSpec().layout();
    InputBlocks blocks = InputBlocks.allOf(layout);
    blocks = oneHot ? blocks.withOneHot(ids) : blocks;
    blocks = instructionSize > 0 ? blocks.withInstruction(instructionSize) : blocks;
    CloningData rows = DemonstrationRows.read(demonstrations, ids, blocks, executed);
    if (rows.actionSize() != layout.action().size()) {
      throw new BadInputException(
          "the demonstrations have actions of %d elements, task %s takes %d"
              .formatted(rows.actionSize(), ids.get(0), layout.action().size()));
    }
    return new Cloned(ids, blocks, rows);
  }

  /** Observation blocks may depend on profile and settings. */
  private static EnvironmentOptions recordedOptions(JsonNode manifest) {
    JsonNode evaluation = manifest.path("evaluation");
    Map<String, String> settings = new LinkedHashMap<>();
    evaluation
        .path("settings")
        .properties()
        .forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
    return EnvironmentArguments.options(
        evaluation.path("profile").asText("strict"), "builtin", null, settings);
  }

  private TrainingManifest manifest(
      Cloned cloned, Path folder, String which, CloningOptions options) {
    List<String> command = spec.root().commandLine().getParseResult().originalArgs();
    TrainingManifest.Data facts =
        new TrainingManifest.Data(
            folder.toString(),
            sha256(folder.resolve(DemonstrationFormat.INDEX)),
            cloned.rows().episodes().size(),
            cloned.rows().steps(),
            which);
    return TrainingManifest.of(
            CloningTrainer.KIND, command, cloned.blocks(), cloned.tasks(), options.epochs())
        .withCloning(facts, options);
  }

  private static String sha256(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read (%s)".formatted(file, IoReason.of(e)), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private int train(
      TrainingFiles files, CloningTrainer trainer, Cloned cloned, CloningOptions options) {
    spec.commandLine()
        .getErr()
        .printf(
            "%s: %d episodes, %d steps to train on, %d to validate on%n",
            files.policy(),
            cloned.rows().episodes().size(),
            trainer.trainingRows(),
            trainer.validationRows());
    int status =
        new TrainingRounds(files, spec.commandLine().getErr(), EPOCHS_PER_CHECKPOINT)
            .run(new Rounds(trainer, files, cloned.blocks()), options.epochs());
    if (status == ExitStatus.OK) {
      spec.commandLine().getOut().println("policy: " + files.policy());
      spec.commandLine().getOut().flush();
    }
    return status;
  }

  /** Epochs as rounds. */
  private record Rounds(CloningTrainer trainer, TrainingFiles files, InputBlocks blocks)
      implements TrainingRounds.Trainer {

    @Override
    public int rounds() {
      return trainer.epochs();
    }

    @Override
    public boolean isDone() {
      return trainer.isDone();
    }

    @Override
    public Optional<TrainingRounds.Round> next(BooleanSupplier stop) {
      return trainer.nextEpoch(stop).map(Rounds::round);
    }

    private static TrainingRounds.Round round(CloningEpoch epoch) {
      String words = String.format(Locale.ROOT, "training loss %.5g", epoch.trainingLoss());
      if (epoch.validationLoss() != null) {
        words += String.format(Locale.ROOT, ", validation loss %.5g", epoch.validationLoss());
      }
      return new TrainingRounds.Round(epoch, words);
    }

    @Override
    public Checkpoint checkpoint() {
      return trainer.checkpoint();
    }

    @Override
    public void export() {
      trainer.export(files.policy(), blocks);
    }
  }
}
