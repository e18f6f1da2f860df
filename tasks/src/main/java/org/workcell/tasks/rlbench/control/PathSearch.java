package org.workcell.tasks.rlbench.control;

import java.util.List;
import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.PoseTarget;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.planning.ArmPlanner;
import org.workcell.sim.planning.CollisionCheck;
import org.workcell.sim.planning.JointPath;
import org.workcell.sim.planning.PathTiming;
import org.workcell.sim.planning.PlannedMotion;
import org.workcell.sim.planning.SceneCollisions;
import org.workcell.sim.planning.TimedPath;
import org.workcell.sim.random.RandomStream;

/** Finds the way of the arm to a pose of its tip. One thread at a time. */
final class PathSearch {

  /**
   * What was found.
   *
   * @param path how the joints move; null where nothing was found
   * @param invalid why nothing was found
   * @param sampled whether the tip does not move on a straight line
   */
  record Found(TimedPath path, InvalidAction invalid, boolean sampled) {}

  private final MacroOptions options;
  private final StepMonitor monitor;
  private final InverseKinematics inverse;
  private final PathTiming timing;
  private final ArmPlanner planner;
  private final SceneCollisions collisions;
  private final int[] addresses;
  private final PoseTarget solved = new PoseTarget();

  PathSearch(MacroOptions options, Physics physics, StepMonitor monitor) {
    SerialChain chain = TabletopRobot.chain(physics.scene());
    this.options = options;
    this.monitor = monitor;
    this.inverse = TabletopRobot.inverse(chain.copy());
    this.timing = PathTiming.builder(TabletopRobot.JOINTS).build();
    this.planner =
        ArmPlanner.builder(chain)
            .limits(TabletopRobot.low(), TabletopRobot.high())
            .timing(timing)
            .build();
    this.collisions =
        options.checksCollisions()
            ? new SceneCollisions(physics, TabletopRobot.jointNames(), TabletopRobot.BASE)
            : null;
    this.addresses =
        TabletopRobot.jointNames().stream().mapToInt(physics.scene()::positionAddress).toArray();
  }

  /** Where a joint of the arm lies among the positions. */
  int address(int joint) {
    return addresses[joint];
  }

  Found find(double[] from, Pose target, RandomStream draws) {
    if (!options.mode().plans()) {
      return byInverseKinematics(from, target);
    }
    if (collisions == null) {
      return found(planner.plan(from, target, CollisionCheck.none(), draws));
    }
    collisions.begin(monitor.carried());
    try {
      return found(planner.plan(from, target, collisions, draws));
    } finally {
      collisions.end();
    }
  }

  private static Found found(PlannedMotion motion) {
    return switch (motion.outcome()) {
      case STRAIGHT -> new Found(motion.motion(), InvalidAction.NONE, false);
      case SAMPLED -> new Found(motion.motion(), InvalidAction.NONE, true);
      case UNREACHABLE -> new Found(null, InvalidAction.UNREACHABLE, false);
      case BLOCKED -> new Found(null, InvalidAction.BLOCKED, false);
    };
  }

  private Found byInverseKinematics(double[] from, Pose target) {
    double[] goal = from.clone();
    solved.pose().set(target);
    if (!inverse.solve(solved, goal)) {
      return new Found(null, InvalidAction.UNREACHABLE, false);
    }
    return new Found(
        timing.time(JointPath.through(List.of(from.clone(), goal))), InvalidAction.NONE, false);
  }
}
