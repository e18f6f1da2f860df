package org.workcell.policies.remote;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockSpec;

/** What the rows of a request hold, as JSON. */
final class LayoutText {

  private LayoutText() {}

  /** All but the bounds of observations, which differ between tasks. */
  static String of(BatchLayout layout) {
    JsonObject text = new JsonObject();
    JsonObject action = block(layout.action());
    action.add("low", numbers(layout.action().low()));
    action.add("high", numbers(layout.action().high()));
    text.add("action", action);
    text.add("observations", blocks(layout.observation()));
    text.add("images", blocks(layout.images()));
    return text.toString();
  }

  private static JsonArray blocks(List<BlockSpec> specs) {
    JsonArray blocks = new JsonArray();
    specs.forEach(spec -> blocks.add(block(spec)));
    return blocks;
  }

  private static JsonObject block(BlockSpec spec) {
    JsonObject block = new JsonObject();
    block.addProperty("name", spec.name());
    block.addProperty("dtype", spec.type().numpyName());
    JsonArray shape = new JsonArray();
    spec.shape().forEach(shape::add);
    block.add("shape", shape);
    return block;
  }

  /** Infinite bounds are null. */
  private static JsonArray numbers(double[] values) {
    JsonArray numbers = new JsonArray();
    for (double value : values) {
      numbers.add(Double.isFinite(value) ? (Double) value : null);
    }
    return numbers;
  }
}
