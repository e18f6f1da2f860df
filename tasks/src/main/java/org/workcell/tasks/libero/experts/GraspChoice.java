package org.workcell.tasks.libero.experts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.tasks.libero.problem.Instance;

/**
 * A grasp in the world, and how the hand turns where the object is put down.
 *
 * @param grasp the row of the table
 * @param hand the hand's pose when it grasps
 * @param placed the hand's pose when it has put the object down, before a last lean
 * @param end where the object's origin is then, horizontally
 * @param objectYaw turn of the object's upright frame then
 * @param cost how bad it is
 */
record GraspChoice(
    Grasp grasp, Pose hand, Pose placed, double[] end, double objectYaw, double cost) {

  private static final double PER_TOUCH = 4;
  private static final double PER_RADIAN = 0.25;
  private static final double PER_LEAN = 1.5;
  private static final double PER_ROW = 0.03;
  private static final double MOST_YAW = 2.4;
  private static final double IMPOSSIBLE = 20;
  private static final double LEANING = 0.9;
  private static final double UPRIGHT = 0.999;
  private static final double ALIGNED = 0.8;

  /** What is this flat is not held by rolled fingers: one of them would stand on the table. */
  private static final double FLAT = 0.024;

  private static final double[][] FLAT_LEANS = {{0, 0}, {-0.5, 0}, {0.5, 0}};

  /** Pitch and roll of the hand, see {@link HandTarget#point}. */
  private static final double[][] LEANS = {{0, 0}, {-0.5, 0}, {0.5, 0}, {0, 0.3}, {0, -0.3}};

  private static final double[] TURNS = {0, 0.6, -0.6, 1.2, -1.2};
  private static final double WRIST = 0.2;
  private static final double EASY_REACH = 0.71;
  private static final double PER_METRE = 15;
  private static final double PER_OUTWARD = 25;
  private static final double WRIST_FREE = 0.7;
  private static final double FAR = 0.77;
  private static final double PER_FAR_METRE = 60;

  /** Chooses the best grasp, or a worse one in later attempts. */
  static GraspChoice choose(
      SceneView view, Instance object, Spot spot, Surroundings here, Surroundings there, int rank) {
    Pose frame = Shape.upright(view, object);
    if (frame.rotation()[8] < LEANING) {
      return lying(frame, object, spot);
    }
    Rating rating = new Rating(view, frame, spot, here, there);
    List<GraspChoice> choices = new ArrayList<>();
    List<Grasp> table = Grasp.of(object);
    double lean = spot.lean().whenGrasped() ? spot.lean().angle() : 0;
    Shape shape = Shape.of(object);
    boolean flat = shape.high()[2] - shape.low()[2] < FLAT;
    double[][] leans =
        lean == 0 ? flat ? FLAT_LEANS : LEANS : new double[][] {{lean, 0}, {-lean, 0}};
    for (int i = 0; i < table.size(); i++) {
      GraspChoice best = null;
      for (double[] each : leans) {
        for (double turn : rating.turns()) {
          GraspChoice next = rating.rate(table.get(i), each, turn, PER_ROW * i);
          best = best == null || next.cost < best.cost ? next : best;
        }
      }
      choices.add(best);
    }
    choices.sort(Comparator.comparingDouble(GraspChoice::cost));
    return choices.get(rank % choices.size());
  }

  /** Something that has fallen is held across its longest side. */
  private static GraspChoice lying(Pose frame, Instance object, Spot spot) {
    Shape shape = Shape.of(object);
    double[] middle = new double[3];
    int longest = 0;
    for (int i = 0; i < 3; i++) {
      middle[i] = (shape.low()[i] + shape.high()[i]) / 2;
      boolean longer =
          shape.high()[i] - shape.low()[i] > shape.high()[longest] - shape.low()[longest];
      longest = longer ? i : longest;
    }
    double[] grip = Shape.toWorld(frame, middle);
    double yaw = halfTurn(Math.atan2(frame.rotation()[3 + longest], frame.rotation()[longest]));
    Pose hand = pose(grip, yaw, new double[2]);
    Grasp grasp = new Grasp("lying", middle, yaw, 0.02);
    return new GraspChoice(grasp, hand, hand, new double[] {spot.x(), spot.y()}, 0, 0);
  }

  /** Fingers are alike: turns by half a circle are the same. */
  private static double halfTurn(double yaw) {
    return FixtureFrame.easyYaw(yaw);
  }

  private static Pose pose(double[] grip, double yaw, double[] lean) {
    HandTarget target = new HandTarget();
    target.moveTo(grip[0], grip[1], grip[2]);
    target.point(yaw, lean[0], lean[1]);
    return target.pose();
  }

  /** Whether the hand leans when it grasps. */
  boolean leans() {
    return hand.rotation()[8] > -UPRIGHT;
  }

  /** The direction from which the leaning hand comes, times a distance. */
  double[] aside(double metres) {
    double x = hand.rotation()[2];
    double y = hand.rotation()[5];
    double scale = -metres / Math.hypot(x, y);
    return new double[] {scale * x, scale * y};
  }

  /** The hand's orientation at the end. */
  double[] endRotation(Spot.Lean lean) {
    double[] rotation = placed.rotation().clone();
    if (lean.angle() != 0 && !lean.whenGrasped()) {
      double[] turn = new double[9];
      double[] axisAngle = {lean.y() * lean.angle(), -lean.x() * lean.angle(), 0};
      Rotations.fromAxisAngle(axisAngle, 0, turn);
      Rotations.multiply(turn, placed.rotation(), rotation);
    }
    return rotation;
  }

  /** What choices are rated by. */
  private record Rating(
      SceneView view, Pose frame, Spot spot, Surroundings here, Surroundings there) {

    /** Turns of the object on its way that are worth trying. */
    double[] turns() {
      double[] yaws = spot.yaws();
      double[] turns = yaws.length == 0 ? TURNS : yaws.clone();
      for (int i = 0; i < yaws.length; i++) {
        turns[i] = Math.IEEEremainder(yaws[i] - Shape.yaw(frame), 2 * Math.PI);
      }
      return turns;
    }

    GraspChoice rate(Grasp grasp, double[] lean, double turn, double rowCost) {
      double[] grip = Shape.toWorld(frame, grasp.grip());
      double yaw = halfTurn(Shape.yaw(frame) + grasp.yaw());
      double placeYaw = yaw + turn;
      Pose hand = pose(grip, yaw, lean);
      double[] end = end(turn);
      Pose placed = pose(put(grip, end, turn), placeYaw, lean);
      double cost =
          rowCost
              + PER_RADIAN * (Math.abs(yaw) + Math.abs(placeYaw) + Math.abs(turn))
              + (spot.lean().whenGrasped()
                  ? misaligned(placed)
                  : PER_LEAN * (Math.abs(lean[0]) + Math.abs(lean[1])))
              + PER_TOUCH * (here.touched(hand) + there.touched(placed))
              + reach(hand)
              + reach(placed)
              + (Math.abs(placeYaw - Math.PI / 4) > MOST_YAW ? IMPOSSIBLE : 0);
      return new GraspChoice(grasp, hand, placed, end, Shape.yaw(frame) + turn, cost);
    }

    /** Where the object's origin is to be so that what counts of it is at the spot. */
    private double[] end(double turn) {
      double yaw = Shape.yaw(frame) + turn;
      double[] centre = spot.centre();
      return new double[] {
        spot.x() - Math.cos(yaw) * centre[0] + Math.sin(yaw) * centre[1],
        spot.y() - Math.sin(yaw) * centre[0] - Math.cos(yaw) * centre[1]
      };
    }

    private double[] put(double[] grip, double[] end, double turn) {
      double dx = grip[0] - frame.position()[0];
      double dy = grip[1] - frame.position()[1];
      double dz = grip[2] - frame.position()[2];
      double cosine = Math.cos(turn);
      double sine = Math.sin(turn);
      return new double[] {
        end[0] + cosine * dx - sine * dy,
        end[1] + sine * dx + cosine * dy,
        Math.max(spot.z() + dz, spot.rim() - Surroundings.PALM_HEIGHT)
      };
    }

    /** How much the finger tips lean the wrong way, and how far inside the hand is. */
    private double misaligned(Pose placed) {
      double x = placed.rotation()[2];
      double y = placed.rotation()[5];
      double along = (x * spot.lean().x() + y * spot.lean().y()) / Math.hypot(x, y);
      double inside =
          (placed.position()[0] - spot.x()) * spot.lean().x()
              + (placed.position()[1] - spot.y()) * spot.lean().y();
      return (along < ALIGNED ? IMPOSSIBLE : 0) + PER_FAR_METRE * inside;
    }

    /** Near the robot the finger tips are not to lean outward: the wrist would be singular. */
    private double outward(Pose hand) {
      double x = hand.position()[0] - view.config().problem().robot().baseX();
      double y = hand.position()[1];
      double distance = Math.hypot(x, y);
      double lean = (hand.rotation()[2] * x + hand.rotation()[5] * y) / distance;
      return distance < WRIST_FREE && !spot.lean().whenGrasped() ? Math.max(0, lean) : 0;
    }

    /** The arm is not to be stretched: it would hardly come back from there. */
    private double reach(Pose hand) {
      double[] wrist = Shape.toWorld(hand, 0, 0, -WRIST);
      double distance = Math.hypot(wrist[0] - view.config().problem().robot().baseX(), wrist[1]);
      return PER_OUTWARD * outward(hand)
          + PER_METRE * Math.max(0, distance - EASY_REACH)
          + PER_FAR_METRE * Math.max(0, distance - FAR);
    }
  }
}
