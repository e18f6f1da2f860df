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
 * Observations of a few control periods ago; at the start of an episode its first one. Images are
 * not delayed.
 *
 * @param delay most control periods
 */
record ObservationDelayFactor(int delay) implements Factor {

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
    return Optional.of(new Filter(spec, delay));
  }

  /** Hands out observations of a few periods ago. */
  private static final class Filter implements TunableObservationFilter {

    private final double[][][] past;
    private int delay;
    private int period;

    Filter(TaskSpec spec, int longest) {
      this.past = new double[longest + 1][spec.observation().size()][];
      for (double[][] blocks : past) {
        for (int block = 0; block < blocks.length; block++) {
          BlockSpec each = spec.observation().get(block);
          blocks[block] = new double[each.type() == DataType.UINT8 ? 0 : each.size()];
        }
      }
    }

    @Override
    public void tune(Sampler sampler) {
      delay = sampler.count("periods", 0, past.length - 1);
    }

    @Override
    public void start(SeedStreams seeds) {
      period = 0;
    }

    @Override
    public void apply(BatchRow row) {
      double[][] now = past[period % past.length];
      double[][] due = past[Math.max(0, period - delay) % past.length];
      for (int block = 0; block < now.length; block++) {
        if (now[block].length > 0) {
          row.read(block, now[block]);
          row.writeObservation(block, due[block]);
        }
      }
      period++;
    }

    @Override
    public void save(StateWriter writer) {
      writer.putInt(delay);
      writer.putInt(period);
      for (double[][] blocks : past) {
        for (double[] block : blocks) {
          writer.putDoubles(block);
        }
      }
    }

    @Override
    public void load(StateReader reader) {
      delay = reader.getInt();
      period = reader.getInt();
      for (double[][] blocks : past) {
        for (double[] block : blocks) {
          reader.getDoubles(block);
        }
      }
    }
  }
}
