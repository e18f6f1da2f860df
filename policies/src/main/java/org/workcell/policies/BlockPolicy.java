package org.workcell.policies;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import org.workcell.sim.batch.BatchLayout;

/**
 * A DJL block that acts. It gets one float32 tensor {@code [rows, elements]} of {@link InputBlocks}
 * side by side, by default of all observation blocks but images. The block stays its owner's:
 * weights that a trainer changes between two batches take effect at once; a trainer on another
 * thread has a block of its own and swaps weights. One thread acts; another may swap.
 */
public final class BlockPolicy extends NetworkPolicy {

  private final Block block;
  private final ParameterStore parameters;
  private final InferenceOptions options;

  private BlockPolicy(
      String name, Block block, NetworkInputs inputs, ActionHead head, InferenceOptions options) {
    super(name, options, inputs, head, 0);
    this.block = block;
    this.options = options;
    this.parameters = new ParameterStore(Libtorch.newManager(options.device()), false);
  }

  /**
   * Acts with a network that gives means and log deviations, such as {@link GaussianMlp}.
   *
   * @param name the name in reports
   * @param layout what it observes and what it chooses
   */
  public static BlockPolicy gaussian(
      String name, Block block, BatchLayout layout, Choice choice, InferenceOptions options) {
    return gaussian(name, block, layout, InputBlocks.allOf(layout), choice, options);
  }

  /**
   * The same with chosen inputs, such as the task's one-hot code.
   *
   * @param blocks what the network gets, side by side
   */
  public static BlockPolicy gaussian(
      String name,
      Block block,
      BatchLayout layout,
      InputBlocks blocks,
      Choice choice,
      InferenceOptions options) {
    GaussianHead head = new GaussianHead(layout.action().size(), choice);
    return new BlockPolicy(name, block, NetworkInputs.concatenated(layout, blocks), head, options);
  }

  /**
   * Acts with a network that gives logits of tokens, such as an {@link Mlp} with {@link
   * ActionTokens#logitsPerAnswer} outputs.
   *
   * @param name the name in reports
   * @param layout what it observes
   * @param tokens what it chooses
   */
  public static BlockPolicy tokens(
      String name,
      Block block,
      BatchLayout layout,
      ActionTokens tokens,
      Choice choice,
      InferenceOptions options) {
    NetworkInputs inputs = NetworkInputs.concatenated(layout, InputBlocks.allOf(layout));
    return new BlockPolicy(name, block, inputs, new TokenHead(tokens, choice), options);
  }

  /**
   * Takes over the weights of another block of the same layers, between two batches.
   *
   * @throws IllegalArgumentException if the layers differ
   */
  public void swapWeights(Block source) {
    betweenBatches(() -> Weights.copy(source, block));
  }

  /**
   * Takes over weights that {@link Weights#save} wrote, between two batches.
   *
   * @throws IllegalArgumentException if the file does not hold weights of such a network
   */
  public void swapWeights(Path file) {
    betweenBatches(() -> Weights.load(block, file));
  }

  @Override
  NDList forward(NDList tensors) {
    return block.forward(parameters, tensors, false);
  }

  /** A trainer's network may run where sums are not the same to the bit each time. */
  @Override
  boolean isAskedAgain() {
    return false;
  }

  @Override
  void closeNetwork() {
    parameters.getManager().close();
  }
}
