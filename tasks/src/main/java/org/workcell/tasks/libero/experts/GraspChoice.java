package org.workcell.tasks.libero.experts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.workcell.sim.kinematics.Pose;
import org.workcell.tasks.libero.problem.Instance;

/**
 * A grasp in the world, and how the hand turns where the object is put down.
 *
 * @param grasp the row of the table
 * @param grip where the grip site is to be, world
 * @param yaw turn of the hand when it grasps
 * @param placeYaw turn of the hand when it puts the object down
 * @param pitch how the hand leans, see {@link HandTarget#point}
 * @param cost how bad it is
 */
record GraspChoice(
    Grasp grasp, double[] grip, double yaw, double placeYaw, double pitch, double cost) {

  private static final double PER_TOUCH = 4;
  private static final double PER_RADIAN = 0.25;
  private static final double PER_ROW = 0.03;
  private static final double MOST_YAW = 2.0;
  private static final double LEANING = 0.9;
  private static final double[] PITCHES = {0, -0.5, 0.5};
  private static final double WRIST = 0.2;
  private static final double EASY_REACH = 0.7;
  private static final double PER_METRE = 15;

  /** Chooses the best grasp, or a worse one in later attempts. */
  static GraspChoice choose(
      SceneView view, Instance object, Spot spot, Surroundings here, Surroundings there, int rank) {
    Pose frame = Shape.upright(view, object);
    if (frame.rotation()[8] < LEANING) {
      return lying(frame, object, spot);
    }
    List<GraspChoice> choices = new ArrayList<>();
    List<Grasp> table = Grasp.of(object);
    for (int i = 0; i < table.size(); i++) {
      for (double pitch : PITCHES) {
        choices.add(rate(view, table.get(i), pitch, PER_ROW * i, frame, spot, here, there));
      }
    }
    choices.sort(Comparator.comparingDouble(GraspChoice::cost));
    return choices.get(Math.min(rank, choices.size() - 1));
  }

  /** The grip site, moved to where the leaning hand comes from. */
  double[] aside(double metres) {
    double along = -Math.signum(pitch) * metres;
    return new double[] {grip[0] - along * Math.cos(yaw), grip[1] - along * Math.sin(yaw), grip[2]};
  }

  private static GraspChoice rate(
      SceneView view,
      Grasp grasp,
      double pitch,
      double rowCost,
      Pose frame,
      Spot spot,
      Surroundings here,
      Surroundings there) {
    double[] grip = Shape.toWorld(frame, grasp.grip());
    double objectYaw = Shape.yaw(frame);
    double yaw = halfTurn(objectYaw + grasp.yaw());
    double turn = leastTurn(spot, objectYaw, yaw);
    double placeYaw = yaw + turn;
    double[] offset = {
      grip[0] - frame.position()[0], grip[1] - frame.position()[1], grip[2] - frame.position()[2]
    };
    double cosine = Math.cos(turn);
    double sine = Math.sin(turn);
    HandTarget hand = new HandTarget();
    hand.moveTo(grip[0], grip[1], grip[2]);
    hand.point(yaw, pitch, 0);
    double cost =
        rowCost
            + PER_RADIAN * (Math.abs(yaw) + Math.abs(placeYaw) + Math.abs(pitch))
            + PER_TOUCH * here.touched(hand.pose())
            + reach(view, hand.pose());
    hand.moveTo(
        spot.x() + cosine * offset[0] - sine * offset[1],
        spot.y() + sine * offset[0] + cosine * offset[1],
        Math.max(spot.z(), spot.rim() - Surroundings.PALM_HEIGHT) + offset[2]);
    hand.point(placeYaw, pitch, 0);
    cost += PER_TOUCH * there.touched(hand.pose()) + reach(view, hand.pose());
    return new GraspChoice(grasp, grip, yaw, placeYaw, pitch, cost);
  }

  /** The arm is not to be stretched: it would hardly come back from there. */
  private static double reach(SceneView view, Pose hand) {
    double[] wrist = Shape.toWorld(hand, 0, 0, -WRIST);
    double distance = Math.hypot(wrist[0] - view.sheet().problem().robot().baseX(), wrist[1]);
    return PER_METRE * Math.max(0, distance - EASY_REACH);
  }

  /** The turn of the object that it needs to fit, the one that keeps the hand straightest. */
  private static double leastTurn(Spot spot, double objectYaw, double handYaw) {
    double best = spot.yaws().length == 0 ? 0 : Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    for (double yaw : spot.yaws()) {
      double turn = Math.IEEEremainder(yaw - objectYaw, 2 * Math.PI);
      double cost = Math.abs(handYaw + turn) > MOST_YAW ? 9 : Math.abs(handYaw + turn);
      if (cost < least) {
        least = cost;
        best = turn;
      }
    }
    return best;
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
    double alongX = frame.rotation()[longest];
    double alongY = frame.rotation()[3 + longest];
    double yaw = halfTurn(Math.atan2(alongY, alongX));
    return new GraspChoice(new Grasp("lying", middle, yaw, 0.02), grip, yaw, yaw, 0, 0);
  }

  /** Fingers are alike: turns by half a circle are the same. */
  private static double halfTurn(double yaw) {
    return FixtureFrame.easyYaw(yaw);
  }
}
