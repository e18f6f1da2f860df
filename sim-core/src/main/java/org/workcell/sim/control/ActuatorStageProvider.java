package org.workcell.sim.control;

/**
 * Offers an actuator stage by name, on command lines and in files. Found by {@link
 * java.util.ServiceLoader}: a jar names its providers in {@code
 * META-INF/services/org.workcell.sim.control.ActuatorStageProvider}. Thread-safe.
 */
public interface ActuatorStageProvider {

  /** The name, in lower case with hyphens. */
  String name();

  /** What the stage does and what its parameters are, in one sentence. */
  String description();

  /**
   * The stage with these parameters.
   *
   * @param parameters the text after {@code NAME=}; empty where there is none
   * @throws IllegalArgumentException if the parameters are not those of this stage
   */
  ActuatorStageFactory create(String parameters);
}
