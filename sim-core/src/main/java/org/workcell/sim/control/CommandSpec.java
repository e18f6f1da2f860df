package org.workcell.sim.control;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workcell.sim.physics.ObjectKind;

/**
 * What the numbers of a command vector mean.
 *
 * @param components in the order of the vector
 * @param handBody the motion-capture body of which the first three components are the target,
 *     counted from where it is; empty where the robot has actuators
 */
public record CommandSpec(List<Component> components, Optional<String> handBody) {

  /** Coordinates of a hand's target. */
  public static final int HAND_COORDINATES = 3;

  /** What the numbers of a command to a robot with actuators mean. */
  public CommandSpec(List<Component> components) {
    this(components, Optional.empty());
  }

  /** What a number of a command asks for, whatever carries it out. */
  public enum Kind {
    /** A place to reach: of a joint, or a coordinate of a point. */
    POSITION("m", "rad"),
    /** A component of an orientation to reach: of a quaternion, or of axis times angle. */
    ORIENTATION("rad", "1"),
    /** A velocity to keep. */
    VELOCITY("m/s", "rad/s"),
    /** A force to exert. */
    FORCE("N"),
    /** A torque to exert. */
    TORQUE("N m"),
    /** A share of what an actuator can do, without a unit. */
    EFFORT("1");

    private final Set<String> units;

    Kind(String... units) {
      this.units = Set.of(units);
    }

    /** The units that a component of this kind may have. */
    public Set<String> units() {
      return units;
    }
  }

  /**
   * What a number of a command moves, so that what came of it can be measured.
   *
   * @param object a joint, a body or a site
   * @param name of the object in the scene
   * @param axis of the world, 0 to 2, along which a body or site is measured; 0 for a joint
   * @param displacement whether the number counts from where the object is when the command arrives
   */
  public record Tracked(ObjectKind object, String name, int axis, boolean displacement) {

    /** The position of a hinge or slide. */
    public static Tracked joint(String name) {
      return new Tracked(ObjectKind.JOINT, name, 0, false);
    }

    /** A coordinate of a body's frame. */
    public static Tracked body(String name, int axis) {
      return new Tracked(ObjectKind.BODY, name, axis, false);
    }

    /** How far a coordinate of a site is to go. */
    public static Tracked displacementOfSite(String name, int axis) {
      return new Tracked(ObjectKind.SITE, name, axis, true);
    }
  }

  /**
   * One number of a command.
   *
   * @param name for example {@code hand_target_x}
   * @param unit for example {@code m}, {@code rad}, {@code 1}
   * @param kind what it asks for
   * @param tracked what it moves; absent where that is not one number of the state
   */
  public record Component(String name, String unit, Kind kind, Optional<Tracked> tracked) {

    /** A number of which nothing says what it moves. */
    public Component(String name, String unit, Kind kind) {
      this(name, unit, kind, Optional.empty());
    }

    /** A number that moves something. */
    public Component(String name, String unit, Kind kind, Tracked moved) {
      this(name, unit, kind, Optional.of(moved));
    }

    /**
     * Checks that the unit is one of the kind's.
     *
     * @throws IllegalArgumentException if it is not
     */
    public Component {
      if (!kind.units().contains(unit)) {
        throw new IllegalArgumentException(
            "component %s is a %s in '%s'; expected one of %s"
                .formatted(name, kind, unit, kind.units()));
      }
    }
  }

  /** Takes a defensive copy. */
  public CommandSpec {
    components = List.copyOf(components);
  }

  /** Length of the vector. */
  public int size() {
    return components.size();
  }
}
