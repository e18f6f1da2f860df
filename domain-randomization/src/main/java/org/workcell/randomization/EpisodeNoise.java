package org.workcell.randomization;

import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Normal noise from a stream of the episode, whose size is drawn for each episode. */
final class EpisodeNoise implements StatePart {

  private final String streamName;
  private final RandomStream stream = new RandomStream(0);
  private double size;

  EpisodeNoise(String factorName) {
    this.streamName = "noise/" + factorName;
  }

  /** Sampler the size, 0 to 1. */
  void tune(Sampler sampler) {
    size = sampler.uniform("size", 0, new Range(1, 1));
  }

  /** A new episode begins. */
  void start(SeedStreams seeds) {
    long[] state = new long[RandomStream.STATE_LONGS];
    seeds.stream(streamName).save(state, 0);
    stream.load(state, 0);
  }

  /** The next draw, with this standard deviation at full size. */
  double next(double deviation) {
    return size * deviation * stream.nextGaussian();
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
