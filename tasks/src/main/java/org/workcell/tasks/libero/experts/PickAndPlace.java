package org.workcell.tasks.libero.experts;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;
import org.workcell.tasks.libero.experts.Motion.Condition;
import org.workcell.tasks.libero.problem.Instance;

/**
 * Takes an object from above, carries it over what is in the way, lowers it and lets go. While it
 * is carried, the object itself is steered, wherever the fingers hold it.
 */
final class PickAndPlace extends MotionSkill {

  private static final double CLEARANCE = 0.03;
  private static final double HAND_RADIUS = 0.11;
  private static final double ABOVE_GRIP = 0.02;
  private static final double CARRY_CLEARANCE = 0.025;
  private static final double SLOW_FROM = 0.03;

  /** What is held with a leaning hand may be under something; it comes out this far first. */
  private static final double ASIDE = 0.12;

  private static final double LOST = 0.05;
  private static final double FINGER_METRES_PER_STEP = 0.01;

  private final Instance object;
  private final String targetName;
  private final Spot.Chooser spots;

  /**
   * A skill for an object.
   *
   * @param targetName the instance that it is put on or in; the workspace's for zones
   */
  PickAndPlace(Instance object, String targetName, Spot.Chooser spots) {
    this.object = object;
    this.targetName = targetName;
    this.spots = spots;
  }

  @Override
  List<Motion> plan(SceneView view, int attempt) {
    Spot spot = spots.choose(view, attempt);
    Surroundings here = new Surroundings(view, List.of(object.name()));
    Surroundings there = new Surroundings(view, List.of(object.name(), targetName));
    GraspChoice choice = GraspChoice.choose(view, object, spot, here, there, attempt);
    List<Motion> motions = new ArrayList<>();
    addGrasp(motions, view, here, choice);
    addPlacing(motions, view, here, choice, spot);
    return motions;
  }

  private void addGrasp(
      List<Motion> motions, SceneView view, Surroundings here, GraspChoice choice) {
    double[] hand = view.hand().position();
    double[] grip = choice.grip();
    double pass =
        Math.max(here.highest(hand, grip, HAND_RADIUS) + CLEARANCE, grip[2] + 2 * ABOVE_GRIP);
    if (hand[2] < pass - CLEARANCE) {
      motions.add(
          Motion.to(Fingers.OPEN, over(hand[0], hand[1], pass, choice)).within(CLEARANCE, 9));
    } else {
      pass = Math.min(hand[2], pass + 0.1);
    }
    double level = pass;
    int closing = 4 + (int) ((0.08 - choice.grasp().opening()) / FINGER_METRES_PER_STEP);
    motions.add(Motion.to(Fingers.OPEN, at(choice, level - grip[2])).within(0.02, 0.2));
    motions.add(Motion.to(Fingers.OPEN, at(choice, ABOVE_GRIP)).within(0.012, 0.1));
    motions.add(Motion.to(Fingers.OPEN, at(choice, 0)).speed(0.6).within(0.004, 0.06).atMost(15));
    motions.add(Motion.stay(Fingers.CLOSE, closing));
  }

  private void addPlacing(
      List<Motion> motions, SceneView view, Surroundings here, GraspChoice choice, Spot spot) {
    double[] grip = choice.grip();
    double[] end = {spot.x(), spot.y()};
    double originHeight = view.pose(object.name()).position()[2];
    double below = originHeight - bottom(view);
    double pass =
        Math.max(
            here.highest(grip, end, HAND_RADIUS) + below + CARRY_CLEARANCE, spot.z() + SLOW_FROM);
    double gripAbove = grip[2] - originHeight;
    double lowest = Math.max(spot.z(), spot.rim() - Surroundings.PALM_HEIGHT + 0.012 - gripAbove);
    double[] held = choice.grasp().grip();
    double distance = Math.sqrt(held[0] * held[0] + held[1] * held[1] + held[2] * held[2]);
    Condition lost = v -> v.hand().distanceTo(v.pose(object.name())) > distance + LOST;
    double rise = Math.max(pass - originHeight, 0.04);
    motions.add(
        Motion.to(Fingers.CLOSE, over(grip[0], grip[1], grip[2] + 0.03, choice)).within(0.012, 9));
    double[] up = grip;
    if (choice.pitch() != 0) {
      up = choice.aside(ASIDE);
      motions.add(
          Motion.to(Fingers.CLOSE, over(up[0], up[1], grip[2] + 0.03, choice)).within(0.02, 9));
    }
    motions.add(
        Motion.to(Fingers.CLOSE, over(up[0], up[1], grip[2] + rise, choice))
            .within(0.02, 9)
            .failIf(lost));
    motions.add(
        Motion.to(Fingers.CLOSE, carried(spot, pass, choice)).within(0.012, 0.1).failIf(lost));
    motions.add(
        Motion.to(Fingers.CLOSE, carried(spot, lowest + SLOW_FROM, choice))
            .within(0.012, 0.1)
            .failIf(lost));
    motions.add(
        Motion.to(Fingers.CLOSE, carried(spot, lowest, choice))
            .speed(0.25)
            .within(0.003, 0.2)
            .atMost(25)
            .until(new Stall()));
    motions.add(Motion.stay(Fingers.OPEN, 6));
    motions.add(
        Motion.to(Fingers.OPEN, (v, t) -> t.pose().position()[2] = lowest + gripAbove + 0.1)
            .within(0.02, 9)
            .atMost(20));
  }

  private double bottom(SceneView view) {
    Shape shape = Shape.of(object);
    return Box.of(Shape.upright(view, object), shape.low(), shape.high()).low();
  }

  /** Where the hand holds the object as it stands now, or somewhat higher along the fingers. */
  private Motion.Place at(GraspChoice choice, double higher) {
    double[] own = new double[3];
    Rotations.toWorld(Shape.of(object).toUpright(), choice.grasp().grip(), own);
    double[] offset = new double[3];
    double back = -higher / Math.cos(choice.pitch());
    return (view, target) -> {
      Pose pose = view.pose(object.name());
      Rotations.toWorld(pose.rotation(), own, offset);
      double[] origin = pose.position();
      target.moveTo(origin[0] + offset[0], origin[1] + offset[1], origin[2] + offset[2]);
      target.point(choice.yaw(), choice.pitch(), 0);
      target.pose().advance(2, back);
    };
  }

  private static Motion.Place over(double x, double y, double z, GraspChoice choice) {
    return (view, target) -> {
      target.moveTo(x, y, z);
      target.point(choice.yaw(), choice.pitch(), 0);
    };
  }

  /** The object's origin above the spot, at a height. */
  private Motion.Place carried(Spot spot, double height, GraspChoice choice) {
    return (view, target) -> {
      double[] hand = view.hand().position();
      double[] origin = view.pose(object.name()).position();
      target.moveTo(
          hand[0] + spot.x() - origin[0],
          hand[1] + spot.y() - origin[1],
          hand[2] + height - origin[2]);
      target.point(choice.placeYaw(), choice.pitch(), 0);
    };
  }
}
