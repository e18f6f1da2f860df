package org.workcell.tasks.libero.experts;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;
import org.workcell.tasks.libero.experts.Motion.Condition;
import org.workcell.tasks.libero.experts.Motion.Place;
import org.workcell.tasks.libero.problem.Instance;

/**
 * Takes an object, carries it over what is in the way, puts it down and lets go. While it is
 * carried, the object itself is steered, wherever the fingers hold it.
 */
final class PickAndPlace extends MotionSkill {

  private static final double CLEARANCE = 0.03;
  private static final double HAND_RADIUS = 0.11;
  private static final double ABOVE_GRIP = 0.02;
  private static final double CARRY_CLEARANCE = 0.025;
  private static final double PALM_CLEARANCE = 0.012;
  private static final double LIFT = 0.03;

  /** What is held with a leaning hand may be under something; it comes out this far first. */
  private static final double ASIDE = 0.12;

  /** From farther away the hand comes nearer to the robot before it is carried on, metres. */
  private static final double FAR = 0.73;

  private static final double NEAR = 0.65;
  private static final double LOST = 0.05;
  private static final double FINGER_METRES_PER_STEP = 0.01;
  private static final double OPEN = 0.08;

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
    double pass = passHeight(view, here, choice, spot);
    addLift(motions, view, choice, pass);
    addPlacing(motions, view, choice, spot, pass);
    return motions;
  }

  private void addGrasp(
      List<Motion> motions, SceneView view, Surroundings here, GraspChoice choice) {
    double[] from = view.hand().position().clone();
    double[] grip = choice.hand().position();
    double pass =
        Math.max(here.highest(from, grip, HAND_RADIUS) + CLEARANCE, grip[2] + 2 * ABOVE_GRIP);
    double level = Math.max(pass, Math.min(from[2], pass + 0.1));
    if (from[2] < pass - CLEARANCE) {
      Place up = turned(choice.hand().rotation(), (v, t) -> t.moveTo(from[0], from[1], pass));
      motions.add(Motion.to(Fingers.OPEN, up).within(CLEARANCE, 9));
    }
    int closing = 4 + (int) ((OPEN - choice.grasp().opening()) / FINGER_METRES_PER_STEP);
    motions.add(Motion.to(Fingers.OPEN, at(choice, level - grip[2])).within(0.02, 0.2));
    motions.add(Motion.to(Fingers.OPEN, at(choice, ABOVE_GRIP)).within(0.012, 0.1));
    motions.add(Motion.to(Fingers.OPEN, at(choice, 0)).speed(0.6).within(0.004, 0.06).atMost(15));
    motions.add(Motion.stay(Fingers.CLOSE, closing));
  }

  /** Height of the object's origin on its way. */
  private double passHeight(SceneView view, Surroundings here, GraspChoice choice, Spot spot) {
    Shape shape = Shape.of(object);
    double origin = view.pose(object.name()).position()[2];
    double below = origin - Box.of(Shape.upright(view, object), shape.low(), shape.high()).low();
    double[] end = {choice.end()[0] + spot.entry()[0], choice.end()[1] + spot.entry()[1]};
    return Math.max(
        here.highest(choice.hand().position(), end, HAND_RADIUS) + below + CARRY_CLEARANCE,
        spot.z() + spot.entry()[2]);
  }

  private void addLift(List<Motion> motions, SceneView view, GraspChoice choice, double pass) {
    double[] grip = choice.hand().position();
    double[] rotation = choice.hand().rotation();
    Place lift = turned(rotation, (v, t) -> t.moveTo(grip[0], grip[1], grip[2] + LIFT));
    motions.add(Motion.to(Fingers.CLOSE, lift).within(0.012, 9));
    double[] aside = choice.leans() ? choice.aside(ASIDE) : new double[2];
    double x = grip[0] + aside[0];
    double y = grip[1] + aside[1];
    if (choice.leans()) {
      Place out = turned(rotation, (v, t) -> t.moveTo(x, y, grip[2] + LIFT));
      motions.add(Motion.to(Fingers.CLOSE, out).within(0.02, 9));
    }
    Place up =
        (v, t) -> {
          double origin = v.pose(object.name()).position()[2];
          t.moveTo(x, y, v.hand().position()[2] + pass - origin);
        };
    motions.add(
        Motion.to(Fingers.CLOSE, turned(rotation, up))
            .within(0.02, 9)
            .failIf(lost(choice))
            .until(v -> v.pose(object.name()).position()[2] > pass - 0.01));
    double base = view.config().problem().robot().baseX();
    double reach = Math.hypot(x - base, y);
    if (reach > FAR) {
      double scale = NEAR / reach;
      Place near =
          (v, t) -> {
            up.write(v, t);
            t.moveTo(base + scale * (x - base), scale * y, t.pose().position()[2]);
          };
      motions.add(
          Motion.to(Fingers.CLOSE, turned(rotation, near)).within(0.04, 9).failIf(lost(choice)));
    }
  }

  /** Whether the object has left the hand. */
  private Condition lost(GraspChoice choice) {
    double[] held = choice.grasp().grip();
    double distance = Math.sqrt(held[0] * held[0] + held[1] * held[1] + held[2] * held[2]);
    return view -> view.hand().distanceTo(view.pose(object.name())) > distance + LOST;
  }

  private void addPlacing(
      List<Motion> motions, SceneView view, GraspChoice choice, Spot spot, double pass) {
    double[] entry = spot.entry();
    double x = choice.end()[0];
    double y = choice.end()[1];
    double gripAbove = choice.hand().position()[2] - view.pose(object.name()).position()[2];
    double lowest =
        Math.max(spot.z(), spot.rim() - Surroundings.PALM_HEIGHT + PALM_CLEARANCE - gripAbove);
    double high = Math.max(pass, lowest + entry[2]);
    Condition lost = lost(choice);
    double[] upright = choice.placed().rotation();
    double[] last = choice.endRotation(spot.lean());
    Place over = (v, t) -> steer(v, t, x + entry[0], y + entry[1], high);
    motions.add(
        Motion.to(Fingers.CLOSE, level(choice, turned(upright, over)))
            .within(0.012, 0.1)
            .failIf(lost));
    Place enter = (v, t) -> steer(v, t, x + entry[0], y + entry[1], lowest + entry[2]);
    motions.add(
        Motion.to(Fingers.CLOSE, level(choice, turned(last, enter)))
            .within(0.012, 0.1)
            .failIf(lost));
    Place end = (v, t) -> steer(v, t, x, y, lowest);
    Motion down = Motion.to(Fingers.CLOSE, level(choice, turned(last, end))).within(0.003, 0.2);
    motions.add(
        spot.isFromAbove()
            ? down.speed(0.25).atMost(25).until(new Stall())
            : down.speed(0.5).atMost(60).failIf(lost));
    motions.add(Motion.stay(Fingers.OPEN, 6));
    motions.add(retreat());
  }

  /** Back from what was let go, along the fingers. */
  private static Motion retreat() {
    double[] start = new double[3];
    boolean[] known = new boolean[1];
    return Motion.to(
            Fingers.OPEN,
            (view, target) -> {
              if (!known[0]) {
                System.arraycopy(view.hand().position(), 0, start, 0, 3);
                known[0] = true;
              }
              target.moveTo(start[0], start[1], start[2]);
              target.pose().advance(2, -0.1);
            })
        .within(0.02, 9)
        .atMost(20);
  }

  /** Where the hand holds the object as it stands now, or somewhat higher along the fingers. */
  private Place at(GraspChoice choice, double higher) {
    double[] own = new double[3];
    Rotations.toWorld(Shape.of(object).toUpright(), choice.grasp().grip(), own);
    double[] offset = new double[3];
    double back = higher / choice.hand().rotation()[8];
    return turned(
        choice.hand().rotation(),
        (view, target) -> {
          Pose pose = view.pose(object.name());
          Rotations.toWorld(pose.rotation(), own, offset);
          double[] origin = pose.position();
          target.moveTo(origin[0] + offset[0], origin[1] + offset[1], origin[2] + offset[2]);
          target.pose().advance(2, back);
        });
  }

  /** Moves the hand so that the object's origin comes to a place. */
  private void steer(SceneView view, HandTarget target, double x, double y, double z) {
    double[] hand = view.hand().position();
    double[] origin = view.pose(object.name()).position();
    target.moveTo(hand[0] + x - origin[0], hand[1] + y - origin[1], hand[2] + z - origin[2]);
  }

  /** A pan sags in the fingers, which hold it at its handle: the hand keeps it level. */
  private Place level(GraspChoice choice, Place place) {
    if (!object.category().endsWith("frypan")) {
      return place;
    }
    double[] up = new double[9];
    double[] inHand = new double[9];
    double[] back = new double[9];
    double[] wanted = new double[9];
    Rotations.identity(wanted);
    Rotations.turn(wanted, 2, choice.objectYaw());
    return (view, target) -> {
      place.write(view, target);
      Rotations.multiply(view.pose(object.name()).rotation(), Shape.of(object).toUpright(), up);
      transpose(up, back);
      Rotations.multiply(back, view.hand().rotation(), inHand);
      Rotations.multiply(wanted, inHand, target.pose().rotation());
    };
  }

  private static void transpose(double[] matrix, double[] target) {
    for (int i = 0; i < 9; i++) {
      target[i] = matrix[3 * (i % 3) + i / 3];
    }
  }

  /** A place with an orientation of the hand. */
  private static Place turned(double[] rotation, Place place) {
    return (view, target) -> {
      System.arraycopy(rotation, 0, target.pose().rotation(), 0, 9);
      place.write(view, target);
    };
  }
}
