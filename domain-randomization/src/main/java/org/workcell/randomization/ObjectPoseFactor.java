package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskSpec;

/**
 * Moves the object from where the context put it, which may be beyond every training range.
 *
 * @param shift by how much x and y change, metres to either side
 * @param yaw by how much it turns about the vertical, radians to either side
 */
record ObjectPoseFactor(double shift, double yaw) implements Factor {

  @Override
  public String stream() {
    return "layout";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.STATE);
  }

  @Override
  public Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
    return freeJoint(targets) < 0
        ? Optional.of("the scene has no object that is free to move")
        : Optional.empty();
  }

  private static int freeJoint(TaskTargets targets) {
    return IntStream.of(targets.roots(Target.OBJECT))
        .map(targets.parts()::freeJoint)
        .filter(joint -> joint >= 0)
        .findFirst()
        .orElse(-1);
  }

  @Override
  public boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
    int address = targets.parts().positionAddress(freeJoint(targets));
    DoubleArray positions = episode.physics().qpos();
    positions.set(address, positions.get(address) + sampler.uniform("x", 0, Range.around(shift)));
    positions.set(
        address + 1, positions.get(address + 1) + sampler.uniform("y", 0, Range.around(shift)));
    double half = sampler.uniform("yaw", 0, Range.around(yaw)) / 2;
    turn(positions, address + 3, StrictMath.cos(half), StrictMath.sin(half));
    return true;
  }

  /** Multiplies a quatWxyz from the left with (c, 0, 0, s). */
  private static void turn(DoubleArray positions, int at, double c, double s) {
    double w = positions.get(at);
    double x = positions.get(at + 1);
    double y = positions.get(at + 2);
    double z = positions.get(at + 3);
    positions.set(at, c * w - s * z);
    positions.set(at + 1, c * x - s * y);
    positions.set(at + 2, c * y + s * x);
    positions.set(at + 3, c * z + s * w);
  }
}
