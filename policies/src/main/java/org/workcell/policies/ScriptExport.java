package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The source and the tensors of a TorchScript module that answers as a perceptron does. */
final class ScriptExport {

  private final Map<String, NDArray> tensors = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final InputBlocks blocks;
  private String answer = "answer";
  private int noise;

  /** A module that answers with the outputs of a block of {@code layers} for one tensor. */
  ScriptExport(Mlp layers, Block block) {
    this(layers, block, null);
  }

  /**
   * A module that names what it wants.
   *
   * @param blocks its arguments; null for one tensor of all observation blocks
   */
  ScriptExport(Mlp layers, Block block, InputBlocks blocks) {
    this.blocks = blocks;
    takeArguments();
    List<NDArray> weights =
        block.getParameters().values().stream().map(Parameter::getArray).toList();
    tensors.put("mean", weights.get(0));
    tensors.put("deviation", weights.get(1));
    lines.add("x = torch.div(torch.sub(observation, self.mean), self.deviation)");
    lines.add("x0 = torch.clamp(x, -%1$s, %1$s)".formatted(Standardizer.BOUND));
    int count = layers.hiddenSizes().size() + 1;
    for (int layer = 1; layer <= count; layer++) {
      tensors.put("weight" + layer, weights.get(2 * layer));
      tensors.put("bias" + layer, weights.get(2 * layer + 1));
      String sum =
          "torch.linear(x%d, self.weight%d, self.bias%d)".formatted(layer - 1, layer, layer);
      String activation = function(layers.activation());
      String line = layer < count ? "torch.%s(%s)".formatted(activation, sum) : sum;
      lines.add("x%d = %s".formatted(layer, line));
    }
    lines.add("answer = x" + count);
  }

  /** The function of libtorch that stands for an activation. */
  static String function(Mlp.Activation activation) {
    return activation.name().toLowerCase(Locale.ROOT);
  }

  private void takeArguments() {
    if (blocks == null) {
      arguments.add("observation");
      return;
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < blocks.names().size(); i++) {
      arguments.add("block" + i);
      parts.add("torch.flatten(block%d, 1)".formatted(i));
    }
    lines.add("observation = torch.cat([%s], 1)".formatted(String.join(", ", parts)));
  }

  /** Makes the answer a chunk of actions. */
  void reshape(int chunkSteps, int actionSize) {
    lines.add("chunk = torch.reshape(answer, [-1, %d, %d])".formatted(chunkSteps, actionSize));
    answer = "chunk";
  }

  /** Adds normal noise of these deviations, which the module then takes as its last argument. */
  void addNoise(NDArray logDeviation) {
    noise = Math.toIntExact(logDeviation.size());
    tensors.put("log_deviation", logDeviation);
    lines.add("spread = torch.mul(torch.exp(self.log_deviation), noise)");
    lines.add("drawn = torch.add(answer, spread)");
    arguments.add("noise");
    answer = "drawn";
  }

  Map<String, NDArray> tensors() {
    return tensors;
  }

  /** What the extra file says. */
  String extra() {
    if (blocks == null) {
      return "{\"noise\": %d}".formatted(noise);
    }
    JsonObject extra = new JsonObject();
    extra.add("inputs", array(blocks.names()));
    if (!blocks.tasks().isEmpty()) {
      extra.add("tasks", array(blocks.tasks()));
    }
    if (blocks.hasInstruction()) {
      extra.addProperty("instruction_size", blocks.instructionSize());
    }
    extra.addProperty("noise", noise);
    return extra.toString();
  }

  private static JsonArray array(List<String> names) {
    JsonArray array = new JsonArray();
    names.forEach(array::add);
    return array;
  }

  String source() {
    StringBuilder source = new StringBuilder("class Policy(Module):\n  __parameters__ = []\n");
    source.append("  __buffers__ = [");
    tensors.keySet().forEach(name -> source.append('"').append(name).append("\", "));
    source.append("]\n  training : bool\n");
    tensors.keySet().forEach(name -> source.append("  ").append(name).append(" : Tensor\n"));
    source.append("  def forward(self: __torch__.Policy");
    arguments.forEach(name -> source.append(",\n    ").append(name).append(": Tensor"));
    source.append(") -> Tensor:\n");
    lines.forEach(line -> source.append("    ").append(line).append('\n'));
    return source.append("    return ").append(answer).append('\n').toString();
  }
}
