package org.workcell.server.dmenv;

import java.util.ArrayList;
import java.util.List;
import org.workcell.server.dmenv.v1.DataType;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.TensorSpec;

/**
 * An observation of a world.
 *
 * @param spec what clients are told
 * @param source where its elements come from
 * @param bytes its size, about
 */
record Observation(TensorSpec spec, Source source, long bytes) {

  /** Where elements come from: the latest results, or an image that is drawn. */
  @FunctionalInterface
  interface Source {
    Tensor read(WorldSession session);
  }

  private static final int TEXT_BYTES = 512;
  private static final int COLOURS = 3;

  /** A block of the results. */
  static Observation block(Block block, int rows) {
    Block all = block.ofRows(rows);
    return new Observation(
        all.spec(),
        session -> Elements.of(Elements.block(session.results(), all.name()), all.shape()),
        (long) all.elements() * all.type().bytes());
  }

  /** A block with one number for each environment. */
  static Observation number(String name, org.workcell.sim.batch.DataType type, int rows) {
    return block(Block.unbounded(name, type, List.of()), rows);
  }

  /** A block of flags. */
  static Observation flag(String name, int rows) {
    List<Integer> shape = shape(rows);
    return new Observation(
        spec(name, DataType.BOOL, shape),
        session -> Elements.flags(Elements.block(session.results(), name), shape),
        Math.max(1, rows));
  }

  /** Texts. */
  static Observation text(String name, int rows) {
    List<Integer> shape = shape(rows);
    return new Observation(
        spec(name, DataType.STRING, shape),
        session ->
            Tensor.newBuilder()
                .addAllShape(shape)
                .setStrings(
                    Tensor.StringArray.newBuilder()
                        .addAllArray(Elements.texts(session.results(), name)))
                .build(),
        (long) TEXT_BYTES * Math.max(1, rows));
  }

  /** A camera's image, drawn when it is asked for. */
  static Observation image(String name, String camera, Images images, int rows) {
    List<Integer> shape = shape(rows);
    shape.addAll(List.of(images.height(), images.width(), COLOURS));
    return new Observation(
        spec(name, DataType.UINT8, shape),
        session -> Elements.of(session.render(camera, images), shape),
        (long) Math.max(1, rows) * images.height() * images.width() * COLOURS);
  }

  private static List<Integer> shape(int rows) {
    return new ArrayList<>(rows == 0 ? List.of() : List.of(rows));
  }

  private static TensorSpec spec(String name, DataType type, List<Integer> shape) {
    return TensorSpec.newBuilder().setName(name).setDtype(type).addAllShape(shape).build();
  }
}
