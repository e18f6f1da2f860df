package org.workcell.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.policies.BlockPolicy;
import org.workcell.policies.Choice;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.DiagonalGaussian;
import org.workcell.policies.GaussianMlp;
import org.workcell.policies.InferenceOptions;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.InputRows;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Mlp;
import org.workcell.policies.testing.Models;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.FakeSuite;

/**
 * A policy gradient from outcomes of whole episodes alone (REINFORCE with leave-one-out baselines),
 * with everything that the module has for it: groups, ledger, optimizer.
 */
class GroupedAdvantageTest {

  private static final int GROUP = 8;
  private static final int STEPS = 12;
  private static final String TASK = FakeSuite.POINT_MASS;
  private static final List<double[]> CONTEXTS =
      List.of(new double[] {0.6, 0}, new double[] {0.5, 0.2}, new double[] {0.5, -0.2});

  @TempDir Path folder;

  private final RolloutGroups groups = new RolloutGroups(GROUP);

  @Test
  void outcomesOfGroupsMoveThePolicyAndSettledContextsAreLeftOut() {
    Models.needLibtorch();
    TaskDefinition task = FakeSuite.registry().task(TASK).orElseThrow();
    int count = CONTEXTS.size() * GROUP;
    VectorOptions options =
        VectorOptions.of(task, EnvironmentOptions.defaults(), count)
            .withAutoreset(Autoreset.DISABLED);
    try (NDManager manager = Libtorch.newManager(ComputeDevice.CPU);
        VectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(1));
        ContextLedger ledger = ContextLedger.open(folder.resolve("ledger.tsv"))) {
      Mlp layers = new Mlp(6, List.of(8), Mlp.Activation.TANH, 2, 0.01);
      GaussianMlp actor = GaussianMlp.create(layers, -0.5, manager, new RandomStream(1));
      ClippedAdam adam = new ClippedAdam(0.03, 1, actor);
      double first = 0;
      double last = 0;
      for (int round = 0; round < 8; round++) {
        last = update(vector, actor, adam, ledger, manager, round);
        first = round == 0 ? last : first;
      }
      adam.close();
      assertTrue(last > first + 0.05, first + " to " + last);
      // The target is out of reach within the steps: equal outcomes teach nothing.
      double[] far = {-1, 1};
      for (int i = 0; i < GROUP; i++) {
        ledger.add(TASK, far, 0);
      }
      assertTrue(ledger.isSettled(TASK, far, GROUP));
      assertEquals(CONTEXTS.size() + 1, ledger.contexts());
    }
  }

  /**
   * What the members of all groups saw and did, {@code [step][environment]}, and what came of it.
   */
  private record Played(float[] seen, float[] acted, double[] outcomes) {}

  /** One episode in each environment, one gradient step; the mean outcome. */
  private double update(
      VectorEnvironment vector,
      GaussianMlp actor,
      ClippedAdam adam,
      ContextLedger ledger,
      NDManager manager,
      int round) {
    Played played = play(vector, actor, round);
    double[] outcomes = played.outcomes();
    for (int i = 0; i < outcomes.length; i++) {
      ledger.add(TASK, CONTEXTS.get(groups.groupOf(i)), outcomes[i]);
    }
    double[] advantages = groups.leaveOneOutAdvantages(outcomes);
    float[] weights = new float[STEPS * outcomes.length];
    for (int i = 0; i < weights.length; i++) {
      int environment = i % outcomes.length;
      boolean teaches = !groups.allEqual(outcomes, groups.groupOf(environment));
      weights[i] = teaches ? (float) advantages[environment] : 0;
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray inputs = scope.create(played.seen(), new Shape(weights.length, 6));
      NDArray actions = scope.create(played.acted(), new Shape(weights.length, 2));
      NDArray advantage = scope.create(weights);
      adam.step(() -> loss(actor, inputs, actions, advantage));
    }
    return Arrays.stream(outcomes).average().orElseThrow();
  }

  private Played play(VectorEnvironment vector, GaussianMlp actor, int round) {
    List<ResetOptions> starts = new ArrayList<>();
    CONTEXTS.forEach(each -> starts.add(ResetOptions.seed(round).withContext(each)));
    int[] all = IntStream.range(0, vector.count()).toArray();
    VectorBatch batch = vector.reset(all, groups.tile(starts));
    InputRows rows = new InputRows(InputBlocks.allOf(vector.layout()), vector.layout());
    float[] seen = new float[STEPS * all.length * rows.size()];
    float[] acted = new float[STEPS * all.length * 2];
    try (BlockPolicy policy =
        BlockPolicy.gaussian(
            "p", actor, vector.layout(), Choice.SAMPLE, InferenceOptions.on(ComputeDevice.CPU))) {
      for (int i : all) {
        // Members share their start and must differ in their actions.
        policy.start(i, Episode.seed(1000L * round + i));
      }
      for (int step = 0; step < STEPS; step++) {
        policy.act(batch.rows(), all, batch.rows().action());
        for (int i : all) {
          int at = step * all.length + i;
          rows.read(batch.rows(), i, i, seen, at * rows.size());
          acted[at * 2] = (float) batch.rows().action().get(i, 0);
          acted[at * 2 + 1] = (float) batch.rows().action().get(i, 1);
        }
        batch = vector.step();
      }
    }
    double[] outcomes = new double[all.length];
    for (int i : all) {
      outcomes[i] = -batch.rows().info().get(i, distance(vector));
    }
    return new Played(seen, acted, outcomes);
  }

  private static int distance(VectorEnvironment vector) {
    return vector.layout().infoColumns().indexOf("distance");
  }

  private static NDArray loss(
      GaussianMlp actor, NDArray inputs, NDArray actions, NDArray advantage) {
    NDList answer =
        actor.forward(new ParameterStore(inputs.getManager(), false), new NDList(inputs), false);
    return DiagonalGaussian.logProbability(actions, answer.get(0), answer.get(1))
        .mul(advantage)
        .mean()
        .neg();
  }
}
