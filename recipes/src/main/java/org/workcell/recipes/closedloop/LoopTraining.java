package org.workcell.recipes.closedloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.workcell.datasets.records.StageFolder;
import org.workcell.policies.ExportedPolicy;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorMember;
import org.workcell.training.Checkpoint;
import org.workcell.training.PpoOptions;
import org.workcell.training.PpoTrainer;
import org.workcell.training.PpoUpdate;

/** Trains the policies of a loop; each goes on where it was interrupted. */
final class LoopTraining {

  private static final int UPDATES_PER_CHECKPOINT = 5;
  private static final int STEPS = 100;
  private static final int GRADIENT_STEPS = 64;

  /** Of a policy that comes without deviations. */
  private static final double SMALL_LOG_DEVIATION = -1.5;

  private final LoopPlan plan;
  private final StageFolder files;
  private final TaskDefinition task;
  private final PoolOptions workers;
  private final Consumer<String> progress;

  LoopTraining(
      LoopPlan plan,
      StageFolder files,
      TaskDefinition task,
      PoolOptions workers,
      Consumer<String> progress) {
    this.plan = plan;
    this.files = files;
    this.task = task;
    this.workers = workers;
    this.progress = progress;
  }

  /** Trains from nothing. */
  Path train(String name, EnvironmentOptions environment) {
    PolicyRun run = new PolicyRun(name, 1);
    PpoOptions options = options(run).build();
    List<VectorMember> members = List.of(new VectorMember(task, environment));
    return run(
        run.file(),
        plan.ppo().updates(),
        checkpoint ->
            checkpoint
                .map(kept -> PpoTrainer.resume(members, options, workers, kept))
                .orElseGet(() -> PpoTrainer.start(members, options, workers)));
  }

  /** Trains a policy of {@link #train} further. */
  Path tune(PolicyRun run, String first, EnvironmentOptions environment) {
    if (plan.clones()) {
      return clone(run, environment);
    }
    ExportedPolicy start = ExportedPolicy.read(policy(first));
    Optional<Checkpoint> critic = kept(first);
    PpoOptions options =
        options(run)
            .optimizer(plan.ppo().tuningRate(), 0.5)
            .network(start.layers().hiddenSizes(), start.layers().activation())
            .firstLogDeviation(SMALL_LOG_DEVIATION)
            .normalization(PpoOptions.Normalization.KEPT)
            .build();
    List<VectorMember> members = List.of(new VectorMember(task, environment));
    return run(
        run.file(),
        plan.ppo().tuningUpdates(),
        checkpoint ->
            checkpoint
                .map(kept -> PpoTrainer.resume(members, options, workers, kept))
                .orElseGet(() -> PpoTrainer.startFrom(members, options, workers, start, critic)));
  }

  private Path clone(PolicyRun run, EnvironmentOptions environment) {
    Path policy = policy(run.file());
    if (!Files.exists(policy)) {
      new LoopCloning(plan, task, workers, progress).run(run, environment, policy);
    }
    return policy;
  }

  /** A minibatch has an eighth of an update's rows, as usual. */
  private PpoOptions.Builder options(PolicyRun run) {
    return PpoOptions.builder()
        .seed(run.seed(plan))
        .experience(plan.ppo().environments(), STEPS)
        .minibatches(GRADIENT_STEPS, Math.max(1, plan.ppo().environments() * STEPS / 8))
        .advantages(plan.ppo().discount(), 0.95, 0.1);
  }

  /** Makes a trainer, from a checkpoint where there is one. */
  private interface Opening {
    PpoTrainer open(Optional<Checkpoint> checkpoint);
  }

  /** Begins with a policy that exists, and with its checkpoint where there is one. */
  void take(String name, Path start) {
    if (Files.exists(policy(name))) {
      return;
    }
    String file = start.getFileName().toString();
    Path kept = start.resolveSibling(file.substring(0, file.lastIndexOf('.')) + ".checkpoint");
    try {
      if (Files.exists(kept)) {
        AtomicFiles.write(checkpoint(name), Files.readAllBytes(kept));
      }
      AtomicFiles.write(policy(name), Files.readAllBytes(start));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be copied".formatted(start), e);
    }
  }

  private Path run(String name, int updates, Opening opening) {
    Path policy = policy(name);
    if (Files.exists(policy)) {
      return policy;
    }
    try (PpoTrainer trainer = opening.open(kept(name))) {
      while (trainer.updates() < updates) {
        PpoUpdate update = trainer.update();
        if (trainer.updates() % UPDATES_PER_CHECKPOINT == 0 || trainer.updates() == updates) {
          trainer.checkpoint().write(checkpoint(name));
          progress.accept(words(name, updates, update));
        }
      }
      trainer.export(policy);
    }
    return policy;
  }

  private static String words(String name, int updates, PpoUpdate update) {
    return "%s: update %d/%d, mean reward %.4g, %d of %d episodes succeeded"
        .formatted(
            name,
            update.update(),
            updates,
            update.meanReward(),
            update.successes(),
            update.episodes());
  }

  /** A cloned policy has a checkpoint of another kind, which says nothing here. */
  private Optional<Checkpoint> kept(String name) {
    return Checkpoint.find(checkpoint(name), PpoTrainer.KIND);
  }

  private Path checkpoint(String name) {
    return files.of(name + ".checkpoint");
  }

  private Path policy(String name) {
    return files.of(name + ".pt");
  }
}
