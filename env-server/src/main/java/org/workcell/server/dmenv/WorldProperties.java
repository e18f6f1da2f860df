package org.workcell.server.dmenv;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.workcell.server.dmenv.v1.DataType;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.wire.WireTensor;

/** Properties of a world, for streams that have joined it. They show the latest step. */
final class WorldProperties {

  private static final String PROGRESS = "progress";
  private static final String ROWS = ", one for each environment";

  private final World world;
  private final Specs specs;
  private final List<Integer> shape;
  private final List<Property> all = new ArrayList<>();

  private WorldProperties(World world) {
    this.world = world;
    this.specs = world.specs();
    this.shape = specs.rows() == 0 ? List.of() : List.of(specs.rows());
  }

  /** All properties of a world. */
  static List<Property> of(World world) {
    WorldProperties properties = new WorldProperties(world);
    properties.addEpisode();
    properties.addStates();
    properties.addImages();
    return properties.all;
  }

  private void addEpisode() {
    add("task", DataType.STRING, shape, "id of the task", this::tasks);
    add(
        "instruction",
        DataType.STRING,
        shape,
        "the task in words",
        session -> texts(Elements.texts(session.results(), "instruction")));
    add("seed", DataType.INT64, shape, "root seed of the episode", block("root_seed"));
    add("variation", DataType.INT32, shape, "form of the task", block("variation"));
    add(
        "success_once",
        DataType.BOOL,
        shape,
        "whether a step of the episode met the success rule",
        session -> flag(column(session, "episode", EpisodeColumn.SUCCESS_ONCE.ordinal())));
    int progress = specs.infoColumns().indexOf(PROGRESS);
    if (progress >= 0) {
      add(
          PROGRESS,
          DataType.DOUBLE,
          shape,
          "how far the episode is, in [0, 1]",
          session -> column(session, "info", progress));
    }
    all.add(
        Property.readable(
            "horizon",
            DataType.INT64,
            List.of(),
            "steps after which an episode is cut off",
            () -> Tensors.integer(specs.horizon())));
    all.add(
        ServerProperties.strings(
            "info_columns", "names of the elements of observation 'info'", specs::infoColumns));
  }

  private void addStates() {
    all.add(
        Property.bytes(
            "state",
            "everything that further results depend on; writing it continues from there",
            () -> world.with(session -> Tensors.bytes(ByteString.copyFrom(session.save()))),
            value -> world.restore(session -> session.load(array(value)))));
    add(
        "expert",
        specs.action().spec().getDtype(),
        specs.action().spec().getShapeList(),
        "what the task's expert does now",
        session -> Elements.of(session.expert(), specs.action().spec().getShapeList()));
    if (specs.rows() > 0) {
      return;
    }
    all.add(
        Property.bytes(
            "snapshot",
            "the episode as it is; writing it continues from there",
            () -> world.with(session -> bytes(session.snapshot())),
            value -> world.restore(session -> session.restore(array(value)))));
    add(
        "record",
        DataType.STRING,
        List.of(),
        "what rebuilds the episode, as JSON",
        session -> Tensors.text(session.record(0)));
  }

  private void addImages() {
    Images images = specs.images();
    List<Integer> size = new ArrayList<>(shape);
    size.addAll(List.of(images.height(), images.width(), 3));
    for (String camera : specs.cameras()) {
      add(
          "render." + camera,
          DataType.UINT8,
          size,
          "an image",
          session -> Elements.of(session.render(camera, images), size));
    }
  }

  private void add(
      String key,
      DataType type,
      List<Integer> size,
      String description,
      Function<WorldSession, Tensor> reader) {
    boolean ofRows = specs.rows() > 0 && !size.isEmpty();
    all.add(
        Property.readable(
            key, type, size, ofRows ? description + ROWS : description, () -> world.with(reader)));
  }

  private Function<WorldSession, Tensor> block(String name) {
    return session -> Elements.of(Elements.block(session.results(), name), shape);
  }

  private Tensor tasks(WorldSession session) {
    ByteBuffer indices = Elements.block(session.results(), "task_index").data();
    List<String> ids = new ArrayList<>();
    while (indices.hasRemaining()) {
      ids.add(specs.tasks().get(indices.getInt()));
    }
    return texts(ids);
  }

  private Tensor texts(List<String> texts) {
    return Tensor.newBuilder()
        .addAllShape(shape)
        .setStrings(Tensor.StringArray.newBuilder().addAllArray(texts))
        .build();
  }

  private Tensor column(WorldSession session, String block, int column) {
    WireTensor numbers = Elements.block(session.results(), block);
    ByteBuffer data = numbers.data();
    int columns = numbers.shape().get(1);
    Tensor.DoubleArray.Builder values = Tensor.DoubleArray.newBuilder();
    for (int row = 0; row < numbers.shape().get(0); row++) {
      values.addArray(data.getDouble((row * columns + column) * Double.BYTES));
    }
    return Tensor.newBuilder().addAllShape(shape).setDoubles(values).build();
  }

  private static Tensor flag(Tensor numbers) {
    Tensor.BoolArray.Builder flags = Tensor.BoolArray.newBuilder();
    numbers.getDoubles().getArrayList().forEach(number -> flags.addArray(number != 0));
    return Tensor.newBuilder().addAllShape(numbers.getShapeList()).setBools(flags).build();
  }

  private static Tensor bytes(WireTensor bytes) {
    return Tensors.bytes(ByteString.copyFrom(bytes.data()));
  }

  private static byte[] array(Tensor bytes) {
    return bytes.getUint8S().getArray().toByteArray();
  }
}
