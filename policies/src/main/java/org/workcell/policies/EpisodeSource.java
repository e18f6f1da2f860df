package org.workcell.policies;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.policy.Episode;

/** A block that the episode determines and that stays as it is until the next one. */
final class EpisodeSource implements RowSource {

  private static final int UTF8_BYTES = 512;

  private final BlockSpec spec;
  private final InputBlocks inputs;
  private final List<float[]> values = new ArrayList<>();

  private EpisodeSource(BlockSpec spec, InputBlocks inputs) {
    this.spec = spec;
    this.inputs = inputs;
  }

  /**
   * The block of a name; empty where episodes have no such block.
   *
   * @throws IllegalArgumentException if the block tells tasks apart and there is no list of them
   */
  static Optional<EpisodeSource> named(String name, InputBlocks inputs) {
    BlockSpec spec =
        switch (name) {
          case InputBlocks.ONE_HOT ->
              BlockSpec.vector(name, DataType.FLOAT32, requireTasks(inputs.tasks()).size(), 0, 1);
          case InputBlocks.INSTRUCTION ->
              BlockSpec.vector(name, DataType.FLOAT32, inputs.instructionSize(), -1, 1);
          case InputBlocks.INSTRUCTION_UTF8 ->
              BlockSpec.vector(name, DataType.UINT8, UTF8_BYTES, 0, 255);
          default -> null;
        };
    return Optional.ofNullable(spec).map(found -> new EpisodeSource(found, inputs));
  }

  private static List<String> requireTasks(List<String> tasks) {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException(
          "the network needs a block '%s' and does not say of which tasks; list their ids as 'tasks'"
                  .formatted(InputBlocks.ONE_HOT)
              + " in "
              + ScriptInputs.FILE
              + ", or run a benchmark or a suite, whose list then holds");
    }
    return tasks;
  }

  @Override
  public BlockSpec spec() {
    return spec;
  }

  @Override
  public void start(int environment, Episode episode) {
    while (values.size() <= environment) {
      values.add(null);
    }
    values.set(environment, valuesOf(episode));
  }

  /** The block in an episode. */
  float[] valuesOf(Episode episode) {
    return switch (spec.name()) {
      case InputBlocks.ONE_HOT -> oneHot(episode.task());
      case InputBlocks.INSTRUCTION ->
          InstructionHash.embed(episode.instruction(), inputs.instructionSize());
      default -> utf8(episode.instruction());
    };
  }

  private float[] oneHot(String task) {
    int position = inputs.tasks().indexOf(task);
    if (position < 0) {
      throw new IllegalArgumentException(unknownTask(task, inputs.tasks()));
    }
    float[] code = new float[inputs.tasks().size()];
    code[position] = 1;
    return code;
  }

  static String unknownTask(String task, List<String> tasks) {
    return "the network tells %d tasks apart by a one-hot code, and '%s' is none of them: %s"
        .formatted(tasks.size(), task, String.join(", ", tasks));
  }

  private static float[] utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    float[] row = new float[UTF8_BYTES];
    for (int i = 0; i < Math.min(bytes.length, row.length); i++) {
      row[i] = bytes[i] & 0xFF;
    }
    return row;
  }

  @Override
  public double get(BatchStorage batch, int row, int environment, int element) {
    if (environment == NOBODY) {
      return 0;
    }
    float[] block = environment < values.size() ? values.get(environment) : null;
    if (block == null) {
      throw new IllegalStateException(
          "environment %d has no episode; call start for it first".formatted(environment));
    }
    return block[element];
  }
}
