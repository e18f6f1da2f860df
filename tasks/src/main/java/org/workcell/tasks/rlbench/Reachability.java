package org.workcell.tasks.rlbench;

import java.util.List;
import java.util.Map;
import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.PoseTarget;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.rlbench.control.TabletopRobot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.Waypoint;
import org.workcell.tasks.rlbench.task.Waypoint.Motion;

/** Whether the arm reaches the waypoints of a placement from its home. One thread at a time. */
final class Reachability {

  /** Placements that an episode tries, as upstream. */
  static final int ATTEMPTS = 40;

  private final Physics physics;
  private final List<Waypoint> waypoints;
  private final SerialChain chain;
  private final InverseKinematics inverse;
  private final PoseTarget target = new PoseTarget();
  private final double[] joints = new double[TabletopRobot.JOINTS];
  private final double[] reference = new double[9];
  private String reason = "";

  Reachability(TabletopTask task, Physics physics) {
    this.physics = physics;
    this.waypoints =
        task.waypoints().list().stream().filter(point -> point.motion() == Motion.REACH).toList();
    this.chain = TabletopRobot.chain(physics.scene());
    this.inverse = TabletopRobot.inverse(chain);
  }

  /** Positions are up to date. */
  boolean holds(Map<String, String> bindings) {
    chain.compute(TabletopRobot.home());
    System.arraycopy(chain.tip().rotation(), 0, reference, 0, 9);
    for (Waypoint point : waypoints) {
      String site = bindings.getOrDefault(point.frame(), point.frame());
      if (!site.isEmpty() && !reaches(point, physics.scene().site(site))) {
        reason = point.label() + " is out of reach";
        return false;
      }
    }
    return true;
  }

  /** What was out of reach last. */
  String reason() {
    return reason;
  }

  private boolean reaches(Waypoint point, int site) {
    Pose pose = target.pose();
    physics.sitePos().readRow(site, pose.position());
    physics.siteMat().readRow(site, pose.rotation());
    double[] world = new double[3];
    Rotations.toWorld(pose.rotation(), point.offset(), world);
    for (int i = 0; i < 3; i++) {
      pose.position()[i] += world[i];
    }
    point.symmetry().choose(pose.rotation(), reference);
    System.arraycopy(TabletopRobot.home(), 0, joints, 0, joints.length);
    return inverse.solve(target, joints);
  }
}
