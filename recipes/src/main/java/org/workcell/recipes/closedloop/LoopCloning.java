package org.workcell.recipes.closedloop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.workcell.datasets.degradation.DegradationChain;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.InputRows;
import org.workcell.policies.Mlp;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.training.CloningData;
import org.workcell.training.CloningOptions;
import org.workcell.training.CloningTrainer;

/**
 * Clones the task's expert, which acts in an environment with a gap or a model of it: the policy
 * learns what the expert does about delays and lags that it has met there. Where actions are
 * degraded, it learns what the expert asks for in states to which worse actions have led (DART,
 * arXiv 1703.09327). Only episodes that succeed are learned from, up to their success.
 */
final class LoopCloning {

  private static final int EPOCHS = 150;
  private static final int MINIBATCH = 256;
  private static final List<Integer> HIDDEN = List.of(128, 128);

  private final LoopPlan plan;
  private final TaskDefinition task;
  private final PoolOptions workers;
  private final Consumer<String> progress;

  LoopCloning(LoopPlan plan, TaskDefinition task, PoolOptions workers, Consumer<String> progress) {
    this.plan = plan;
    this.task = task;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Writes a policy.
   *
   * @throws IllegalArgumentException if the task has no expert, or it never succeeds there
   */
  void run(PolicyRun run, EnvironmentOptions environment, Path policy) {
    VectorMember member = new VectorMember(task, environment);
    try (VectorEnvironment vector =
        VectorEnvironment.open(
            VectorOptions.mixed(List.of(member), plan.cloning().demonstrations()), workers)) {
      InputBlocks blocks = InputBlocks.allOf(vector.layout());
      CloningData data =
          demonstrations(run, expert(environment), vector, new InputRows(blocks, vector.layout()));
      CloningOptions options =
          CloningOptions.builder()
              .seed(run.seed(plan))
              .epochs(EPOCHS, MINIBATCH)
              .network(HIDDEN, Mlp.Activation.TANH)
              .build();
      try (CloningTrainer trainer = new CloningTrainer(data, options)) {
        while (!trainer.isDone()) {
          trainer.nextEpoch(() -> false);
        }
        trainer.export(policy, blocks);
      }
    }
  }

  /** One episode of the expert: what it saw, what it asked for, and what acts on that. */
  private record Demonstration(
      List<float[]> inputs, List<float[]> answers, DegradationChain chain) {

    void add(float[] seen, BatchStorage rows, int row) {
      inputs.add(seen);
      float[] action = new float[rows.layout().action().size()];
      for (int i = 0; i < action.length; i++) {
        action[i] = (float) rows.action().get(row, i);
      }
      answers.add(action);
    }
  }

  private CloningData demonstrations(
      PolicyRun run, ExpertDefinition definition, VectorEnvironment vector, InputRows rows) {
    ExpertPolicy expert = new ExpertPolicy(definition, vector.layout().action().size());
    VectorBatch batch = vector.reset(run.firstDemonstration(plan));
    List<Demonstration> demonstrations = new ArrayList<>();
    int[] all = new int[vector.count()];
    for (int row = 0; row < all.length; row++) {
      all[row] = row;
      rows.start(row, batch.episode(row));
      expert.start(row, batch.episode(row));
      demonstrations.add(begin(vector.spec(row).task(), batch.episode(row)));
    }
    int[] running = all;
    while (running.length > 0) {
      BatchStorage storage = batch.rows();
      expert.act(storage, all, storage.action());
      for (int row : running) {
        float[] seen = new float[rows.size()];
        rows.read(storage, row, row, seen, 0);
        demonstrations.get(row).add(seen, storage, row);
        demonstrations.get(row).chain.apply(storage, row);
      }
      batch = vector.step(running);
      BatchStorage after = batch.rows();
      Arrays.stream(running).forEach(row -> demonstrations.get(row).chain.afterStep(after, row));
      running = Arrays.stream(running).filter(row -> goesOn(after, row)).toArray();
    }
    return learnable(run.file(), batch.rows(), demonstrations);
  }

  private Demonstration begin(TaskSpec spec, Episode episode) {
    DegradationChain chain = new DegradationChain(plan.cloning().factories(), spec);
    chain.start(episode.seeds());
    return new Demonstration(new ArrayList<>(), new ArrayList<>(), chain);
  }

  private ExpertDefinition expert(EnvironmentOptions environment) {
    return task.expert(TaskOptions.resolve(environment.profile(), environment.settings(), task))
        .orElseThrow(
            () -> new IllegalArgumentException("task %s has no expert".formatted(task.id())));
  }

  private static boolean goesOn(BatchStorage rows, int row) {
    return rows.terminated().get(row, 0) == 0
        && rows.truncated().get(row, 0) == 0
        && !succeeded(rows, row);
  }

  private static boolean succeeded(BatchStorage rows, int row) {
    return rows.episode().get(row, EpisodeColumn.SUCCESS_ONCE.ordinal()) == 1;
  }

  private CloningData learnable(
      String name, BatchStorage last, List<Demonstration> demonstrations) {
    List<CloningData.Episode> episodes = new ArrayList<>();
    for (int row = 0; row < demonstrations.size(); row++) {
      if (succeeded(last, row)) {
        Demonstration each = demonstrations.get(row);
        episodes.add(new CloningData.Episode(flat(each.inputs), flat(each.answers)));
      }
    }
    progress.accept(
        "%s: the expert succeeds in %d of %d demonstrations"
            .formatted(name, episodes.size(), demonstrations.size()));
    if (episodes.size() < 2) {
      throw new IllegalArgumentException(
          "the expert succeeds in %d of %d episodes behind %s, and clones need two; ask for more demonstrations or a longer horizon, or for less noise"
              .formatted(episodes.size(), demonstrations.size(), name));
    }
    Demonstration first = demonstrations.get(0);
    return new CloningData(first.inputs.get(0).length, first.answers.get(0).length, episodes);
  }

  private static float[] flat(List<float[]> rows) {
    int width = rows.get(0).length;
    float[] flat = new float[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, flat, i * width, width);
    }
    return flat;
  }
}
