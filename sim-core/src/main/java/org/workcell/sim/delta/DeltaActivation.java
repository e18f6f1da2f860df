package org.workcell.sim.delta;

import java.util.Arrays;
import java.util.Locale;

/** What hidden layers of a delta do with their sums. */
public enum DeltaActivation {
  /** Hyperbolic tangent. */
  TANH {
    @Override
    void apply(double[] values, double[] scratch, double[] more) {
      Exponentials.tanh(values, scratch);
    }
  },
  /** {@code x} where positive, {@code exp(x) - 1} elsewhere. */
  ELU {
    @Override
    void apply(double[] values, double[] scratch, double[] more) {
      Exponentials.elu(values, scratch, more);
    }
  },
  /** {@code x} where positive, 0 elsewhere. */
  RELU {
    @Override
    void apply(double[] values, double[] scratch, double[] more) {
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.max(values[i], 0);
      }
    }
  };

  /** The name in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The activation of a name.
   *
   * @throws IllegalArgumentException naming all of them, if there is none
   */
  public static DeltaActivation of(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no activation '%s'; expected one of %s"
                        .formatted(
                            label, Arrays.stream(values()).map(DeltaActivation::label).toList())));
  }

  /** Changes all values in place; the other arrays, as long as {@code values}, are overwritten. */
  abstract void apply(double[] values, double[] scratch, double[] more);
}
