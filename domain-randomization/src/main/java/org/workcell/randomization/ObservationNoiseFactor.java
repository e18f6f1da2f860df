package org.workcell.randomization;

import java.util.Optional;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.environment.TaskSpec;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Normal noise on every number of an observation that is no whole number, cut off at the bounds of
 * its block.
 *
 * @param deviation standard deviation at full strength, in the observation's own units
 */
record ObservationNoiseFactor(double deviation) implements Factor {

  @Override
  public String stream() {
    return "observation";
  }

  @Override
  public Optional<TunableObservationFilter> observationFilter(String name, TaskSpec spec) {
    return Optional.of(new Filter("noise/" + name, spec, deviation));
  }

  /** Adds noise whose size is drawn for each episode. */
  private static final class Filter implements TunableObservationFilter {

    private final String streamName;
    private final double deviation;
    private final boolean[] noisy;
    private final double[][] values;
    private final double[][] low;
    private final double[][] high;
    private final RandomStream stream = new RandomStream(0);
    private double size;

    Filter(String streamName, TaskSpec spec, double deviation) {
      this.streamName = streamName;
      this.deviation = deviation;
      int blocks = spec.observation().size();
      this.noisy = new boolean[blocks];
      this.values = new double[blocks][];
      this.low = new double[blocks][];
      this.high = new double[blocks][];
      for (int i = 0; i < blocks; i++) {
        BlockSpec block = spec.observation().get(i);
        noisy[i] = block.type() == DataType.FLOAT32 || block.type() == DataType.FLOAT64;
        values[i] = new double[block.size()];
        low[i] = block.low();
        high[i] = block.high();
      }
    }

    @Override
    public void tune(Draws draws) {
      size = draws.uniform("size", 0, new Range(1, 1));
    }

    @Override
    public void start(SeedStreams seeds) {
      long[] state = new long[RandomStream.STATE_LONGS];
      seeds.stream(streamName).save(state, 0);
      stream.load(state, 0);
    }

    @Override
    public void apply(BatchRow row) {
      for (int block = 0; block < noisy.length; block++) {
        if (noisy[block]) {
          double[] numbers = values[block];
          row.read(block, numbers);
          for (int i = 0; i < numbers.length; i++) {
            double noise = size * deviation * stream.nextGaussian();
            numbers[i] = Math.max(low[block][i], Math.min(high[block][i], numbers[i] + noise));
          }
          row.writeObservation(block, numbers);
        }
      }
    }

    @Override
    public void save(StateWriter writer) {
      writer.putDouble(size);
      writer.putStream(stream);
    }

    @Override
    public void load(StateReader reader) {
      size = reader.getDouble();
      reader.getStream(stream);
    }
  }
}
