package org.workcell.sim.environment;

/**
 * Makes randomizations of one format from text: of what a user writes, and of what a run has
 * recorded. Found by {@link java.util.ServiceLoader}: a jar names its providers in {@code
 * META-INF/services/org.workcell.sim.environment.RandomizationProvider}. Thread-safe.
 */
public interface RandomizationProvider {

  /**
   * Name of the format, in lower case with hyphens, as in {@link Randomization.Description#format}.
   */
  String name();

  /** What such a randomization does and what its text holds, in one sentence. */
  String description();

  /**
   * Makes a randomization.
   *
   * @param text the text of a {@link Randomization#description}, or what a user wrote after {@code
   *     NAME=}; empty where there is none
   * @throws IllegalArgumentException if the text is wrong; the message says what was expected
   */
  Randomization read(String text);
}
