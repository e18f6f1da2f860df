package org.workcell.tasks.libero.experts;

import java.util.List;
import org.workcell.sim.kinematics.Rotations;

/** A skill that is a sequence of motions, which is chosen when the skill starts. */
abstract class MotionSkill implements Skill {

  /** Steps without progress after which a motion is over. */
  private static final int STUCK_STEPS = 15;

  private static final double PROGRESS = 0.002;
  private static final double METRES_PER_RADIAN = 0.1;

  private final double[] turn = new double[3];
  private List<Motion> motions = List.of();
  private int current;
  private int steps;
  private double least;
  private int leastAt;

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
      if (!over && steps < motion.longestSteps() && !isStuck(motion)) {
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
    double metres = view.hand().distanceTo(target.pose());
    Rotations.difference(view.hand().rotation(), target.pose().rotation(), turn);
    double radians = Math.sqrt(turn[0] * turn[0] + turn[1] * turn[1] + turn[2] * turn[2]);
    double remaining = metres + METRES_PER_RADIAN * radians;
    if (remaining < least - PROGRESS || steps == 0) {
      least = remaining;
      leastAt = steps;
    }
    return metres < motion.metres() && radians < motion.radians();
  }

  /** Whether something keeps the hand from getting nearer to where it is to be. */
  private boolean isStuck(Motion motion) {
    return motion.metres() > 0 && steps - leastAt > STUCK_STEPS;
  }
}
