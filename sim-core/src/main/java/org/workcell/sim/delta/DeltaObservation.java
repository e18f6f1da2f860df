package org.workcell.sim.delta;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Makes a delta's inputs of commands, positions and velocities, with as much of the past as they
 * need. Of inputs with several channels each row of a block has all channels, and rows are newest
 * first: the value of block b at age k of channel c lies at {@code offset(b) + k * channels + c}.
 * One thread at a time; only the constructor and {@link #load} allocate.
 */
public final class DeltaObservation implements StatePart {

  private final int channels;
  private final List<DeltaInput> inputs;
  private final double[] values;
  private final double[] saturating;
  private final double[] scratch;

  /** Rows of command, position, velocity and delta; the newest first. */
  private final double[] rows;

  private final int width;
  private boolean started;
  private double driveGain = 1;

  /**
   * Without a past.
   *
   * @param channels numbers of the arrays that are given
   */
  public DeltaObservation(int channels, List<DeltaInput> inputs) {
    this.channels = channels;
    this.inputs = List.copyOf(inputs);
    this.saturating = new double[channels];
    this.scratch = new double[channels];
    this.values = new double[size(channels, inputs)];
    this.width = 4 * channels;
    int past =
        inputs.stream().mapToInt(each -> each.steps() + each.signal().pastRows()).max().orElse(1);
    this.rows = new double[past * width];
  }

  /** Numbers that inputs of so many channels have. */
  public static int size(int channels, List<DeltaInput> inputs) {
    return channels * inputs.stream().mapToInt(DeltaInput::steps).sum();
  }

  /** The inputs, for reading; the same array in every step. */
  public double[] values() {
    return values;
  }

  /**
   * Sets what differences of commands are multiplied by from now on; 1 at first.
   *
   * @param ratio of {@link DriveGain#ratio}
   */
  public void driveGain(double ratio) {
    driveGain = ratio;
  }

  /** Forgets the past. */
  public void start() {
    started = false;
  }

  /**
   * Takes a row of the past. The first one since {@link #start} counts as all that was before it,
   * too.
   *
   * @param command one number per channel, like the others
   */
  public void remember(double[] command, double[] position, double[] velocity) {
    if (started) {
      System.arraycopy(rows, 0, rows, width, rows.length - width);
    }
    System.arraycopy(command, 0, rows, 0, channels);
    System.arraycopy(position, 0, rows, channels, channels);
    System.arraycopy(velocity, 0, rows, 2 * channels, channels);
    Arrays.fill(rows, 3 * channels, width, 0);
    if (!started) {
      for (int row = width; row < rows.length; row += width) {
        System.arraycopy(rows, 0, rows, row, width);
      }
      started = true;
    }
  }

  /** Takes the present row and makes the inputs of it. */
  public void observe(double[] command, double[] position, double[] velocity) {
    remember(command, position, velocity);
    int at = 0;
    for (int i = 0; i < inputs.size(); i++) {
      DeltaInput input = inputs.get(i);
      for (int age = 0; age < input.steps(); age++) {
        write(input, age * width, at);
        at += channels;
      }
    }
  }

  /** Says what was added to the command of the present row, which later rows may read. */
  public void acted(double[] delta) {
    System.arraycopy(delta, 0, rows, 3 * channels, channels);
  }

  private void write(DeltaInput input, int command, int at) {
    int position = command + channels;
    int velocity = position + channels;
    double scale = input.scale();
    double commandScale = scale / driveGain;
    switch (input.signal()) {
      case COMMAND -> copy(command, at, scale);
      case POSITION -> copy(position, at, scale);
      case VELOCITY -> copy(velocity, at, scale);
      case PREVIOUS_DELTA -> copy(velocity + channels + width, at, commandScale);
      case COMMAND_ERROR -> subtract(command, position, at, commandScale);
      case COMMAND_CHANGE -> subtract(command, command + width, at, commandScale);
      case COMMAND_ERROR_ABS -> {
        subtract(command, position, at, commandScale);
        for (int c = at; c < at + channels; c++) {
          values[c] = Math.abs(values[c]);
        }
      }
      case VELOCITY_TANH -> {
        for (int c = 0; c < channels; c++) {
          saturating[c] = rows[velocity + c] / scale;
        }
        Exponentials.tanh(saturating, scratch);
        System.arraycopy(saturating, 0, values, at, channels);
      }
      case POSITION_SIN -> {
        for (int c = 0; c < channels; c++) {
          values[at + c] = Math.sin(rows[position + c]) / scale;
        }
      }
      case POSITION_COS -> {
        for (int c = 0; c < channels; c++) {
          values[at + c] = Math.cos(rows[position + c]) / scale;
        }
      }
      default -> throw new AssertionError(input);
    }
  }

  private void copy(int from, int at, double scale) {
    for (int c = 0; c < channels; c++) {
      values[at + c] = rows[from + c] / scale;
    }
  }

  private void subtract(int from, int less, int at, double scale) {
    for (int c = 0; c < channels; c++) {
      values[at + c] = (rows[from + c] - rows[less + c]) / scale;
    }
  }

  @Override
  public void save(StateWriter writer) {
    writer.putBoolean(started);
    writer.putDoubles(rows);
  }

  @Override
  public void load(StateReader reader) {
    started = reader.getBoolean();
    reader.getDoubles(rows);
  }
}
