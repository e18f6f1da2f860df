package org.workcell.sim.control;

/**
 * Normal noise on commands, drawn anew for each, with which policies are trained that shall not
 * depend on small errors. Parameter {@code deviation:NUMBER}, in the components' unit.
 */
public final class NoiseFilterProvider implements CommandFilterProvider {

  private static final String PARAMETER = "deviation:";

  @Override
  public String name() {
    return NoiseFilterFactory.NAME;
  }

  @Override
  public String description() {
    return "adds normal noise to all positions of the command: noise=deviation:NUMBER";
  }

  @Override
  public CommandFilterFactory create(String parameters) {
    try {
      if (parameters.startsWith(PARAMETER)) {
        return new NoiseFilterFactory(Double.parseDouble(parameters.substring(PARAMETER.length())));
      }
    } catch (NumberFormatException e) {
      throw notUnderstood(parameters, e);
    }
    throw notUnderstood(parameters, null);
  }

  private static IllegalArgumentException notUnderstood(String parameters, Exception cause) {
    return new IllegalArgumentException(
        "'%s' is no parameter of noise; write deviation:NUMBER".formatted(parameters), cause);
  }
}
