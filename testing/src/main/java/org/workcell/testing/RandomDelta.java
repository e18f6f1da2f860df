package org.workcell.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.delta.DeltaActivation;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim.delta.TrustRegion;
import org.workcell.sim.random.RandomStream;

/** Small deltas with random weights, which change something wherever they stand. */
public final class RandomDelta {

  private static final int[] HIDDEN = {12, 8};

  private RandomDelta() {}

  /** A delta of commands with the standard inputs. */
  public static DeltaModel ofCommands(double periodSeconds, double limit, List<String> channels) {
    return model(DeltaModel.Kind.COMMAND, DeltaInput.standard(), HIDDEN, limit, channels)
        .controlPeriodSeconds(periodSeconds)
        .build();
  }

  /** A torque residual. */
  public static DeltaModel ofTorques(double limit, List<String> joints) {
    return model(DeltaModel.Kind.TORQUE, DeltaInput.torque(), HIDDEN, limit, joints).build();
  }

  /**
   * A delta with random numbers.
   *
   * @param hidden widths of the hidden layers
   * @param limit the most that a channel may get
   */
  public static DeltaModel.Builder model(
      DeltaModel.Kind kind,
      List<DeltaInput> inputs,
      int[] hidden,
      double limit,
      List<String> channels) {
    RandomStream random = new RandomStream(7);
    int size = DeltaObservation.size(channels.size(), inputs);
    List<DeltaLayer> layers = new ArrayList<>();
    int width = size;
    for (int outputs : hidden) {
      layers.add(layer(random, width, outputs));
      width = outputs;
    }
    layers.add(layer(random, width, channels.size()));
    double[] low = new double[size];
    double[] high = new double[size];
    Arrays.fill(low, -3);
    Arrays.fill(high, 3);
    return DeltaModel.builder(kind)
        .channels(channels.stream().map(name -> new DeltaChannel(name, 2 * limit, 0.5)).toList())
        .inputs(inputs)
        .normalization(numbers(random, size, -0.1, 0.1), numbers(random, size, 0.5, 2))
        .activation(DeltaActivation.TANH)
        .layers(layers)
        .trust(TrustRegion.ranges(low, high, 0, 0.5));
  }

  private static DeltaLayer layer(RandomStream random, int inputs, int outputs) {
    double bound = 2 / Math.sqrt(inputs);
    return new DeltaLayer(
        numbers(random, inputs * outputs, -bound, bound), numbers(random, outputs, -0.5, 0.5));
  }

  private static double[] numbers(RandomStream random, int count, double low, double high) {
    double[] all = new double[count];
    for (int i = 0; i < count; i++) {
      all[i] = random.uniform(low, high);
    }
    return all;
  }
}
