package org.workcell.tasks.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The differences within one file, by quantity. Of each quantity the largest is kept, the first of
 * equal ones. Where numbers must be equal to the bit, the difference is the number of differing
 * bits.
 */
public final class Differences {

  /** How far numbers that need not be equal to the bit may differ. */
  public static final double TOLERANCE = 1e-9;

  /**
   * Where a quantity differs most within a file.
   *
   * @param replay how the file was repeated, for example {@code free_running}
   * @param episode 0-based number of the episode
   * @param step 0-based step within the episode; -1 for the reset
   * @param difference differing bits, or distance between the numbers
   * @param allowed the largest difference that passes
   */
  record Worst(String replay, int episode, int step, double difference, double allowed) {

    boolean passes() {
      return difference <= allowed;
    }
  }

  private final Map<String, Worst> worst = new TreeMap<>();
  private final Map<String, Spread> samples = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private String replay = "";
  private int episode;
  private int step;

  /** Says where the following comparisons belong. */
  public void at(String currentReplay, int currentEpisode, int currentStep) {
    replay = currentReplay;
    episode = currentEpisode;
    step = currentStep;
  }

  /** Compares numbers that must be equal to the bit. */
  public void bits(String quantity, double[] expected, double[] actual) {
    long count = 0;
    for (int i = 0; i < Math.max(expected.length, actual.length); i++) {
      boolean both = i < expected.length && i < actual.length;
      count += both ? differingBits(expected[i], actual[i]) : Double.SIZE;
    }
    add(quantity, count, 0);
  }

  private static int differingBits(double expected, double actual) {
    return Long.bitCount(Double.doubleToRawLongBits(expected) ^ Double.doubleToRawLongBits(actual));
  }

  /** Compares numbers that may differ by {@link #TOLERANCE}. */
  public void numbers(String quantity, double[] expected, double[] actual) {
    double largest = expected.length == actual.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
      largest = Math.max(largest, distance(expected[i], actual[i]));
    }
    add(quantity, largest, TOLERANCE);
  }

  /** Compares two numbers that may differ by {@link #TOLERANCE}. */
  public void number(String quantity, double expected, double actual) {
    add(quantity, distance(expected, actual), TOLERANCE);
  }

  /** Compares flags of 0 and 1. */
  public void flag(String quantity, double expected, double actual) {
    add(quantity, distance(expected, actual), 0);
  }

  /** Notes how far something is off that has a limit of its own. */
  public void within(String quantity, double difference, double allowed) {
    add(quantity, difference, allowed);
  }

  /**
   * Notes how far one comparison is off whose limit is one of a share of all, {@link
   * SuiteParity#limits}.
   */
  public void sample(String quantity, double difference) {
    samples.computeIfAbsent(quantity, name -> new Spread()).add(difference);
  }

  /** The same for the largest distance between two rows of numbers. */
  public void sample(String quantity, double[] expected, double[] actual) {
    double largest = expected.length == actual.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
      largest = Math.max(largest, distance(expected[i], actual[i]));
    }
    sample(quantity, largest);
  }

  /** Lists something that is no failure in itself, with the place at which it is. */
  public void note(String what) {
    notes.add("%s in episode %d step %d, %s".formatted(what, episode, step, replay));
  }

  Map<String, Spread> samples() {
    return samples;
  }

  List<String> notes() {
    return notes;
  }

  /** What is not a number on one side only is infinitely far away. */
  private static double distance(double expected, double actual) {
    if (Double.compare(expected, actual) == 0) {
      return 0;
    }
    double distance = Math.abs(expected - actual);
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }

  private void add(String quantity, double difference, double allowed) {
    Worst known = worst.get(quantity);
    if (known == null || difference > known.difference()) {
      worst.put(quantity, new Worst(replay, episode, step, difference, allowed));
    }
  }

  /** The largest difference of a quantity; infinite if it was never compared. */
  public double largest(String quantity) {
    Worst found = worst.get(quantity);
    return found == null ? Double.POSITIVE_INFINITY : found.difference();
  }

  Map<String, Worst> worst() {
    return worst;
  }
}
