package org.workcell.sim.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A residual action model: what it reads, the network, and what its outputs mean. To the command of
 * each channel it adds {@code gain * trust * scale * clamp(network(inputs), -clip, clip)}.
 * Immutable and shared by any number of threads; {@link #newRunner} gives each its own memory.
 */
public final class DeltaModel {

  /** Most channels. */
  public static final int MOST_CHANNELS = 64;

  /** Most layers. */
  public static final int MOST_LAYERS = 16;

  /** Where it acts. */
  public enum Kind {
    /** On the command, once per control period, before everything that carries it out. */
    COMMAND,
    /** On the torques of joints, in every physics step; it has no memory and reads no command. */
    TORQUE;

    /** The name in files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Kind of(String label) {
      return Arrays.stream(values())
          .filter(each -> each.label().equals(label))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "there is no kind of delta '%s'; expected command or torque"
                          .formatted(label)));
    }
  }

  private final Kind kind;
  private final double controlPeriodSeconds;
  private final List<DeltaChannel> channels;
  private final List<DeltaInput> inputs;
  private final Optional<DriveGain> driveGain;
  private final double[] mean;
  private final double[] std;
  private final List<DeltaLayer> layers;
  private final DeltaActivation activation;
  private final TrustRegion trust;
  private final String sha256;

  private DeltaModel(Builder builder) {
    this.kind = builder.kind;
    this.controlPeriodSeconds = builder.controlPeriodSeconds;
    this.channels = List.copyOf(builder.channels);
    this.inputs = List.copyOf(builder.inputs);
    this.driveGain = builder.driveGain;
    this.layers = List.copyOf(builder.layers);
    this.activation = builder.activation;
    this.trust = builder.trust;
    int size = requireShapes();
    this.mean = builder.mean == null ? new double[size] : Numbers.finiteCopy("mean", builder.mean);
    this.std = builder.std == null ? ones(size) : Numbers.finiteCopy("std", builder.std);
    requireNormalization(size);
    this.sha256 = DeltaChecksum.of(this);
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  private int requireShapes() {
    requireChannels();
    requireInputs();
    int size = inputSize();
    if (layers.isEmpty() || layers.size() > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "a delta has %d layers; expected 1 to %d".formatted(layers.size(), MOST_LAYERS));
    }
    int width = size;
    for (DeltaLayer layer : layers) {
      if (layer.inputs() != width) {
        throw new IllegalArgumentException(
            "a layer of a delta reads %d numbers, and %d arrive (%d channels with %d inputs together)"
                .formatted(layer.inputs(), width, channels.size(), size));
      }
      width = layer.outputs();
    }
    if (width != channels.size()) {
      throw new IllegalArgumentException(
          "the last layer of a delta makes %d numbers for %d channels"
              .formatted(width, channels.size()));
    }
    return size;
  }

  private void requireChannels() {
    if (channels.isEmpty() || channels.size() > MOST_CHANNELS) {
      throw new IllegalArgumentException(
          "a delta has %d channels; expected 1 to %d".formatted(channels.size(), MOST_CHANNELS));
    }
    Set<String> names = new HashSet<>();
    for (DeltaChannel channel : channels) {
      if (!names.add(channel.name())) {
        throw new IllegalArgumentException(
            "a delta has channel '%s' twice".formatted(channel.name()));
      }
    }
  }

  private void requireInputs() {
    if (kind == Kind.COMMAND
        && !(controlPeriodSeconds > 0 && controlPeriodSeconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the control period of a delta is %s s; expected a positive number"
              .formatted(controlPeriodSeconds));
    }
    for (DeltaInput input : inputs) {
      if (kind == Kind.TORQUE && (input.signal().isOfCommands() || input.steps() > 1)) {
        throw new IllegalArgumentException(
            "a torque residual cannot read %d steps of %s; give it the present position and velocity"
                .formatted(input.steps(), input.signal().label()));
      }
    }
    if (kind == Kind.TORQUE && driveGain.isPresent()) {
      throw new IllegalArgumentException(
          "a torque residual has the drive gain '%s'; only deltas of commands have one"
              .formatted(driveGain.get().constant()));
    }
  }

  private void requireNormalization(int size) {
    Numbers.requireLength("mean", mean, size);
    Numbers.requireLength("std", std, size);
    for (int i = 0; i < size; i++) {
      if (!(std[i] > 0)) {
        throw new IllegalArgumentException(
            "std[%d] of a delta is %s; expected a positive number".formatted(i, std[i]));
      }
    }
    if (trust.kind() != TrustRegion.Kind.EVERYWHERE) {
      Numbers.requireLength("trust region", trust.lowOrMean(), size);
    }
  }

  /** A model of a kind, to be described. */
  public static Builder builder(Kind kind) {
    return new Builder(kind);
  }

  /** The parts of this model, to be changed. */
  public Builder toBuilder() {
    Builder builder = new Builder(kind);
    builder.controlPeriodSeconds = controlPeriodSeconds;
    builder.channels = channels;
    builder.inputs = inputs;
    builder.driveGain = driveGain;
    builder.mean = mean;
    builder.std = std;
    builder.layers = layers;
    builder.activation = activation;
    builder.trust = trust;
    return builder;
  }

  /** Where it acts. */
  public Kind kind() {
    return kind;
  }

  /** Simulated time between two commands; 0 for torques, which act in every physics step. */
  public double controlPeriodSeconds() {
    return controlPeriodSeconds;
  }

  /** What it corrects, in the order of all arrays. */
  public List<DeltaChannel> channels() {
    return channels;
  }

  /** What it reads, in order; see {@link DeltaObservation} for the layout. */
  public List<DeltaInput> inputs() {
    return inputs;
  }

  /** What commands are measured by; absent where they count as they are. */
  public Optional<DriveGain> driveGain() {
    return driveGain;
  }

  /** Length of the vector of inputs. */
  public int inputSize() {
    return DeltaObservation.size(channels.size(), inputs);
  }

  /** A copy of what is subtracted from the inputs. */
  public double[] mean() {
    return mean.clone();
  }

  /** A copy of what the differences are divided by. */
  public double[] std() {
    return std.clone();
  }

  /** The layers; after each but the last comes the activation. */
  public List<DeltaLayer> layers() {
    return layers;
  }

  /** The activation between layers. */
  public DeltaActivation activation() {
    return activation;
  }

  /** Where its inputs are such as it was trained on. */
  public TrustRegion trust() {
    return trust;
  }

  /** Checksum of everything that its results depend on, in hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  /**
   * A copy of which only some channels act.
   *
   * @throws IllegalArgumentException if one of the names is no channel
   */
  public DeltaModel acting(Collection<String> names) {
    List<String> known = channels.stream().map(DeltaChannel::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "the delta has no channel '%s'; it has %s".formatted(name, known));
      }
    }
    Builder builder = toBuilder();
    builder.channels =
        channels.stream()
            .map(each -> each.acting(each.acts() && names.contains(each.name())))
            .toList();
    return builder.build();
  }

  /** Computes the model for one robot. */
  public DeltaRunner newRunner() {
    return new DeltaRunner(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeltaModel model && sha256.equals(model.sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  @Override
  public String toString() {
    return "delta(%s, %d channels, %s)".formatted(kind.label(), channels.size(), sha256);
  }

  /** Collects the parts of a {@link DeltaModel}. */
  public static final class Builder {

    private final Kind kind;
    private double controlPeriodSeconds;
    private List<DeltaChannel> channels = new ArrayList<>();
    private List<DeltaInput> inputs;
    private Optional<DriveGain> driveGain = Optional.empty();
    private double[] mean;
    private double[] std;
    private List<DeltaLayer> layers = List.of();
    private DeltaActivation activation = DeltaActivation.TANH;
    private TrustRegion trust = TrustRegion.everywhere();

    private Builder(Kind kind) {
      this.kind = kind;
      this.inputs = kind == Kind.COMMAND ? DeltaInput.standard() : DeltaInput.torque();
    }

    /** Simulated time between two commands; not needed for torques. */
    public Builder controlPeriodSeconds(double seconds) {
      controlPeriodSeconds = seconds;
      return this;
    }

    /** What is corrected, in the order of all arrays. */
    public Builder channels(List<DeltaChannel> all) {
      channels = List.copyOf(all);
      return this;
    }

    /** What is read; {@link DeltaInput#standard} or {@link DeltaInput#torque} without this. */
    public Builder inputs(List<DeltaInput> all) {
      inputs = List.copyOf(all);
      return this;
    }

    /** What commands are measured by; nothing without this, and never for torques. */
    public Builder driveGain(Optional<DriveGain> gain) {
      driveGain = gain;
      return this;
    }

    /** What is subtracted from the inputs and what they are then divided by; 0 and 1 without. */
    public Builder normalization(double[] means, double[] stds) {
      mean = means.clone();
      std = stds.clone();
      return this;
    }

    /** The layers, first to last. */
    public Builder layers(List<DeltaLayer> all) {
      layers = List.copyOf(all);
      return this;
    }

    /** The activation between layers; tanh without this. */
    public Builder activation(DeltaActivation between) {
      activation = between;
      return this;
    }

    /** Where it is trusted; everywhere without this. */
    public Builder trust(TrustRegion region) {
      trust = region;
      return this;
    }

    /**
     * The model.
     *
     * @throws IllegalArgumentException if the parts do not fit each other
     */
    public DeltaModel build() {
      return new DeltaModel(this);
    }
  }
}
