package org.workcell.tasks.kitchen;

import org.workcell.sim.numpy.NumpyPcg64;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;

/** Where the noise of observations is drawn from. Drawing allocates nothing. */
interface NoiseSource extends StatePart {

  /** An episode begins. */
  void start(EpisodeStart episode);

  /** Uniform in [-1, 1). */
  double next();

  /** Upstream's generator, seeded with the episode's root seed as upstream's reset is. */
  final class Numpy implements NoiseSource {

    private NumpyPcg64 random = new NumpyPcg64(0);

    @Override
    public void start(EpisodeStart episode) {
      random = new NumpyPcg64(episode.seed());
    }

    @Override
    public double next() {
      return random.uniform(-1, 1);
    }

    @Override
    public void save(StateWriter writer) {
      long[] state = new long[NumpyPcg64.STATE_LONGS];
      random.save(state);
      for (long word : state) {
        writer.putLong(word);
      }
    }

    @Override
    public void load(StateReader reader) {
      long[] state = new long[NumpyPcg64.STATE_LONGS];
      for (int i = 0; i < state.length; i++) {
        state[i] = reader.getLong();
      }
      random.load(state);
    }
  }

  /** The episode's stream {@code noise}. */
  final class Stream implements NoiseSource {

    private RandomStream random = new RandomStream(0);

    @Override
    public void start(EpisodeStart episode) {
      random = episode.stream("noise");
    }

    @Override
    public double next() {
      return random.uniform(-1, 1);
    }

    @Override
    public void save(StateWriter writer) {
      writer.putStream(random);
    }

    @Override
    public void load(StateReader reader) {
      reader.getStream(random);
    }
  }
}
