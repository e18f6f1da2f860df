package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.reward.RewardBatch;

/**
 * The arguments of a reward model's module: float32, or uint8 for images and bytes. Memory is
 * aligned and used again. One thread at a time.
 */
final class RewardTensors {

  /** Bytes of the argument that holds the words. */
  private static final int INSTRUCTION_BYTES = 512;

  private final RewardScript script;
  private final List<AlignedMemory> memories = new ArrayList<>();

  RewardTensors(RewardScript script) {
    this.script = script;
    script.arguments().forEach(name -> memories.add(new AlignedMemory()));
  }

  /** The arguments for a batch, in order. They are valid until the next call. */
  NDList read(NDManager scope, RewardBatch batch) {
    NDList list = new NDList();
    for (int i = 0; i < memories.size(); i++) {
      list.add(argument(scope, batch, script.arguments().get(i), memories.get(i)));
    }
    return list;
  }

  private NDArray argument(NDManager scope, RewardBatch batch, String name, AlignedMemory memory) {
    return switch (name) {
      case RewardScript.ACTION -> tensor(scope, batch.actions(), memory);
      case RewardScript.REAL -> tensor(scope, batch.real(), memory);
      case RewardScript.INSTRUCTION -> hashes(scope, batch, memory);
      case RewardScript.INSTRUCTION_BYTES -> words(scope, batch, memory);
      case RewardScript.EMBEDDING -> embeddings(scope, batch, memory);
      default -> tensor(scope, batch.array(script.input(name)), memory);
    };
  }

  private static NDArray tensor(NDManager scope, NpyArray array, AlignedMemory memory) {
    long[] lengths = array.shape().stream().mapToLong(Integer::longValue).toArray();
    if (array.type().equals("|u1")) {
      ByteBuffer target = memory.cleared(array.size());
      target.put(0, array.toBytes());
      return scope.create(target, new Shape(lengths), DataType.UINT8);
    }
    return floats(scope, array.toFloats(), new Shape(lengths), memory);
  }

  private static NDArray floats(
      NDManager scope, float[] values, Shape shape, AlignedMemory memory) {
    ByteBuffer target = memory.cleared(Math.multiplyExact(values.length, Float.BYTES));
    target.asFloatBuffer().put(0, values);
    return scope.create(target, shape, DataType.FLOAT32);
  }

  private NDArray hashes(NDManager scope, RewardBatch batch, AlignedMemory memory) {
    int size = script.instructionSize();
    float[] values = new float[Math.multiplyExact(batch.rows(), size)];
    for (int row = 0; row < batch.rows(); row++) {
      float[] vector = InstructionHash.embed(batch.instruction(row), size);
      System.arraycopy(vector, 0, values, row * size, size);
    }
    return floats(scope, values, new Shape(batch.rows(), size), memory);
  }

  private NDArray embeddings(NDManager scope, RewardBatch batch, AlignedMemory memory) {
    int size = script.instructionSize();
    float[] values = new float[Math.multiplyExact(batch.rows(), size)];
    for (int row = 0; row < batch.rows(); row++) {
      System.arraycopy(batch.embedding(row), 0, values, row * size, size);
    }
    return floats(scope, values, new Shape(batch.rows(), size), memory);
  }

  private static NDArray words(NDManager scope, RewardBatch batch, AlignedMemory memory) {
    ByteBuffer target = memory.cleared(batch.rows() * INSTRUCTION_BYTES);
    for (int row = 0; row < batch.rows(); row++) {
      byte[] bytes = batch.instruction(row).getBytes(StandardCharsets.UTF_8);
      target.put(row * INSTRUCTION_BYTES, bytes, 0, Math.min(bytes.length, INSTRUCTION_BYTES));
    }
    return scope.create(target, new Shape(batch.rows(), INSTRUCTION_BYTES), DataType.UINT8);
  }

  /** What a module got, for messages. */
  String describe(NDList list) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      NDArray each = list.get(i);
      words.add(
          "%s: %s%s"
              .formatted(
                  script.arguments().get(i),
                  each.getDataType().name().toLowerCase(Locale.ROOT),
                  each.getShape()));
    }
    return String.join(", ", words);
  }
}
