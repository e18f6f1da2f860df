package org.workcell.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.policies.ExportedPolicy;
import org.workcell.policies.Libtorch;
import org.workcell.randomization.PresetProvider;
import org.workcell.randomization.Presets;
import org.workcell.randomization.Randomizations;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Randomization;
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

/** Trains a policy further behind a robot's model. */
@Command(
    name = "finetune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Fine-tune a policy by PPO with the drives and the delta identified from a "
            + "robot, and check that it runs without them.",
    footer = {
      "",
      "FILE.pt is a policy of 'workcell train'. If its checkpoint lies beside it, "
          + "training continues with its critic; otherwise a new critic is trained alone "
          + "for three updates.",
      "",
      "Without --actuators, --delta, --noise, --randomize and the like the policy is "
          + "trained in the nominal environment. The files beside --out are those of 'train"
          + " ppo'. At the end 'deploy-check' runs.",
      "",
      "Exit status: 0 done, 1 the deploy check failed, 2 bad input, 3 the training "
          + "stopped, 130 interrupted.",
      "",
      "Examples:",
      "  workcell sim2real finetune arm/push-v1 --policy p.pt --actuators p.json --delta delta/"
          + " --out tuned.pt",
      "  workcell sim2real finetune arm/push-v1 --policy p.pt --noise 0.02 --out noise.pt",
      "  workcell sim2real finetune --resume tuned.pt"
    })
final class FinetuneCommand implements Callable<Integer> {

