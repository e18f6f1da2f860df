package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.control.CommandSpec.Component;

/**
 * Fingers that open and close together, moved by position servos: one number of an action becomes
 * one number of a command, the opening of each finger in metres. Immutable.
 */
public final class Gripper {

  /** What the number of an action means. */
  public enum Action {
    /** How far each finger is to be from closed, in metres. */
    METRES,
    /** Above 0.5 opens, everything else closes. */
    DISCRETE,
    /** From -1, open, to 1, closed, with everything in between. */
    SIGNED
  }

  /**
   * One finger.
   *
   * @param actuator name of its position servo
   * @param closed the servo's control for a closed finger
   * @param open the servo's control for an open finger
   */
  public record Finger(String actuator, double closed, double open) {}

  private final Action action;
  private final double openMetres;
  private final List<Finger> fingers;

  private Gripper(Builder builder) {
    this.action = builder.action;
    this.openMetres = builder.openMetres;
    this.fingers = List.copyOf(builder.fingers);
  }

  /**
   * Starts the description of a gripper.
   *
   * @param openMetres how far each finger moves from closed to open
   */
  public static Builder builder(double openMetres) {
    return new Builder(openMetres);
  }

  List<Finger> fingers() {
    return fingers;
  }

  Component component() {
    return new Component("gripper_opening", "m", CommandSpec.Kind.POSITION);
  }

  double lowestAction() {
    return action == Action.SIGNED ? -1 : 0;
  }

  double highestAction() {
    return action == Action.METRES ? openMetres : 1;
  }

  /** The opening that an action asks for. */
  double opening(double value) {
    return switch (action) {
      case METRES -> Ranges.clip(value, 0, openMetres);
      case DISCRETE -> value > 0.5 ? openMetres : 0;
      case SIGNED -> openMetres * (1 - Ranges.clip(value, -1, 1)) / 2;
    };
  }

  /** The control of a finger's servo for an opening, which filters may have put out of range. */
  double control(Finger finger, double opening) {
    double share = Ranges.clip(opening / openMetres, 0, 1);
    return finger.closed() + share * (finger.open() - finger.closed());
  }

  /** Describes a gripper. */
  public static final class Builder {

    private final double openMetres;
    private final List<Finger> fingers = new ArrayList<>();
    private Action action = Action.METRES;

    private Builder(double openMetres) {
      if (!(openMetres > 0)) {
        throw new IllegalArgumentException(
            "an open finger is %s m from closed; expected more than 0".formatted(openMetres));
      }
      this.openMetres = openMetres;
    }

    /** Adds a finger; see {@link Finger}. */
    public Builder finger(String actuator, double closed, double open) {
      fingers.add(new Finger(actuator, closed, open));
      return this;
    }

    /** What actions mean; {@link Action#METRES} unless it is called. */
    public Builder action(Action meaning) {
      action = meaning;
      return this;
    }

    /** The gripper. */
    public Gripper build() {
      if (fingers.isEmpty()) {
        throw new IllegalArgumentException("a gripper needs at least one finger");
      }
      return new Gripper(this);
    }
  }
}
