package org.workcell.sim.control;

/**
 * Offers a command filter by name, on command lines and in files. Found by {@link
 * java.util.ServiceLoader}: a jar names its providers in {@code
 * META-INF/services/org.workcell.sim.control.CommandFilterProvider}. Thread-safe.
 */
public interface CommandFilterProvider {

  /** The name, in lower case with hyphens. */
  String name();

  /** What the filter does and what its parameters are, in one sentence. */
  String description();

  /**
   * The filter with these parameters.
   *
   * @param parameters the text after {@code NAME=}; empty where there is none
   * @throws IllegalArgumentException if the parameters are not those of this filter
   */
  CommandFilterFactory create(String parameters);
}
