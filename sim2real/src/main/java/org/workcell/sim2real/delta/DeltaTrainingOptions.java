package org.workcell.sim2real.delta;

import java.util.List;
import org.workcell.sim.delta.DeltaInput;

/**
 * How a delta is trained. Immutable; start from {@link #usual}.
 *
 * @param inputs what it reads of each joint
 * @param hidden units of each hidden layer, of each joint where joints have networks of their own
 * @param coupled whether one network reads all joints; otherwise each joint has one that reads the
 *     joint itself and all positions
 * @param joints whose commands it changes; empty for all
 * @param limit the most that it adds to a command or takes away, rad or m
 * @param normWeight preference for small changes, relative to one deviation of noise at {@code
 *     usual}
 * @param rateWeight preference for changes that stay from row to row
 * @param inputNoise deviation of noise on standardized inputs
 * @param epochs passes over the labels, at most
 * @param rounds how often labels are taken at states that replays with the delta reach
 * @param horizonRows lengths of windows of the multi-step loss, in rising order
 * @param iterations gradient steps for each of these lengths
 * @param seed of weights, order and noise
 * @param threads worker threads; they change no number
 */
public record DeltaTrainingOptions(
    List<DeltaInput> inputs,
    List<Integer> hidden,
    boolean coupled,
    List<String> joints,
    double limit,
    double normWeight,
    double rateWeight,
    double inputNoise,
    int epochs,
    int rounds,
    List<Integer> horizonRows,
    int iterations,
    long seed,
    int threads) {

  /** What serves arms with position servos. */
  public static DeltaTrainingOptions usual(long seed, int threads) {
    return new DeltaTrainingOptions(
        DeltaInput.standard(),
        List.of(32, 32),
        false,
        List.of(),
        0.3,
        1,
        0,
        0.02,
        60,
        1,
        List.of(5, 12, 25, 50),
        60,
        seed,
        threads);
  }

  /** Checks ranges. */
  public DeltaTrainingOptions {
    inputs = List.copyOf(inputs);
    hidden = List.copyOf(hidden);
    joints = List.copyOf(joints);
    horizonRows = List.copyOf(horizonRows);
    if (!(limit > 0) || !(normWeight >= 0) || !(rateWeight >= 0) || !(inputNoise >= 0)) {
      throw new IllegalArgumentException(
          "limit %s, norm weight %s, rate weight %s, input noise %s; expected a positive limit and no negative numbers"
              .formatted(limit, normWeight, rateWeight, inputNoise));
    }
    if (hidden.stream().anyMatch(units -> units < 1)) {
      throw new IllegalArgumentException(
          "layers %s; expected at least 1 unit in each".formatted(hidden));
    }
    if (epochs < 1 || rounds < 0 || iterations < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "%d epochs, %d rounds, %d iterations, %d threads; expected at least 1, 0, 1 and 1"
              .formatted(epochs, rounds, iterations, threads));
    }
  }
}
