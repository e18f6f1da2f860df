package org.workcell.recipes;

import java.nio.file.Path;
import java.util.List;
import org.workcell.policies.BlockPolicy;
import org.workcell.policies.Choice;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.training.PpoOptions;
import org.workcell.training.PpoTrainer;

/** PPO on {@code metaworld/reach-v3} with 64 environments. Everything follows from a seed. */
public final class ReachPpo implements AutoCloseable {

  private static final TaskDefinition TASK =
      TaskRegistry.load().task("metaworld/reach-v3").orElseThrow();

  /** Short episodes show more goals; those of {@link #evaluate} have their full length. */
  private static final int HORIZON = 100;

  private final PpoTrainer trainer;

  /** Starts with the weights of a seed. */
  public ReachPpo(long seed) {
    PpoOptions options =
        PpoOptions.builder().seed(seed).normalization(PpoOptions.Normalization.FIRST).build();
    EnvironmentOptions brief = EnvironmentOptions.defaults().withHorizon(HORIZON);
    trainer =
        PpoTrainer.start(
            List.of(new VectorMember(TASK, brief)), options, PoolOptions.allProcessors());
  }

  /** One round of experience and learning; returns the mean reward of a step. */
  public double iterate() {
    return trainer.update().meanReward();
  }

  /** Rate of {@code success_once} of the mean actions, in whole episodes of these seeds. */
  public double evaluate(long firstSeed, int episodes) {
    VectorOptions options = VectorOptions.of(TASK, EnvironmentOptions.defaults(), episodes);
    try (VectorEnvironment test = VectorEnvironment.open(options, PoolOptions.allProcessors());
        BlockPolicy mean = trainer.newMeanPolicy()) {
      VectorBatch batch = test.reset(firstSeed);
      for (int step = 0; step < test.spec(0).horizon(); step++) {
        mean.act(batch.rows(), batch.environments(), batch.rows().action());
        batch = test.step();
      }
      double successes = 0;
      for (int row = 0; row < episodes; row++) {
        successes += batch.rows().episode().get(row, EpisodeColumn.SUCCESS_ONCE.ordinal());
      }
      return successes / episodes;
    }
  }

  /** Writes the mean actions for {@code bench --policy}, as a module of one tensor. */
  public void export(Path file) {
    trainer.actor().exportTorchScript(file, Choice.MODE);
  }

  @Override
  public void close() {
    trainer.close();
  }
}
