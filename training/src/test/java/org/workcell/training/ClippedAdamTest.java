package org.workcell.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Mlp;
import org.workcell.policies.Standardizer;
import org.workcell.policies.Weights;
import org.workcell.policies.testing.Models;
import org.workcell.sim.random.RandomStream;

class ClippedAdamTest {

  private NDManager manager;
  private Block block;

  @BeforeEach
  void makeBlock() {
    Models.needLibtorch();
    manager = Libtorch.newManager(ComputeDevice.CPU);
    block = new Mlp(2, List.of(16), Mlp.Activation.TANH, 1).newBlock(manager, new RandomStream(1));
  }

  @AfterEach
  void close() {
    if (manager != null) {
      manager.close();
    }
  }

  private NDArray answer(NDArray inputs) {
    return block.forward(new ParameterStore(manager, false), new NDList(inputs), false).get(0);
  }

  @Test
  void theFirstStepOfAdamMovesEveryWeightByTheLearningRate() {
    NDArray bias =
        block.getParameters().get(block.getParameters().size() - 1).getValue().getArray();
    float before = bias.toFloatArray()[0];
    NDArray inputs = manager.create(new float[][] {{1, 0}, {0, 1}});
    new ClippedAdam(0.125, 1e9, block).step(() -> answer(inputs).mul(1000).sum());
    assertEquals(before - 0.125, bias.toFloatArray()[0], 1e-5);
  }

  @Test
  void learnsAFunction() {
    float[][] points = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    NDArray inputs = manager.create(points);
    NDArray exclusiveOr = manager.create(new float[][] {{0}, {1}, {1}, {0}});
    ClippedAdam descent = new ClippedAdam(0.02, 1, block);
    double loss = 1;
    for (int i = 0; i < 500; i++) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray seen = inputs.duplicate();
        seen.attach(scope);
        loss = descent.step(() -> answer(seen).sub(exclusiveOr).square().mean());
      }
    }
    assertTrue(loss < 1e-3, "loss " + loss);
  }

  /** Gradients are recorded on every thread but the one that loaded libtorch. */
  @Test
  void trainedWeightsCanBeReplacedFromAnyThread() throws InterruptedException {
    Mlp layers = new Mlp(2, List.of(16), Mlp.Activation.TANH, 1);
    Block other = layers.newBlock(manager, new RandomStream(2));
    NDArray inputs = manager.create(new float[][] {{1, 0}});
    ClippedAdam descent = new ClippedAdam(0.1, 1, block);
    descent.step(() -> answer(inputs).sum());
    List<Throwable> failures = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              Weights.copy(other, block);
              descent.step(() -> answer(inputs).sum());
              Weights.copy(other, block);
            });
    thread.setUncaughtExceptionHandler((t, failure) -> failures.add(failure));
    thread.start();
    thread.join();
    assertEquals(List.of(), failures);
    float[] expected =
        other
            .forward(new ParameterStore(manager, false), new NDList(inputs), false)
            .get(0)
            .toFloatArray();
    assertArrayEquals(expected, answer(inputs).toFloatArray());
  }

  @Test
  void refusesLossesThatAreNoNumbers() {
    NDArray inputs = manager.create(new float[][] {{1, 0}});
    ClippedAdam descent = new ClippedAdam(0.1, 1, block);
    float[] before = answer(inputs).toFloatArray();
    assertThrows(
        IllegalStateException.class, () -> descent.step(() -> answer(inputs).div(0).sum()));
    assertArrayEquals(before, answer(inputs).toFloatArray());
  }

  /** An actor's loss runs through the critic; only the actor's weights are stepped by it. */
  @Test
  void anActorsStepDoesNotChangeTheCriticsNextStep() {
    assertArrayEquals(criticAfterItsStep(false), criticAfterItsStep(true));
  }

  private float[] criticAfterItsStep(boolean actorFirst) {
    Mlp layers = new Mlp(1, List.of(8), Mlp.Activation.TANH, 1);
    Block critic = layers.newBlock(manager, new RandomStream(3));
    Block actor = layers.newBlock(manager, new RandomStream(4));
    ParameterStore store = new ParameterStore(manager, false);
    NDArray states = manager.create(new float[][] {{1}, {-2}});
    ClippedAdam actorSteps = new ClippedAdam(0.01, 1e9, actor);
    ClippedAdam criticSteps = new ClippedAdam(0.01, 1e9, critic);
    if (actorFirst) {
      actorSteps.step(
          () -> {
            NDList actions = actor.forward(store, new NDList(states), false);
            return critic.forward(store, actions, false).get(0).mul(-100).sum();
          });
    }
    criticSteps.step(
        () -> critic.forward(store, new NDList(states), false).get(0).sub(1).square().mean());
    return critic.forward(store, new NDList(states), false).get(0).toFloatArray();
  }

  @Test
  void standardizesInputs() {
    float[] rows = {1, 7, 3, 7, 5, 7};
    Standardizer layer = (Standardizer) block.getChildren().get(0).getValue();
    Standardizer.fit(block, rows);
    NDArray inputs = manager.create(new float[][] {{5, 7}, {3, 8}, {1e6f, -1e6f}});
    ParameterStore store = new ParameterStore(manager, false);
    float[] scaled = layer.forward(store, new NDList(inputs), false).get(0).toFloatArray();
    float deviation = (float) Math.sqrt(8.0 / 3);
    assertArrayEquals(new float[] {2 / deviation, 0, 0, 1, 10, -10}, scaled, 1e-5f);
    assertThrows(IllegalArgumentException.class, () -> Standardizer.fit(block, new float[3]));
  }
}
