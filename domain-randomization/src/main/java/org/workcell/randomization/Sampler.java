package org.workcell.randomization;

import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Draws the random values of one factor in one episode, from a stream of its own. Each value has a
 * name and lies in the episode's record; where it is taken from an earlier record, the draw is made
 * and discarded. A hook that asks for a value of an earlier hook by its name gets the same value,
 * so hooks can share values; within one hook each call draws anew. One thread at a time.
 */
public final class Sampler {

  private final String factor;
  private final String family;
  private final double severityFraction;
  private final DrawnValues values;
  private final RandomStream stream = new RandomStream(0);
  private SeedStreams seeds = new SeedStreams(0);

  /**
   * The sampler of a factor.
   *
   * @param factor its name in the preset
   * @param family the first part of its stream's name
   * @param severityFraction 0 (no change) to 1 (the whole range)
   */
  Sampler(String factor, String family, double severityFraction, DrawnValues values) {
    this.factor = factor;
    this.family = family;
    this.severityFraction = severityFraction;
    this.values = values;
  }

  /** A new episode begins. */
  void start(SeedStreams newSeeds) {
    seeds = newSeeds;
    continueFrom(newSeeds.stream(streamName()));
  }

  private String streamName() {
    return family + "/" + factor;
  }

  private void continueFrom(RandomStream source) {
    long[] state = new long[RandomStream.STATE_LONGS];
    source.save(state, 0);
    stream.load(state, 0);
  }

  /**
   * A sampler that goes on from the same place, for hooks that are called at no fixed time or more
   * than once.
   */
  Sampler fork() {
    Sampler fork = new Sampler(factor, family, severityFraction, values);
    fork.seeds = seeds;
    fork.continueFrom(stream);
    return fork;
  }

  /** Severity as a fraction, 0 (no change) to 1 (the whole range). */
  public double severityFraction() {
    return severityFraction;
  }

  /** Uniform in a range that severity narrows toward the nominal value. */
  public double uniform(String quantity, double nominal, Range range) {
    return keep(quantity, range.narrowed(nominal, severityFraction).at(stream.nextDouble()));
  }

  /** Uniform in the full range, whatever the severity. */
  public double fullRange(String quantity, Range range) {
    return keep(quantity, range.at(stream.nextDouble()));
  }

  /** A whole number between the nominal one and severity's share of the way to another. */
  public int count(String quantity, int nominal, int extreme) {
    int reach = (int) Math.round(severityFraction * (extreme - nominal));
    int drawn = stream.nextInt(Math.abs(reach) + 1);
    return (int) keep(quantity, nominal + Integer.signum(reach) * drawn);
  }

  /** One of 0..count-1. */
  public int choice(String quantity, int count) {
    return (int) keep(quantity, stream.nextInt(count));
  }

  /** One of several values. */
  public double oneOf(String quantity, double[] options) {
    return keep(quantity, options[stream.nextInt(options.length)]);
  }

  /** Whether something of this probability happens. */
  public boolean chance(String quantity, double probability) {
    return keep(quantity, stream.nextDouble() < probability ? 1 : 0) == 1;
  }

  /**
   * A seed for randomness that is too much to be recorded, for example of single pixels. It follows
   * from the episode's seed and this name, and draws nothing from the stream.
   */
  public long seed(String purpose) {
    return seeds.stream(streamName() + "/" + purpose).nextLong();
  }

  private double keep(String quantity, double drawn) {
    return values.keep(factor + "/" + quantity, drawn);
  }

  void save(StateWriter writer) {
    writer.putStream(stream);
  }

  void load(StateReader reader) {
    reader.getStream(stream);
  }
}
