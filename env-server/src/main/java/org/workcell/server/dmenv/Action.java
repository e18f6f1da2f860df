package org.workcell.server.dmenv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.TensorSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.wire.WireTensor;

/** The action of a world: what is taken, and what stands for one that a step leaves out. */
final class Action {

  private final Block block;
  private final int rows;
  private final TensorSpec spec;

  /**
   * An action.
   *
   * @param block of one environment
   * @param rows number of environments; 0 where the world is a single one
   */
  Action(Block block, int rows) {
    this.block = block.ofRows(rows);
    this.rows = rows;
    this.spec = this.block.spec();
    if (!block.isReal()) {
      throw new IllegalArgumentException(
          "action '%s' has type %s, which this protocol's worlds do not have"
              .formatted(block.name(), block.type().numpyName()));
    }
  }

  TensorSpec spec() {
    return spec;
  }

  /** Zero, or the bound nearest to it: an action that a step leaves out. */
  WireTensor absent() {
    ByteBuffer data = memory();
    for (int i = 0; i < block.elements(); i++) {
      put(data, Math.max(block.low()[i], Math.min(block.high()[i], 0)));
    }
    return tensor(data);
  }

  /**
   * What a client sent.
   *
   * @throws RequestException if type, shape or an element does not fit
   */
  WireTensor read(long uid, Tensor tensor) {
    String name = "action %s '%s'".formatted(Long.toUnsignedString(uid), block.name());
    Tensors.require(name, tensor, spec);
    boolean fills = Tensors.count(tensor) == 1;
    ByteBuffer data = memory();
    for (int i = 0; i < block.elements(); i++) {
      double value = Tensors.real(tensor, fills ? 0 : i);
      if (!(value >= lowest(i) && value <= highest(i)) || !Double.isFinite(value)) {
        throw RequestException.outOfRange(
            "%s has %s at element %d, expected a number from %s to %s"
                .formatted(name, value, i, lowest(i), highest(i)));
      }
      put(data, value);
    }
    return tensor(data);
  }

  // Bounds of float32 are those that the client was told.
  private double lowest(int i) {
    return block.type() == DataType.FLOAT32 ? (float) block.low()[i] : block.low()[i];
  }

  private double highest(int i) {
    return block.type() == DataType.FLOAT32 ? (float) block.high()[i] : block.high()[i];
  }

  private ByteBuffer memory() {
    return ByteBuffer.allocate(block.elements() * block.type().bytes())
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private void put(ByteBuffer data, double value) {
    if (block.type() == DataType.FLOAT32) {
      data.putFloat((float) value);
    } else {
      data.putDouble(value);
    }
  }

  private WireTensor tensor(ByteBuffer data) {
    return new WireTensor(
        "action", block.type(), (rows == 0 ? block.ofRows(1) : block).shape(), data.flip());
  }
}
