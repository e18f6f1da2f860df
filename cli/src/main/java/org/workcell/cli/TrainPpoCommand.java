package org.workcell.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Mlp;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorMember;
import org.workcell.training.Checkpoint;
import org.workcell.training.PpoOptions;
import org.workcell.training.PpoTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a policy with PPO. */
@Command(
    name = "ppo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Train a policy by proximal policy optimization (PPO).",
    footer = {
      "",
      "Several tasks share the environments in turn and must have actions of one shape. Beside"
          + " FILE.pt lie FILE.manifest.json, FILE.metrics.jsonl with a line for each update, and"
          + " FILE.checkpoint. After Ctrl-C or a crash, --resume gives the numbers of a run that"
          + " was never interrupted; --updates may then be raised.",
      "",
      "Exit status: 0 done, 2 bad input, 3 the training stopped, 130 interrupted.",
      "",
      "Examples:",
      "  workcell train ppo metaworld/reach-v3 --horizon 100 --updates 40 --out reach.pt",
      "  workcell train ppo --resume reach.pt --updates 80"
    })
final class TrainPpoCommand implements Callable<Integer> {

  private static final int MOST_ENVIRONMENTS = 65536;

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TASK|BENCHMARK|SUITE",
      description = "Tasks to train on, with one network for all.")
  private List<String> names = List.of();

  @Mixin private TrainingArguments training;

  @Option(
      names = "--updates",
      paramLabel = "N",
      description = "Updates: rounds of experience and learning (default: 100).")
  private Integer updates;

  @Mixin private PpoArguments hyperparameters;

  @Mixin private EnvironmentArguments environment;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that simulate (default: processors). Results do not depend on it.")
  private Integer workers;

  TrainPpoCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    TrainingFiles files = training.files();
    try {
      return training.resume == null ? begin(files) : goOn(files);
    } catch (IllegalArgumentException | EngineException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private int begin(TrainingFiles files) {
    if (names.isEmpty()) {
      throw new BadInputException(
          "no task is given; name one, 'workcell list' shows what there is");
    }
    TaskSelection selection = new TaskSelection(registry.get());
    List<TaskDefinition> tasks =
        selection.benchmark(names).map(selection::tasksOf).orElseGet(() -> selection.tasks(names));
    List<String> ids = tasks.stream().map(TaskDefinition::id).toList();
    PpoOptions options =
        hyperparameters
            .builder()
            .seed(training.seed)
            .network(training.hidden(List.of(64, 64)), training.activation(Mlp.Activation.TANH))
            .oneHot(training.oneHot() ? ids : List.of())
            .instruction(training.instructionSize())
            .build();
    if (options.environments() > MOST_ENVIRONMENTS) {
      throw new BadInputException(
          "--envs must be 1 to %d, not %d".formatted(MOST_ENVIRONMENTS, options.environments()));
    }
    int rounds = requireUpdates(updates == null ? 100 : updates);
    TrainingManifest.EnvironmentChoice choice =
        new TrainingManifest.EnvironmentChoice(
            Engine.load(),
            environment.profile == null ? "strict" : environment.profile,
            environment.assetsOrBuiltin(),
            List.of(),
            environment.horizon,
            environment.settingsByName());
    List<VectorMember> members = members(tasks, choice);
    PoolOptions pool = PoolOptions.of(Workers.count(workers));
    try (PpoTrainer trainer = PpoTrainer.start(members, options, pool)) {
      files.writeManifest(manifest(trainer, ids, rounds, choice, options));
      return train(files, trainer, rounds);
    }
  }

  private int goOn(TrainingFiles files) {
    training.requireNothingBesideResume(spec, List.of("--updates", "--workers"));
    TrainingManifest earlier = files.readManifest();
    if (earlier.ppo() == null || earlier.environment() == null) {
      throw new BadInputException(
          "%s was not trained by 'train ppo'; use 'train %s'"
              .formatted(files.policy(), earlier.trainer()));
    }
    if (earlier.finetuning() != null) {
      throw new BadInputException(
          "%s was trained by 'sim2real finetune'; continue it with that".formatted(files.policy()));
    }
    TaskSelection selection = new TaskSelection(registry.get());
    List<VectorMember> members = members(selection.tasks(earlier.tasks()), earlier.environment());
    Libtorch.version();
    Checkpoint checkpoint = files.readCheckpoint(PpoTrainer.KIND);
    PoolOptions pool = PoolOptions.of(Workers.count(workers));
    int rounds = requireUpdates(updates == null ? earlier.rounds() : updates);
    try (PpoTrainer trainer = PpoTrainer.resume(members, earlier.ppo(), pool, checkpoint)) {
      TrainingManifest now =
          manifest(
              trainer, earlier.tasks(), earlier.rounds(), earlier.environment(), earlier.ppo());
      List<String> differences = earlier.differences(now);
      if (!differences.isEmpty()) {
        throw new BadInputException(
            "the training of %s cannot be continued, its numbers would be others: %s"
                .formatted(files.policy(), String.join("; ", differences)));
      }
      files.keepMetrics(trainer.updates());
      if (rounds != earlier.rounds()) {
        files.writeManifest(
            manifest(trainer, earlier.tasks(), rounds, earlier.environment(), earlier.ppo()));
      }
      return train(files, trainer, rounds);
    }
  }

  private static int requireUpdates(int count) {
    if (count < 1 || count > 1_000_000) {
      throw new BadInputException("--updates must be 1 to 1000000, not " + count);
    }
    return count;
  }

  private static List<VectorMember> members(
      List<TaskDefinition> tasks, TrainingManifest.EnvironmentChoice choice) {
    Map<String, String> settings = choice.settings();
    EnvironmentOptions options =
        EnvironmentArguments.options(choice.profile(), choice.assets(), choice.horizon(), settings);
    return tasks.stream().map(task -> new VectorMember(task, options)).toList();
  }

  private TrainingManifest manifest(
      PpoTrainer trainer,
      List<String> tasks,
      int rounds,
      TrainingManifest.EnvironmentChoice choice,
      PpoOptions options) {
    TrainingManifest.EnvironmentChoice here =
        new TrainingManifest.EnvironmentChoice(
            Engine.load(),
            choice.profile(),
            choice.assets(),
            trainer.assetsSha256(),
            choice.horizon(),
            choice.settings());
    List<String> command = spec.root().commandLine().getParseResult().originalArgs();
    return TrainingManifest.of(PpoTrainer.KIND, command, trainer.inputs(), tasks, rounds)
        .withPpo(here, options);
  }

  private int train(TrainingFiles files, PpoTrainer trainer, int rounds) {
    return PpoRounds.run(files, trainer, rounds, spec.commandLine());
  }
}
