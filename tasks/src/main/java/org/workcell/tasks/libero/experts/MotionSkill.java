package org.workcell.tasks.libero.experts;

import java.util.List;
import org.workcell.sim.kinematics.Rotations;

/** A skill that is a sequence of motions, which is chosen when the skill starts. */
abstract class MotionSkill implements Skill {

  private final double[] turn = new double[3];
  private List<Motion> motions = List.of();
  private int current;
  private int steps;

  /** Chooses the motions as things are now. */
  abstract List<Motion> plan(SceneView view, int attempt);

  @Override
  public final void start(SceneView view, int attempt) {
    motions = List.copyOf(plan(view, attempt));
    current = 0;
    steps = 0;
  }

  @Override
  public final Status step(SceneView view, HandTarget target) {
    while (current < motions.size()) {
      Motion motion = motions.get(current);
      motion.place().write(view, target);
      target.setFingers(motion.fingers());
      target.setSpeed(motion.speed());
      if (motion.failed().holds(view)) {
        return Status.FAILED;
      }
      boolean over = motion.until().holds(view) || arrived(motion, view, target);
      if (!over && steps < motion.longestSteps()) {
        steps++;
        return Status.RUNNING;
      }
      if (!over && motion.mustArrive()) {
        return Status.FAILED;
      }
      current++;
      steps = 0;
    }
    return Status.DONE;
  }

  @Override
  public String toString() {
    return "%s, motion %d".formatted(getClass().getSimpleName(), current);
  }

  private boolean arrived(Motion motion, SceneView view, HandTarget target) {
    if (view.hand().distanceTo(target.pose()) >= motion.metres()) {
      return false;
    }
    Rotations.difference(view.hand().rotation(), target.pose().rotation(), turn);
    double squares = turn[0] * turn[0] + turn[1] * turn[1] + turn[2] * turn[2];
    return squares < motion.radians() * motion.radians();
  }
}
