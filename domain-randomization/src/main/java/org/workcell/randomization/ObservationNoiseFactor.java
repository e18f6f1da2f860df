package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.TaskSpec;

/**
 * Normal noise on every number of an observation that is no whole number, cut off at the bounds of
 * its block.
 *
 * @param deviation standard deviation at full severity, in the observation's own units
 */
record ObservationNoiseFactor(double deviation) implements Factor {

  @Override
  public String stream() {
    return "observation";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.OBSERVATIONS);
  }

  @Override
  public Optional<TunableObservationFilter> observationFilter(String name, TaskSpec spec) {
    return Optional.of(new Filter(name, spec, deviation));
  }

  /** Adds noise whose size is drawn for each episode. */
  private static final class Filter implements TunableObservationFilter {

    private final EpisodeNoise noise;
    private final double deviation;
    private final boolean[] noisy;
    private final double[][] values;
    private final double[][] low;
    private final double[][] high;

    Filter(String factorName, TaskSpec spec, double deviation) {
      this.noise = new EpisodeNoise(factorName);
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
    public void tune(Sampler sampler) {
      noise.tune(sampler);
    }

    @Override
    public void start(SeedStreams seeds) {
      noise.start(seeds);
    }

    @Override
    public void apply(BatchRow row) {
      for (int block = 0; block < noisy.length; block++) {
        if (noisy[block]) {
          double[] numbers = values[block];
          row.read(block, numbers);
          for (int i = 0; i < numbers.length; i++) {
            double noisyNumber = numbers[i] + noise.next(deviation);
            numbers[i] = Math.max(low[block][i], Math.min(high[block][i], noisyNumber));
          }
          row.writeObservation(block, numbers);
        }
      }
    }

    @Override
    public void save(StateWriter writer) {
      noise.save(writer);
    }

    @Override
    public void load(StateReader reader) {
      noise.load(reader);
    }
  }
}
