package org.workcell.tasks.arm;

import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.tasks.arm.robot.ArmRobot;
import org.workcell.tasks.common.Box;
import org.workcell.tasks.common.GoalMarker;

/**
 * The tip goes to a point. The context is a posture of the arm, and the point is where the tip is
 * then, so that it can be reached.
 */
final class ReachTask extends ArmTask {

  private static final int GOAL = 4;

  /** How far a joint of the goal's posture is from home at most, radians. */
  private static final double LARGEST_TURN = 0.9;

  /** The share of the way to the end of a joint's range that the goal's posture may use. */
  private static final double SHARE = 0.85;

  /** Postures between home and goal that must be free. */
  private static final int BETWEEN = 6;

  private final Sizes sizes;
  private final ArmContexts contexts;
  private final GoalMarker marker;
  private final double[] goal = new double[3];
  private final double[] homeTip = new double[3];
  private double distance;
  private int homeContacts;

  ReachTask(ArmSettings settings, Physics physics) {
    super(settings, physics);
    ArmRobot robot = settings.robot();
    this.sizes = Sizes.of(robot);
    this.contexts =
        new ArmContexts(
            ArmSuite.id(ArmTaskKind.REACH), robot.label(), ranges(robot), this::accepts);
    this.marker = new GoalMarker(physics.scene(), ArmScene.GOAL);
  }

  /** Postures of the arm: those around home. */
  static Box ranges(ArmRobot robot) {
    double[] home = robot.home();
    double[] low = new double[home.length];
    double[] high = new double[home.length];
    for (int i = 0; i < home.length; i++) {
      ArmRobot.Joint joint = robot.joints().get(i);
      low[i] = home[i] - Math.min(LARGEST_TURN, SHARE * (home[i] - joint.low()));
      high[i] = home[i] + Math.min(LARGEST_TURN, SHARE * (joint.high() - home[i]));
    }
    return new Box(low, high);
  }

  @Override
  void begin(EpisodeStart episode) {
    homeContacts = arm().contactsAt(settings().robot().home());
    System.arraycopy(arm().tipPoint(), 0, homeTip, 0, 3);
    double[] context = contexts.choose(episode);
    arm().contactsAt(context);
    System.arraycopy(arm().tipPoint(), 0, goal, 0, 3);
  }

  private boolean accepts(double[] posture) {
    double[] home = settings().robot().home();
    double[] between = new double[home.length];
    for (int step = 1; step <= BETWEEN; step++) {
      for (int i = 0; i < home.length; i++) {
        between[i] = home[i] + (posture[i] - home[i]) * step / BETWEEN;
      }
      if (arm().contactsAt(between) > homeContacts) {
        return false;
      }
    }
    double[] tip = arm().tipPoint();
    return tip[2] > sizes.clearance() && apart(tip, homeTip) > 0.15 * sizes.reach();
  }

  private static double apart(double[] a, double[] b) {
    double x = a[0] - b[0];
    double y = a[1] - b[1];
    double z = a[2] - b[2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  @Override
  void placed(EpisodeStart episode) {
    marker.moveTo(episode, goal);
  }

  @Override
  void judge(BatchRow row) {
    distance = apart(tip(), goal);
    row.writeReward(closeness(distance, 0.2 * sizes.reach()));
    writeSuccess(distance < sizes.reachTolerance(), row);
  }

  @Override
  double share() {
    return 1 - distance / apart(homeTip, goal);
  }

  @Override
  void writeOwn(BatchRow row) {
    distance = apart(tip(), goal);
    row.writeObservation(GOAL, goal);
    row.writeInfo(0, distance);
  }

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.putDoubles(goal);
    writer.putDoubles(homeTip);
  }

  @Override
  public void load(StateReader reader) {
    super.load(reader);
    reader.getDoubles(goal);
    reader.getDoubles(homeTip);
  }
}
