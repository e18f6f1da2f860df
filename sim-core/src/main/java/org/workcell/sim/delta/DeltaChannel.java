package org.workcell.sim.delta;

/**
 * One number that a delta reads and corrects.
 *
 * @param name of a joint, or of the component of an environment's command
 * @param scale what an output of 1 adds, in the command's unit
 * @param clip bound of the network's output, before it is scaled
 * @param acts whether the command is changed; a channel that does not act is read all the same
 */
public record DeltaChannel(String name, double scale, double clip, boolean acts) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the name is empty, or scale or clip are not positive
   */
  public DeltaChannel {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a channel of a delta has no name");
    }
    requirePositive(name, "scale", scale);
    requirePositive(name, "clip", clip);
  }

  /** A channel that acts. */
  public DeltaChannel(String name, double scale, double clip) {
    this(name, scale, clip, true);
  }

  /** A copy that acts, or does not. */
  public DeltaChannel acting(boolean does) {
    return new DeltaChannel(name, scale, clip, does);
  }

  /** The most that it adds or takes away, in the command's unit. */
  public double limit() {
    return scale * clip;
  }

  private static void requirePositive(String name, String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s of channel %s is %s; expected a positive number".formatted(what, name, value));
    }
  }
}
