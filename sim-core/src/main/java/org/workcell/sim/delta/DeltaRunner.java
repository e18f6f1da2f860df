package org.workcell.sim.delta;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Computes a {@link DeltaModel} for one robot, with the memory that its inputs need. One thread at
 * a time; only the constructor, {@link #save} and {@link #load} allocate. All arrays that are given
 * have one number per channel, in the order of the model.
 */
public final class DeltaRunner implements StatePart {

  private final DeltaModel model;
  private final DeltaObservation observation;
  private final double[] mean;
  private final double[] std;
  private final DeltaLayer[] layers;

  /** Output of the normalization, then of every layer. */
  private final double[][] sums;

  /** Two rows of scratch for each layer. */
  private final double[][] scratch;

  private final double[] delta;
  private boolean trusting = true;
  private double gain = 1;
  private double trust = 1;
  private double driveGain = 1;

  DeltaRunner(DeltaModel model) {
    this.model = model;
    this.observation = new DeltaObservation(model.channels().size(), model.inputs());
    this.mean = model.mean();
    this.std = model.std();
    this.layers = model.layers().toArray(DeltaLayer[]::new);
    this.sums = new double[layers.length + 1][];
    sums[0] = new double[mean.length];
    this.scratch = new double[2 * layers.length][];
    for (int i = 0; i < layers.length; i++) {
      sums[i + 1] = new double[layers[i].outputs()];
      scratch[2 * i] = new double[layers[i].inputs()];
      scratch[2 * i + 1] = new double[layers[i].inputs()];
    }
    this.delta = new double[model.channels().size()];
  }

  /** What is computed. */
  public DeltaModel model() {
    return model;
  }

  /** Whether the trust region counts; it does at first. */
  public void useTrust(boolean does) {
    trusting = does;
  }

  /**
   * Says what this robot has of {@link DeltaModel#driveGain}; the reference without this. It stays
   * when a new episode starts.
   *
   * @throws IllegalArgumentException if the model has no drive gain, or the value is not positive
   */
  public void driveGain(double value) {
    DriveGain gain =
        model
            .driveGain()
            .orElseThrow(
                () -> new IllegalArgumentException("the delta does not depend on a drive gain"));
    driveGain = gain.ratio(value);
    observation.driveGain(driveGain);
  }

  /** Forgets the past; the gain becomes 1. */
  public void start() {
    observation.start();
    gain = 1;
    trust = 1;
    Arrays.fill(delta, 0);
  }

  /** Multiplies what is added from now on; 0 switches the delta off. */
  public void gain(double factor) {
    gain = factor;
  }

  /** Takes a row of the time before the first {@link #apply}, oldest first; none is needed. */
  public void remember(double[] command, double[] position, double[] velocity) {
    observation.remember(command, position, velocity);
  }

  /**
   * Changes a command in place.
   *
   * @param command in, what was asked for; out, with the delta
   * @param position where the channels are
   * @param velocity how fast they move
   */
  public void apply(double[] command, double[] position, double[] velocity) {
    observe(command, position, velocity);
    act(command, compute());
  }

  /** The first part of {@link #apply}: makes {@link #inputs} and {@link #trust}. */
  public void observe(double[] command, double[] position, double[] velocity) {
    observation.observe(command, position, velocity);
    trust = trusting ? model.trust().trust(observation.values()) : 1;
  }

  /** The second part: what the network makes of the inputs, before clip and scale. */
  public double[] compute() {
    double[] inputs = observation.values();
    DeltaActivation activation = model.activation();
    double[] normal = sums[0];
    for (int i = 0; i < normal.length; i++) {
      normal[i] = (inputs[i] - mean[i]) / std[i];
    }
    for (int i = 0; i < layers.length; i++) {
      if (i > 0) {
        activation.apply(sums[i], scratch[2 * i], scratch[2 * i + 1]);
      }
      layers[i].sum(sums[i], sums[i + 1]);
    }
    return sums[layers.length];
  }

  /**
   * The third part: changes the command by an output of the network, or by one that somebody else
   * has made of it, for example with noise.
   */
  public void act(double[] command, double[] output) {
    List<DeltaChannel> channels = model.channels();
    for (int c = 0; c < delta.length; c++) {
      DeltaChannel channel = channels.get(c);
      double asked = output[c] / driveGain;
      double clipped = Math.max(-channel.clip(), Math.min(channel.clip(), asked));
      delta[c] = channel.acts() ? gain * trust * channel.scale() * clipped : 0;
      command[c] += delta[c];
    }
    observation.acted(delta);
  }

  /** The inputs of the last step, before they were normalized; the same array in every step. */
  public double[] inputs() {
    return observation.values();
  }

  /** What was added to the last command; the same array in every step. */
  public double[] delta() {
    return delta;
  }

  /** How much the inputs of the last step were trusted, 0 to 1. */
  public double trust() {
    return trust;
  }

  @Override
  public void save(StateWriter writer) {
    writer.putDouble(gain);
    observation.save(writer);
  }

  @Override
  public void load(StateReader reader) {
    gain = reader.getDouble();
    observation.load(reader);
  }
}
