package org.workcell.server.session;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** Tensors that calls carry. */
final class Tensors {

  private Tensors() {}

  /** No tensors but these. */
  static void requireOnly(WireMessage message, Set<String> known) {
    for (WireTensor tensor : message.tensors()) {
      if (!known.contains(tensor.name())) {
        throw CallJson.invalid(
            "this call takes no tensor '%s'; %s"
                .formatted(tensor.name(), known.isEmpty() ? "it takes none" : "it takes " + known));
      }
    }
  }

  /** A tensor that a call cannot do without. */
  static WireTensor required(WireMessage message, String name) {
    return message
        .tensor(name)
        .orElseThrow(() -> CallJson.invalid("this call needs tensor '%s'".formatted(name)));
  }

  /** A tensor with a row of a block for each of so many environments; empty where absent. */
  static Optional<WireTensor> rows(WireMessage message, BlockSpec spec, int rows) {
    Optional<WireTensor> tensor = message.tensor(spec.name());
    tensor.ifPresent(each -> requireRows(each, spec.type(), spec.shape(), rows));
    return tensor;
  }

  /** A tensor has this type and shape behind its first dimension, which is the number of rows. */
  static void requireRows(WireTensor tensor, DataType type, List<Integer> shape, int rows) {
    List<Integer> found = tensor.shape();
    boolean fits =
        tensor.type() == type
            && found.size() == shape.size() + 1
            && found.get(0) == rows
            && found.subList(1, found.size()).equals(shape);
    if (!fits) {
      throw CallJson.invalid(
          "tensor '%s' is %s%s, expected %s[%d] + %s"
              .formatted(
                  tensor.name(), tensor.type().numpyName(), found, type.numpyName(), rows, shape));
    }
  }

  /** Copies row {@code i} of a tensor to row {@code rows[i]} of a block. */
  static void copy(WireTensor tensor, BatchBlock block, int[] rows) {
    byte[] row = new byte[block.rowBytes()];
    var data = tensor.data();
    for (int target : rows) {
      data.get(row);
      block.putRowBytes(target, row);
    }
  }
}
