package org.workcell.tasks.rlbench.experts;

import java.util.List;
import org.workcell.sim.batch.Observation;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.tasks.rlbench.control.ArmMode;
import org.workcell.tasks.rlbench.control.Chains;
import org.workcell.tasks.rlbench.control.TabletopRobot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.Waypoint;
import org.workcell.tasks.rlbench.task.Waypoint.Fingers;
import org.workcell.tasks.rlbench.task.Waypoint.Motion;

/**
 * Carries out the waypoints of a task in any action mode but torques, from the published
 * observation. If a grasp fails or the end of the list brings no success, the list begins again.
 * One thread at a time.
 */
public final class WaypointExpert implements Expert {

  /** Fingers nearer to each other than this hold nothing, metres. */
  private static final double EMPTY_METRES = 0.0015;

  /** Actions after the last waypoint before the list begins again. */
  private static final int PATIENCE = 8;

  /** Macro actions after the last waypoint before the list begins again. */
  private static final int MACRO_PATIENCE = 1;

  private static final double FINGERS_STAND = 0.0004;
  private static final int LEAST_FINGER_ACTIONS = 3;

  private final List<Waypoint> waypoints;
  private final TabletopView view;
  private final TipTargets targets = new TipTargets();
  private final ModeDriver driver;
  private final ArmMode mode;
  private final double openNumber;
  private final Pose target = new Pose();
  private int next;
  private boolean moving;
  private int fingerActions;
  private int waited;
  private boolean open;
  private boolean first;

  /**
   * An expert.
   *
   * @param mode what actions are
   * @param continuousGripper whether the gripper's number is metres
   * @param tipFrame whether changes of poses are given in the tip's axes
   */
  public WaypointExpert(
      TabletopTask task, ArmMode mode, boolean continuousGripper, boolean tipFrame) {
    this.waypoints = task.waypoints().list();
    this.view = new TabletopView(task.frames());
    this.mode = mode;
    this.driver =
        mode.isMacro() ? new PoseDriver(mode, tipFrame) : new JointDriver(mode, Chains.panda());
    this.openNumber = continuousGripper ? TabletopRobot.OPEN_METRES : 1;
  }

  @Override
  public void start(Episode episode) {
    next = -1;
    moving = false;
    fingerActions = 0;
    waited = 0;
    open = true;
    first = true;
    if (driver instanceof JointDriver joints) {
      joints.start();
    }
  }

  /** The waypoint that is being carried out, for those who improve tasks. */
  public String current() {
    return next >= 0 && next < waypoints.size() ? waypoints.get(next).label() : "waiting";
  }

  @Override
  public void act(Observation observation, double[] action) {
    view.read(observation);
    if (first) {
      first = false;
      targets.start(view.tip());
      advance();
    }
    if (moving && driver.isDone(view)) {
      moving = false;
      beginFingers();
    }
    if (!moving && fingersRest()) {
      continueList();
    }
    driver.act(view, action);
    action[action.length - 1] = open ? openNumber : 0;
    fingerActions -= moving ? 0 : 1;
  }

  private void continueList() {
    if (next >= waypoints.size()) {
      waited++;
      if (waited > (mode.isMacro() ? MACRO_PATIENCE : PATIENCE)) {
        next = -1;
        advance();
      }
      return;
    }
    if (waypoints.get(next).holding() && view.gap() < EMPTY_METRES) {
      next = -1;
    }
    advance();
  }

  /** Goes to the next waypoint that this episode has. */
  private void advance() {
    waited = 0;
    do {
      next++;
    } while (next < waypoints.size() && isSkipped(waypoints.get(next)));
    if (next >= waypoints.size()) {
      target.set(view.tip());
      driver.aim(view, target, 1);
      moving = false;
      return;
    }
    Waypoint point = waypoints.get(next);
    targets.write(point, view, target);
    if (point.motion() == Motion.STAY) {
      driver.aim(view, target, 1);
      moving = false;
      beginFingers();
      return;
    }
    driver.aim(view, target, point.speed());
    moving = true;
    if (mode.isMacro() || isApproach(point)) {
      open = isOpenAfter(point);
    }
  }

  /** Macro actions move the fingers last, and an approach opens them on its way. */
  private static boolean isApproach(Waypoint point) {
    return point.fingers() == Fingers.OPEN && point.label().startsWith("approach");
  }

  private boolean isOpenAfter(Waypoint point) {
    return point.fingers() == Fingers.KEEP ? open : point.fingers() == Fingers.OPEN;
  }

  private boolean isSkipped(Waypoint point) {
    return isAbsent(point.needs()) || isAbsent(point.frame()) || isAbsent(point.held());
  }

  private boolean isAbsent(String frame) {
    return !frame.isEmpty() && !view.has(frame);
  }

  private void beginFingers() {
    boolean wanted = isOpenAfter(waypoints.get(next));
    boolean changes = wanted != open;
    open = wanted;
    fingerActions = changes ? driver.fingerActions() : 0;
  }

  private boolean fingersRest() {
    if (fingerActions <= 0) {
      return true;
    }
    int done = driver.fingerActions() - fingerActions;
    return done >= LEAST_FINGER_ACTIONS && view.fingerChange() < FINGERS_STAND;
  }
}
