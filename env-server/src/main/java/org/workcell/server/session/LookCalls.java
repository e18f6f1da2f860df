package org.workcell.server.session;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.datasets.records.EpisodeRecordLine;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** What rows are, how they look, and what an expert would do in them; changes nothing. */
final class LookCalls {

  private LookCalls() {}

  static Map<String, Call<?>> all() {
    return Map.of(
        "spec", new Call<>(CallArguments.Row.class, LookCalls::spec),
        "record", new Call<>(CallArguments.Row.class, LookCalls::record),
        "render", new Call<>(Render.class, LookCalls::render),
        "expert", new Call<>(CallArguments.Rows.class, LookCalls::expert));
  }

  /** Images of some rows. */
  private record Render(
      Integer vector,
      int[] environments,
      String camera,
      Integer width,
      Integer height,
      String quality)
      implements CallArguments {}

  /** What {@code record} answers. */
  private record Recorded(EpisodeRecordLine record) {}

  private static Answer spec(Client client, CallArguments.Row arguments, WireMessage message) {
    ServedVector vector = client.vector(arguments.vector());
    return Answer.of(SpecAnswer.of(vector.spec(vector.row(arguments.environment()))));
  }

  private static Answer record(Client client, CallArguments.Row arguments, WireMessage message) {
    ServedVector vector = client.vector(arguments.vector());
    int row = vector.row(arguments.environment());
    EpisodeRecord record = vector.visit(new int[] {row}, Environment::record).get(0);
    EpisodeKey key = new EpisodeKey(record.spec().randomization(), record.spec().task().id(), 0);
    EpisodeResult.Identity identity =
        new EpisodeResult.Identity(key, "", record.seed(), record.variation());
    return Answer.of(new Recorded(EpisodeRecordLine.of(identity, record)));
  }

  private static Answer render(Client client, Render arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    SyncVector vector = client.sync(arguments.vector());
    int[] rows = vector.rows(arguments.environments());
    String camera = CallJson.required(arguments.camera(), "camera");
    RenderOptions image =
        SessionImages.image(
            CallJson.required(arguments.width(), "width"),
            CallJson.required(arguments.height(), "height"),
            arguments.quality());
    client.requireMessage("these images", (long) rows.length * image.rgbBytes());
    ImageBlock images = vector.images(client.host()).take(camera, image, rows);
    ByteBuffer data = ByteBuffer.allocate(rows.length * image.rgbBytes());
    for (int row : rows) {
      data.put(images.image(row, 0));
    }
    List<Integer> shape = List.of(rows.length, image.heightPixels(), image.widthPixels(), 3);
    return Answer.of(List.of(new WireTensor("images", DataType.UINT8, shape, data.flip())));
  }

  private static Answer expert(Client client, CallArguments.Rows arguments, WireMessage message) {
    Tensors.requireOnly(message, Set.of());
    SyncVector vector = client.sync(arguments.vector());
    int[] rows = vector.rows(arguments.environments());
    BatchBlock actions =
        BatchBlock.allocate(vector.vector().layout().action().named("action"), rows.length);
    vector.experts().act(rows, actions);
    return Answer.of(List.of(Results.tensor("action", actions, rows.length, null)));
  }
}
