package org.workcell.policies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.workcell.policies.testing.Models;

class DeterministicHeadTest {

  @Test
  void answersOfDoublePrecisionAreThoseOfSinglePrecisionUnlessItCannotHoldThem() {
    Models.needLibtorch();
    double[] answer = {0.1, 1e300, -1e39, 3};
    double[] chosen = new double[4];
    try (NDManager manager = Libtorch.newManager(ComputeDevice.CPU)) {
      NDList tensors = new NDList(manager.create(answer, new Shape(1, 4)));
      DeterministicHead head = DeterministicHead.fitting(tensors, 1, 4);
      head.read(tensors, 1);
      head.choose(0, null, chosen);
    }
    assertArrayEquals(new double[] {(float) 0.1, 1e300, -1e39, 3}, chosen);
  }
}
