package org.workcell.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import org.workcell.policies.DiagonalGaussian;
import org.workcell.policies.Tensors;

/** The loss of PPO with clipped ratios (Schulman et al. 2017, equations 7 and 9). */
final class PpoLoss {

  private final Block actor;
  private final Block critic;
  private final float clip;
  private final double valueWeight;
  private final double entropyWeight;

  PpoLoss(Block actor, Block critic, PpoOptions options) {
    this.actor = actor;
    this.critic = critic;
    this.clip = (float) options.clipRange();
    this.valueWeight = options.valueWeight();
    this.entropyWeight = options.entropyWeight();
  }

  /**
   * Of some rows.
   *
   * @param rows observations, actions, log probabilities before, advantages, targets of the critic,
   *     and what the critic sees where that is more
   * @param criticAlone whether only the critic's error counts
   */
  NDArray of(NDList rows, boolean criticAlone) {
    NDArray error = values(rows.get(rows.size() > 5 ? 5 : 0)).sub(rows.get(4));
    NDArray judged = Tensors.scaled(error.square().mean(), valueWeight);
    NDList answer = ask(actor, rows.get(0));
    NDArray now = DiagonalGaussian.logProbability(rows.get(1), answer.get(0), answer.get(1));
    NDArray ratio = now.sub(rows.get(2)).exp();
    NDArray centred = rows.get(3).sub(rows.get(3).mean());
    NDArray advantage = centred.div(centred.square().mean().sqrt().add(1e-6));
    NDArray gain =
        ratio.mul(advantage).minimum(Tensors.clipped(ratio, 1 - clip, 1 + clip).mul(advantage));
    if (criticAlone) {
      // Every weight needs a gradient, be it zero.
      return judged.add(Tensors.scaled(gain.mean(), 0));
    }
    NDArray loss = judged.sub(gain.mean());
    return entropyWeight == 0
        ? loss
        : loss.sub(Tensors.scaled(DiagonalGaussian.entropy(answer.get(1)), entropyWeight));
  }

  /** Log probabilities of actions, {@code [rows]}. */
  NDArray logProbability(NDArray observations, NDArray actions) {
    NDList answer = ask(actor, observations);
    return DiagonalGaussian.logProbability(actions, answer.get(0), answer.get(1));
  }

  /** Mean actions, {@code [rows, action]}. */
  NDArray means(NDArray observations) {
    return ask(actor, observations).get(0);
  }

  /** What the critic expects, {@code [rows]}. */
  NDArray values(NDArray observations) {
    return ask(critic, observations).get(0).squeeze(1);
  }

  private static NDList ask(Block block, NDArray inputs) {
    return block.forward(new ParameterStore(inputs.getManager(), false), new NDList(inputs), false);
  }
}
