package org.workcell.sim.delta;

import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

/** The factor of an episode's deltas. */
final class EpisodeGain {

  private static final String STREAM = "delta";

  private EpisodeGain() {}

  /** Both numbers are always drawn, so that one option never changes what another one gives. */
  static double draw(DeltaOptions options, SeedStreams seeds) {
    RandomStream stream = seeds.stream(STREAM);
    boolean without = stream.nextDouble() < options.without();
    double factor = stream.uniform(options.rescaleLow(), options.rescaleHigh());
    return without ? 0 : factor;
  }
}
