package org.workcell.randomization;

import java.util.Map;
import org.workcell.sim.random.RandomStream;

/**
 * The random choices of one factor in one episode. Each has a name; it is drawn from the factor's
 * own stream, or taken from the record of an earlier episode where it is there. One thread at a
 * time.
 */
final class Draws {

  private final String factor;
  private final RandomStream stream;
  private final double strength;
  private final Map<String, Double> recorded;
  private final Map<String, Double> log;

  /**
   * Draws of a factor.
   *
   * @param strength 0 (no change) to 1 (the whole range)
   * @param recorded values of an earlier episode, by name; may be empty
   * @param log gets every value
   */
  Draws(
      String factor,
      RandomStream stream,
      double strength,
      Map<String, Double> recorded,
      Map<String, Double> log) {
    this.factor = factor;
    this.stream = stream;
    this.strength = strength;
    this.recorded = recorded;
    this.log = log;
  }

  /** How much of its ranges the factor uses, 0 to 1. */
  double strength() {
    return strength;
  }

  /** Uniform in a range that the strength narrows toward the nominal value. */
  double uniform(String quantity, double nominal, Range range) {
    return keep(quantity, range.narrowed(nominal, strength).at(stream.nextDouble()));
  }

  /** Uniform in the whole range, whatever the strength. */
  double whole(String quantity, Range range) {
    return keep(quantity, range.at(stream.nextDouble()));
  }

  /** A whole number between the nominal one and the strength's share of the way to another. */
  int count(String quantity, int nominal, int extreme) {
    int reach = (int) Math.round(strength * (extreme - nominal));
    int drawn = stream.nextInt(Math.abs(reach) + 1);
    return (int) keep(quantity, nominal + Integer.signum(reach) * drawn);
  }

  /** One of 0..count-1. */
  int choice(String quantity, int count) {
    return (int) keep(quantity, stream.nextInt(count));
  }

  /** One of several values. */
  double one(String quantity, double[] values) {
    return keep(quantity, values[stream.nextInt(values.length)]);
  }

  /** Whether something of this probability happens. */
  boolean chance(String quantity, double probability) {
    return keep(quantity, stream.nextDouble() < probability ? 1 : 0) == 1;
  }

  private double keep(String quantity, double drawn) {
    String name = factor + "/" + quantity;
    double value = recorded.getOrDefault(name, drawn);
    log.put(name, value);
    return value;
  }
}
