package org.workcell.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.GaussianMlp;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Mlp;
import org.workcell.policies.Tensors;
import org.workcell.policies.testing.Models;
import org.workcell.sim.random.RandomStream;

/** Gradients do not depend on whether Java frees memory between the passes. */
class FreedMemoryTest {

  private static final int ROWS = 16;
  private static final int INPUTS = 5;
  private static final int ACTIONS = 2;

  /** What a block of C's allocator holds of small tensors, many times. */
  private static final int BLOCKS = 20_000;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  private static float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) StrictMath.sin(i);
    }
    return values;
  }

  /** Frees what nothing refers to, and writes over the memory that is free then. */
  private static List<ByteBuffer> reuseMemory() {
    List<ByteBuffer> garbage = new ArrayList<>();
    try {
      for (int round = 0; round < 3; round++) {
        System.gc();
        Thread.sleep(20);
        for (int i = 0; i < BLOCKS; i++) {
          ByteBuffer block = ByteBuffer.allocateDirect(4 + 4 * (i % 2));
          while (block.hasRemaining()) {
            block.put((byte) 0x47);
          }
          garbage.add(block);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return garbage;
  }

  private static float[] weightsAfterAStep(boolean reuses) {
    RandomStream random = new RandomStream(5);
    try (NDManager manager = Libtorch.newManager(ComputeDevice.CPU)) {
      Mlp mean = new Mlp(INPUTS, List.of(8), Mlp.Activation.TANH, ACTIONS);
      GaussianMlp actor = GaussianMlp.create(mean, -0.5, manager, random);
      var critic = new Mlp(INPUTS, List.of(8), Mlp.Activation.TANH, 1).newBlock(manager, random);
      PpoOptions options = PpoOptions.builder().lossWeights(0.5, 0.01).build();
      PpoLoss loss = new PpoLoss(actor, critic, options);
      NDArray seen = Tensors.of(manager, values(ROWS * INPUTS), new Shape(ROWS, INPUTS));
      NDArray actions = Tensors.of(manager, values(ROWS * ACTIONS), new Shape(ROWS, ACTIONS));
      NDArray column = Tensors.of(manager, values(ROWS), new Shape(ROWS));
      NDList rows = new NDList(seen, actions, column, column, column);
      List<ByteBuffer> garbage = new ArrayList<>();
      new ClippedAdam(0.01, 1e9, actor, critic)
          .step(
              () -> {
                NDArray scalar = loss.of(rows, false);
                if (reuses) {
                  garbage.addAll(reuseMemory());
                }
                return scalar;
              });
      return actor
          .getParameters()
          .get(actor.getParameters().size() - 1)
          .getValue()
          .getArray()
          .toFloatArray();
    }
  }

  @Test
  void gradientsReadNoMemoryThatJavaHasFreed() {
    assertArrayEquals(weightsAfterAStep(false), weightsAfterAStep(true));
  }
}
