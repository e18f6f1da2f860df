package org.workcell.tasks.rlbench.task;

import java.util.Arrays;

/**
 * One motion of a demonstration, and what the fingers do at its end. Immutable; made by {@link
 * Waypoints}.
 *
 * @param label what it is for, for example {@code approach peg}
 * @param motion how the tip's target follows from what is observed when the motion begins
 * @param frame the published frame that it refers to; empty for motions from where the tip is
 * @param held for {@link Motion#CARRY}, the published frame that is to come to lie on {@code frame}
 * @param offset metres along the axes of the frame, or of the world for {@link Motion#SHIFT}, [3]
 * @param radians for {@link Motion#TURN}, {@link Motion#ORBIT} and {@link Motion#TWIST}, the angle
 * @param symmetry which turns about the frame's z axis make no difference
 * @param fingers what the fingers do once the tip has arrived
 * @param speed share of the full speed, above 0 and at most 1
 * @param needs a frame without which the motion is skipped; empty for none
 * @param holding whether something must be between the fingers afterwards
 */
public record Waypoint(
    String label,
    Motion motion,
    String frame,
    String held,
    double[] offset,
    double radians,
    Symmetry symmetry,
    Fingers fingers,
    double speed,
    String needs,
    boolean holding) {

  /** How a target follows from what is observed. */
  public enum Motion {
    /** The tip goes onto a frame, with an offset along the frame's axes. */
    REACH,
    /**
     * The tip moves so that a held frame comes to lie on another, with an offset along its axes.
     */
    CARRY,
    /** The tip moves along the world's axes. */
    SHIFT,
    /** The tip moves along the axes of a frame, without turning. */
    SLIDE,
    /** The tip turns about the z axis of a frame, on an arc around it. */
    TURN,
    /** The tip moves on an arc about the z axis of a frame, without turning itself. */
    ORBIT,
    /** The tip turns about its own z axis. */
    TWIST,
    /** The tip goes back along its own z axis, by {@code offset[2]}. */
    BACK,
    /** The tip stays; only the fingers move. */
    STAY
  }

  /** What fingers do. */
  public enum Fingers {
    /** They open. */
    OPEN,
    /** They close. */
    CLOSED,
    /** They stay as they are asked to be. */
    KEEP
  }

  /** Takes a defensive copy. */
  public Waypoint {
    offset = Arrays.copyOf(offset, 3);
    if (!(speed > 0 && speed <= 1)) {
      throw new IllegalArgumentException(
          "waypoint '%s' has the speed %s; expected more than 0 and at most 1"
              .formatted(label, speed));
    }
  }

  @Override
  public double[] offset() {
    return offset.clone();
  }

  Waypoint withFingers(Fingers other, boolean mustHold) {
    return new Waypoint(
        label, motion, frame, held, offset, radians, symmetry, other, speed, needs, mustHold);
  }

  Waypoint withSpeed(double share) {
    return new Waypoint(
        label, motion, frame, held, offset, radians, symmetry, fingers, share, needs, holding);
  }

  Waypoint withSymmetry(Symmetry other) {
    return new Waypoint(
        label, motion, frame, held, offset, radians, other, fingers, speed, needs, holding);
  }
}
