package org.workcell.policies;

import ai.djl.ndarray.NDList;
import java.nio.file.Path;
import java.util.List;
import org.workcell.sim.batch.BatchLayout;

/**
 * A TorchScript file that acts. The module gets one float32 tensor {@code [rows, elements]} of all
 * observation blocks but images side by side in the task's order, or, where its extra file {@code
 * workcell.json} names them, one tensor for each block and standard normal noise from each
 * episode's stream {@code policy}. It answers {@code [rows, action]} or chunks {@code [rows, steps,
 * action]}. Every {@link NetworkPolicy#CHECKED_ANSWERS}th answer is asked for again, and has to be
 * the same to the bit. One thread acts; another may swap weights.
 */
public final class TorchScriptPolicy extends NetworkPolicy {

  private final BatchLayout layout;
  private final List<String> listedTasks;
  private final InferenceOptions options;
  private ScriptModule module;

  private TorchScriptPolicy(
      Path file,
      BatchLayout layout,
      List<String> listedTasks,
      InferenceOptions options,
      ScriptModule module) {
    super(
        String.valueOf(file.getFileName()),
        options,
        module.tensors(),
        module.head(),
        module.inputs().noise());
    this.layout = layout;
    this.listedTasks = List.copyOf(listedTasks);
    this.options = options;
    this.module = module;
  }

  /**
   * Loads a file and asks it once with zeros, to see how it answers.
   *
   * @param layout what it observes and what it chooses
   * @throws IllegalArgumentException if there is no such file, it is no TorchScript file, it does
   *     not fit the layout, or it draws random numbers of its own
   * @throws IllegalStateException if libtorch cannot be loaded
   */
  public static TorchScriptPolicy load(Path file, BatchLayout layout, InferenceOptions options) {
    return load(file, layout, List.of(), options);
  }

  /**
   * The same for a file that may want a one-hot code without saying of which tasks.
   *
   * @param listedTasks ids of the tasks that hold then, in the order of the code
   */
  public static TorchScriptPolicy load(
      Path file, BatchLayout layout, List<String> listedTasks, InferenceOptions options) {
    ScriptModule module = ScriptModule.open(file, layout, listedTasks, options);
    return new TorchScriptPolicy(file, layout, listedTasks, options, module);
  }

  /**
   * Goes on with the weights of another file. It is loaded and tried first; the change then happens
   * between two batches.
   *
   * @throws IllegalArgumentException if the file cannot take the place of the present one, which
   *     then stays
   */
  public void swapWeights(Path file) {
    ScriptModule next = ScriptModule.open(file, layout, listedTasks, options);
    try {
      betweenBatches(
          () -> {
            requireSameShape(file, next);
            ScriptModule previous = module;
            module = next;
            previous.close();
          });
    } catch (RuntimeException e) {
      next.close();
      throw e;
    }
  }

  /** Whether it looks at images. */
  public boolean readsImages() {
    return module.inputs().blocks().contains(NetworkInputs.IMAGES);
  }

  /** What the module gets of each row. */
  public InputBlocks inputBlocks() {
    return module.blocks();
  }

  private void requireSameShape(Path file, ScriptModule next) {
    if (!next.inputs().equals(module.inputs()) || next.head().chunkSteps() != chunkSteps()) {
      throw new IllegalArgumentException(
          "policy %s cannot take the place of %s: it has inputs %s and %d actions per answer, not %s"
                  .formatted(file, name(), next.inputs(), next.head().chunkSteps(), module.inputs())
              + " and "
              + chunkSteps());
    }
  }

  @Override
  NDList forward(NDList tensors) {
    return module.forward(tensors);
  }

  @Override
  boolean isAskedAgain() {
    return true;
  }

  @Override
  void closeNetwork() {
    module.close();
  }
}
