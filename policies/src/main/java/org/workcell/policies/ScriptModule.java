package org.workcell.policies;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;

/** A TorchScript module that has answered once in the expected shape. One thread at a time. */
final class ScriptModule implements AutoCloseable {

  /** Enough to see whether rows stay rows, where the user fixed no number. */
  private static final int PROBED_ROWS = 2;

  private final Model model;
  private final ParameterStore parameters;
  private final ScriptInputs inputs;
  private final InputBlocks blocks;
  private final NetworkInputs tensors;
  private DeterministicHead head;

  private ScriptModule(Model model, BatchLayout layout, List<String> listedTasks) {
    this.model = model;
    this.parameters = new ParameterStore(model.getNDManager(), false);
    this.inputs = ScriptInputs.parse(model.getProperty(ScriptInputs.FILE));
    boolean named = !inputs.blocks().isEmpty();
    this.blocks = named ? inputs.inputBlocks(listedTasks) : InputBlocks.allOf(layout);
    this.tensors =
        named ? NetworkInputs.named(layout, blocks) : NetworkInputs.concatenated(layout, blocks);
  }

  /**
   * Loads a file and asks it once.
   *
   * @throws IllegalArgumentException if it is no TorchScript file, or none for such environments
   */
  static ScriptModule open(
      Path file, BatchLayout layout, List<String> listedTasks, InferenceOptions options) {
    Model model = load("policy", file, options);
    try {
      ScriptModule module = new ScriptModule(model, layout, listedTasks);
      module.probe(layout, options.paddedRows() == 0 ? PROBED_ROWS : options.paddedRows());
      return module;
    } catch (IllegalArgumentException e) {
      model.close();
      throw new IllegalArgumentException(
          "policy %s does not fit: %s".formatted(file, e.getMessage()), e);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Loads a module with its extra file.
   *
   * @param what kind of network it is, for messages
   * @throws IllegalArgumentException if it is no TorchScript file
   */
  static Model load(String what, Path file, InferenceOptions options) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "%s %s is not a file that can be read; give a TorchScript file".formatted(what, file));
    }
    Path absolute = file.toAbsolutePath();
    Model model = Libtorch.engine().newModel(file.toString(), options.device().djl());
    try {
      model.load(
          absolute.getParent(),
          absolute.getFileName().toString(),
          Map.of("mapLocation", "true", "extraFiles", ScriptInputs.FILE));
      return model;
    } catch (EngineException | IOException | MalformedModelException e) {
      model.close();
      throw new IllegalArgumentException(
          "%s %s is not a TorchScript file (%s); save the module with torch.jit.save"
              .formatted(what, file, Libtorch.reason(e)),
          e);
    }
  }

  private void probe(BatchLayout layout, int rows) {
    float[] first = answerZeros(layout, rows);
    if (!Arrays.equals(first, answerZeros(layout, rows))) {
      throw new IllegalArgumentException(
          "it answers the same observation differently; let it take its random numbers as an input,"
              + " 'noise' in "
              + ScriptInputs.FILE);
    }
  }

  private float[] answerZeros(BatchLayout layout, int rows) {
    BatchStorage zeros = BatchStorage.allocate(layout, rows);
    try (NDManager scope = model.getNDManager().newSubManager()) {
      NDList list = tensors.read(scope, zeros, rows);
      if (inputs.noise() > 0) {
        list.add(scope.zeros(new Shape(rows, inputs.noise()), DataType.FLOAT32));
      }
      NDList answer = ask(list, rows);
      head = DeterministicHead.fitting(answer, rows, layout.action().size());
      NDArray actions = answer.get(0).toType(DataType.FLOAT32, false);
      return actions.toFloatArray();
    }
  }

  private NDList ask(NDList list, int rows) {
    try {
      return forward(list);
    } catch (EngineException e) {
      throw new IllegalArgumentException(
          "asked with %s%s it fails with: %s"
              .formatted(
                  tensors.describe(rows),
                  inputs.noise() > 0 ? " and noise[%d, %d]".formatted(rows, inputs.noise()) : "",
                  Libtorch.reason(e)),
          e);
    }
  }

  NDList forward(NDList list) {
    return model.getBlock().forward(parameters, list, false);
  }

  ScriptInputs inputs() {
    return inputs;
  }

  /** What it gets. */
  InputBlocks blocks() {
    return blocks;
  }

  NetworkInputs tensors() {
    return tensors;
  }

  DeterministicHead head() {
    return head;
  }

  @Override
  public void close() {
    model.close();
  }
}
