package org.workcell.tasks.rlbench.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.workcell.tasks.rlbench.task.Waypoint.Fingers;
import org.workcell.tasks.rlbench.task.Waypoint.Motion;

/**
 * A demonstration in words, as a list of waypoints. Frames are those that the task publishes; in a
 * frame z is the direction in which the gripper approaches and y the line on which its fingers
 * close. Written by one thread; read by any.
 */
public final class Waypoints {

  private static final double SLOW = 0.35;
  private static final double[] NO_OFFSET = new double[3];

  private final List<Waypoint> all = new ArrayList<>();
  private String needs = "";
  private boolean holding;
  private double speed = 1;

  private Waypoints() {}

  /** An empty list. */
  public static Waypoints begin() {
    return new Waypoints();
  }

  /** The waypoints in order. */
  public List<Waypoint> list() {
    return List.copyOf(all);
  }

  private Waypoints add(
      String label, Motion motion, String frame, String held, double[] offset, double radians) {
    all.add(
        new Waypoint(
            label,
            motion,
            frame,
            held,
            offset,
            radians,
            Symmetry.HALF,
            Fingers.KEEP,
            speed,
            needs,
            holding));
    return this;
  }

  private Waypoints change(java.util.function.UnaryOperator<Waypoint> how) {
    all.set(all.size() - 1, how.apply(all.get(all.size() - 1)));
    return this;
  }

  /** Goes in front of a frame with open fingers: back from it by this along its z axis. */
  public Waypoints approach(String frame, double metres) {
    add("approach " + frame, Motion.REACH, frame, "", new double[] {0, 0, -metres}, 0);
    return change(point -> point.withFingers(Fingers.OPEN, false));
  }

  /** Goes in front of a frame, with the fingers as they are. */
  public Waypoints hover(String frame, double metres) {
    return add("hover " + frame, Motion.REACH, frame, "", new double[] {0, 0, -metres}, 0);
  }

  /** Goes onto a frame at reduced speed. */
  public Waypoints reach(String frame) {
    add("reach " + frame, Motion.REACH, frame, "", NO_OFFSET, 0);
    return slowly();
  }

  /** Goes to a place in a frame: metres along its x, y and z. */
  public Waypoints reach(String frame, double x, double y, double z) {
    return add("reach " + frame, Motion.REACH, frame, "", new double[] {x, y, z}, 0);
  }

  /** Closes the fingers around something; the demonstration starts again if they hold nothing. */
  public Waypoints grasp() {
    holding = true;
    return fingers("grasp", Fingers.CLOSED);
  }

  /** What fingers do belongs to the motion before, where that leaves them alone. */
  private Waypoints fingers(String label, Fingers fingers) {
    Waypoint last = all.isEmpty() ? null : all.get(all.size() - 1);
    boolean free = last != null && last.fingers() == Fingers.KEEP && last.needs().equals(needs);
    if (!free) {
      add(label, Motion.STAY, "", "", NO_OFFSET, 0);
    }
    boolean mustHold = holding;
    return change(point -> point.withFingers(fingers, mustHold));
  }

  /** Approaches a frame from this distance, reaches it and grasps. */
  public Waypoints pick(String frame, double metres) {
    return approach(frame, metres).reach(frame).grasp();
  }

  /** Closes the fingers, to push with them. */
  public Waypoints close() {
    return fingers("close", Fingers.CLOSED);
  }

  /** Opens the fingers, and holds nothing any more. */
  public Waypoints release() {
    holding = false;
    return fingers("release", Fingers.OPEN);
  }

  /** Goes straight up. */
  public Waypoints lift(double metres) {
    return add("lift", Motion.SHIFT, "", "", new double[] {0, 0, metres}, 0);
  }

  /** Goes along the world's axes. */
  public Waypoints shift(double x, double y, double z) {
    return add("shift", Motion.SHIFT, "", "", new double[] {x, y, z}, 0);
  }

  /** Goes along the axes of a frame without turning: to push, pull or wipe. */
  public Waypoints slide(String frame, double x, double y, double z) {
    return add("slide along " + frame, Motion.SLIDE, frame, "", new double[] {x, y, z}, 0);
  }

  /** Goes back along the tip's own z axis. */
  public Waypoints retreat(double metres) {
    return add("retreat", Motion.BACK, "", "", new double[] {0, 0, metres}, 0);
  }

  /** Brings a held frame onto another, back from it by this along its z axis. */
  public Waypoints carry(String held, String onto, double metres) {
    String label = "carry " + held + " to " + onto;
    return add(label, Motion.CARRY, onto, held, new double[] {0, 0, -metres}, 0);
  }

  /** Brings a held frame onto another at reduced speed. */
  public Waypoints place(String held, String onto) {
    add("place " + held + " on " + onto, Motion.CARRY, onto, held, NO_OFFSET, 0);
    return slowly();
  }

  /**
   * Turns the tip about the z axis of a frame, on an arc around it, as a door swings on its hinge;
   * in several waypoints, so that each is nearly straight.
   */
  public Waypoints swing(String hinge, double radians) {
    return arc("swing about " + hinge, Motion.TURN, hinge, radians, Math.toRadians(12));
  }

  /**
   * Moves the tip on an arc about the z axis of a frame without turning it: to push a lid over, or
   * to move a round bar that turns between the fingers; in several waypoints as {@link #swing}.
   */
  public Waypoints orbit(String hinge, double radians) {
    return arc("orbit " + hinge, Motion.ORBIT, hinge, radians, Math.toRadians(16));
  }

  private Waypoints arc(String label, Motion motion, String hinge, double radians, double longest) {
    int parts = Math.max(1, (int) Math.ceil(Math.abs(radians) / longest));
    for (int i = 0; i < parts; i++) {
      add(label, motion, hinge, "", NO_OFFSET, radians / parts);
    }
    return this;
  }

  /** Turns the tip about its own z axis. */
  public Waypoints twist(double radians) {
    return add("twist", Motion.TWIST, "", "", NO_OFFSET, radians);
  }

  /** The last waypoint is reached at about a third of the speed. */
  public Waypoints slowly() {
    return change(point -> point.withSpeed(SLOW));
  }

  /** The last waypoint is reached at this share of the full speed. */
  public Waypoints atSpeed(double share) {
    return change(point -> point.withSpeed(share));
  }

  /** Which turns about the last waypoint's frame make no difference; {@link Symmetry#HALF} else. */
  public Waypoints symmetric(Symmetry symmetry) {
    return change(point -> point.withSymmetry(symmetry));
  }

  /** What is written in {@code part} is skipped where the episode has no such frame. */
  public Waypoints when(String frame, Runnable part) {
    String before = needs;
    needs = frame;
    part.run();
    needs = before;
    return this;
  }

  /** Repeats a part for 1 to {@code count}. */
  public Waypoints each(int count, IntConsumer part) {
    for (int i = 1; i <= count; i++) {
      part.accept(i);
    }
    return this;
  }
}
