package org.workcell.training;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import org.workcell.policies.Tensors;

/** The weights of blocks in checkpoints, the numbers of their normalizers included. */
final class BlockState {

  private BlockState() {}

  static void save(Checkpoint.Writer writer, String name, Block block) {
    for (Pair<String, Parameter> pair : block.getParameters()) {
      writer.putFloats(name + "/" + pair.getKey(), pair.getValue().getArray().toFloatArray());
    }
  }

  static void load(Checkpoint checkpoint, String name, Block block) {
    for (Pair<String, Parameter> pair : block.getParameters()) {
      NDArray array = pair.getValue().getArray();
      int size = Math.toIntExact(array.size());
      Tensors.write(array, checkpoint.floats(name + "/" + pair.getKey(), size));
    }
  }
}