  private static final long CHECK_SEED = 1_000_000;

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "TASK", description = "The task of the policy.")
  private String task;

  @Option(names = "--policy", paramLabel = "FILE.pt", description = "The policy to start from.")
  private Path policy;

  @Option(names = "--out", paramLabel = "FILE.pt", description = "The policy to write.")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "FILE.pt",
      description = "Continue this training; its options come from its manifest.")
  private Path resume;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Steps of all environments together, at least (default: ${DEFAULT-VALUE}).")
  private long steps;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of all random draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private FinetuneArguments hyperparameters;
  @Mixin private EnvironmentArguments environment;
  @Mixin private CommandPathArguments commandPath;

  @Option(
      names = "--noise",
      paramLabel = "SIGMA",
      description = "Standard deviation of noise on commands, in their units (default: none).")
  private Double noise;

  @Option(
      names = "--rescale",
      paramLabel = "LOW:HIGH",
      description = "Multiply the delta by a number drawn for each episode.")
  private String rescale;

  @Option(
      names = "--without",
      paramLabel = "SHARE",
      description = "Share of the episodes, 0 to 1, that have no delta.")
  private Double without;

  @Option(
      names = "--randomize",
      paramLabel = "PRESET|FILE.yaml|NAME[=TEXT]",
      description = "Domain randomization: the training ranges of a preset, or another jar's.")
  private String randomize;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that simulate (default: processors). Results do not depend on it.")
  private Integer workers;

  FinetuneCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    try {
      return resume == null ? begin() : goOn();
    } catch (IllegalArgumentException | EngineException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private int begin() {
    if (task == null || policy == null || out == null) {
      throw new BadInputException("name a task, --policy and --out");
    }
    TrainingFiles files = TrainingFiles.of(out);
    files.requireFree();
    FinetuneArguments.requireSettings(policy, environment.settingsByName());
    TaskDefinition definition = new TaskSelection(registry.get()).task(task);
    Optional<Checkpoint> kept =
        Checkpoint.find(TrainingFiles.of(policy).checkpoint(), PpoTrainer.KIND);
    Randomization varied = randomize == null ? null : randomization(randomize);
    FinetunePath path = FinetunePath.of(commandPath.choice(null), noise, rescale, without);
    TrainingManifest.EnvironmentChoice choice =
        new TrainingManifest.EnvironmentChoice(
            Engine.load(),
            environment.profile == null ? "strict" : environment.profile,
            environment.assetsOrBuiltin(),
            List.of(),
            environment.horizon,
            environment.settingsByName());
    Libtorch.version();
    ExportedPolicy start = ExportedPolicy.read(policy);
    PpoOptions options = hyperparameters.options(start, FinetuneArguments.trained(policy), seed);
    VectorMember member = member(definition, choice, path, varied);
    TrainingManifest.Finetuning behind =
        new TrainingManifest.Finetuning(
            policy.toString(),
            LogFolder.sha256(policy),
            kept.isPresent(),
            path,
            member.options().commandPath(),
            varied == null ? null : varied.description());
    int rounds = rounds();
    try (PpoTrainer trainer =
        PpoTrainer.startFrom(
            List.of(member), options, PoolOptions.of(Workers.count(workers)), start, kept)) {
      files.writeManifest(manifest(trainer, definition, rounds, choice, options, behind));
      return train(files, trainer, rounds, definition, choice);
    }
  }

  private int rounds() {
    if (steps < 1) {
      throw new BadInputException("--steps must be 1 or more, not %d".formatted(steps));
    }
    long ofUpdate = hyperparameters.stepsOfUpdate();
    return Math.toIntExact(Math.min(1_000_000, (steps + ofUpdate - 1) / ofUpdate));
  }

  private int goOn() {
    boolean alone =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .allMatch(each -> List.of("--resume", "--workers").contains(each.longestName()));
    if (!alone || task != null) {
      throw new BadInputException("with --resume only --workers may be given");
    }
    TrainingFiles files = TrainingFiles.of(resume);
    TrainingManifest earlier = files.readManifest();
    if (earlier.finetuning() == null) {
      throw new BadInputException(
          "%s is no policy of 'sim2real finetune'; use 'train %s --resume'"
              .formatted(resume, earlier.trainer()));
    }
    TrainingManifest.Finetuning behind = earlier.finetuning();
    TaskDefinition definition = new TaskSelection(registry.get()).task(earlier.tasks().get(0));
    Randomization varied =
        behind.randomization() == null ? null : described(behind.randomization());
    VectorMember member = member(definition, earlier.environment(), behind.path(), varied);
    Libtorch.version();
    Checkpoint checkpoint = files.readCheckpoint(PpoTrainer.KIND);
    PoolOptions pool = PoolOptions.of(Workers.count(workers));
    try (PpoTrainer trainer = PpoTrainer.resume(List.of(member), earlier.ppo(), pool, checkpoint)) {
      TrainingManifest now =
          manifest(
              trainer, definition, earlier.rounds(), earlier.environment(), earlier.ppo(), behind);
      List<String> differences = earlier.differences(now);
      if (!differences.isEmpty()) {
        throw new BadInputException(
            "the training of %s cannot be continued, its numbers would be others: %s"
                .formatted(resume, String.join("; ", differences)));
      }
      files.keepMetrics(trainer.updates());
      return train(files, trainer, earlier.rounds(), definition, earlier.environment());
    }
  }

  private static Randomization randomization(String words) {
    return Randomizations.find(words).orElseGet(() -> Presets.load(words).training());
  }

  private static Randomization described(Randomization.Description description) {
    return description.format().equals(PresetProvider.NAME)
        ? new PresetProvider().read(description.text())
        : Randomizations.read(description.format(), description.text());
  }

  private static EnvironmentOptions plain(TrainingManifest.EnvironmentChoice choice) {
    return EnvironmentArguments.options(
        choice.profile(), choice.assets(), choice.horizon(), choice.settings());
  }

  private static VectorMember member(
      TaskDefinition task,
      TrainingManifest.EnvironmentChoice choice,
      FinetunePath path,
      Randomization varied) {
    EnvironmentOptions options = path.choice().applyTo(plain(choice));
    return new VectorMember(task, varied == null ? options : options.withRandomization(varied));
  }

  private TrainingManifest manifest(
      PpoTrainer trainer,
      TaskDefinition definition,
      int rounds,
      TrainingManifest.EnvironmentChoice choice,
      PpoOptions options,
      TrainingManifest.Finetuning behind) {
    TrainingManifest.EnvironmentChoice here =
        new TrainingManifest.EnvironmentChoice(
            Engine.load(),
            choice.profile(),
            choice.assets(),
            trainer.assetsSha256(),
            choice.horizon(),
            choice.settings());
    List<String> command = spec.root().commandLine().getParseResult().originalArgs();
    return TrainingManifest.of(
            PpoTrainer.KIND, command, trainer.inputs(), List.of(definition.id()), rounds)
        .withFinetuning(here, options, behind);
  }

  private int train(
      TrainingFiles files,
      PpoTrainer trainer,
      int rounds,
      TaskDefinition definition,
      TrainingManifest.EnvironmentChoice choice) {
    int status = PpoRounds.run(files, trainer, rounds, spec.commandLine());
    return status == ExitStatus.OK
        ? DeployCheckCommand.run(
            files.policy(),
            definition,
            plain(choice),
            CHECK_SEED,
            DeployCheckCommand.EPISODES,
            PoolOptions.of(Workers.count(workers)),
            spec)
        : status;
  }
}
