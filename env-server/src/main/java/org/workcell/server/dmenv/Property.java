package org.workcell.server.dmenv;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.workcell.server.dmenv.v1.DataType;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.TensorSpec;

/**
 * A value with a key. A period in a key is a level of the tree.
 *
 * @param spec key, type and shape
 * @param description what it is
 * @param reader gives the value; absent where it cannot be read
 * @param writer takes a value of the spec's type and shape; absent where it cannot be written
 */
record Property(
    TensorSpec spec,
    String description,
    Optional<Supplier<Tensor>> reader,
    Optional<Consumer<Tensor>> writer) {

  /** A value that can be read. */
  static Property readable(
      String key, DataType type, List<Integer> shape, String description, Supplier<Tensor> reader) {
    return new Property(spec(key, type, shape), description, Optional.of(reader), Optional.empty());
  }

  /** Bytes that can be read, and written back. */
  static Property bytes(
      String key, String description, Supplier<Tensor> reader, Consumer<Tensor> writer) {
    return new Property(
        spec(key, DataType.UINT8, List.of(-1)),
        description,
        Optional.of(reader),
        Optional.of(writer));
  }

  private static TensorSpec spec(String key, DataType type, List<Integer> shape) {
    return TensorSpec.newBuilder().setName(key).setDtype(type).addAllShape(shape).build();
  }

  String key() {
    return spec.getName();
  }
}
