package org.workcell.datasets.degradation;

/**
 * Offers a degradation on command lines: {@code NAME=PARAMETERS}. Found by {@link
 * java.util.ServiceLoader}: a jar names its providers in {@code
 * META-INF/services/org.workcell.datasets.degradation.DegradationProvider}. Thread-safe.
 */
public interface DegradationProvider {

  /** The name, in lower case with hyphens. */
  String name();

  /** What it does and what its parameters are, in one sentence. */
  String description();

  /**
   * The degradation that the words mean.
   *
   * @param parameters what stands behind {@code NAME=}, as {@code KEY:VALUE,...}; empty where there
   *     is nothing
   * @throws IllegalArgumentException if they are not possible
   */
  DegradationFactory create(String parameters);
}
