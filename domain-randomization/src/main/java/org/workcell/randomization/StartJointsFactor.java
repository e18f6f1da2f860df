package org.workcell.randomization;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskSpec;

/**
 * Turns the joints of the robot at the start, within their limits. Motion-capture bodies that hold
 * the robot follow what they hold.
 *
 * @param angle by how much each joint turns, radians to either side
 */
record StartJointsFactor(double angle) implements Factor {

  @Override
  public String stream() {
    return "robot";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.STATE);
  }

  @Override
  public Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
    return hinges(targets).isEmpty()
        ? Optional.of("the robot has no joint that turns")
        : Optional.empty();
  }

  private static List<Integer> hinges(TaskTargets targets) {
    return java.util.Arrays.stream(targets.roots(Target.ROBOT))
        .boxed()
        .flatMap(root -> targets.parts().hinges(root).stream())
        .toList();
  }

  @Override
  public boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
    Physics physics = episode.physics();
    physics.refreshPositions();
    List<int[]> held = targets.parts().held();
    double[] before = positions(physics.bodyPos(), held);
    int[] limited = targets.model().structure("jnt_limited");
    for (int joint : hinges(targets)) {
      int address = targets.parts().positionAddress(joint);
      double turned =
          physics.qpos().get(address) + sampler.uniform("joint" + joint, 0, Range.around(angle));
      if (limited[joint] != 0) {
        double low = episode.value(ModelField.JNT_RANGE, 2 * joint);
        double high = episode.value(ModelField.JNT_RANGE, 2 * joint + 1);
        turned = Math.max(low, Math.min(high, turned));
      }
      physics.qpos().set(address, turned);
    }
    physics.refreshPositions();
    follow(physics, held, before);
    return true;
  }

  private static double[] positions(DoubleArray bodies, List<int[]> held) {
    double[] positions = new double[3 * held.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = bodies.get(held.get(i / 3)[1], i % 3);
    }
    return positions;
  }

  private static void follow(Physics physics, List<int[]> held, double[] before) {
    double[] after = positions(physics.bodyPos(), held);
    for (int i = 0; i < after.length; i++) {
      int index = 3 * held.get(i / 3)[0] + i % 3;
      DoubleArray mocap = physics.mocapPos();
      mocap.set(index, mocap.get(index) + after[i] - before[i]);
    }
  }
}
