package org.workcell.tasks.rlbench.experts;

import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.tasks.rlbench.control.ArmMode;

/** Brings the tip to poses by macro actions, one for each waypoint. One thread at a time. */
final class PoseDriver implements ModeDriver {

  private static final double ARRIVED_METRES = 0.006;

  /** Macro actions for one target at most; displacements of LAMP need many. */
  private static final int MOST_POSES = 2;

  private static final int MOST_DISPLACEMENTS = 40;

  private final ArmMode mode;
  private final boolean tipFrame;
  private final Pose to = new Pose();
  private final double[] worldDelta = new double[3];
  private final double[] turn = new double[9];
  private final double[] inverse = new double[9];
  private final double[] quatWxyz = new double[4];
  private int actions;

  PoseDriver(ArmMode mode, boolean tipFrame) {
    this.mode = mode;
    this.tipFrame = tipFrame;
  }

  @Override
  public void aim(TabletopView view, Pose target, double speed) {
    to.set(target);
    actions = 0;
  }

  @Override
  public void act(TabletopView view, double[] action) {
    actions++;
    Pose tip = view.tip();
    for (int i = 0; i < 3; i++) {
      worldDelta[i] = to.position()[i] - tip.position()[i];
    }
    if (mode == ArmMode.LAMP) {
      for (int i = 0; i < 3; i++) {
        action[i] = Math.min(Math.max(worldDelta[i] / ArmMode.LAMP_METRES, -1), 1);
      }
      return;
    }
    if (!mode.isDelta()) {
      System.arraycopy(to.position(), 0, action, 0, 3);
      writeRotation(to.rotation(), action);
      return;
    }
    for (int i = 0; i < 9; i++) {
      inverse[i] = tip.rotation()[3 * (i % 3) + i / 3];
    }
    if (tipFrame) {
      Rotations.toFrame(tip.rotation(), worldDelta, action);
      Rotations.multiply(inverse, to.rotation(), turn);
    } else {
      System.arraycopy(worldDelta, 0, action, 0, 3);
      Rotations.multiply(to.rotation(), inverse, turn);
    }
    writeRotation(turn, action);
  }

  private void writeRotation(double[] matrix, double[] action) {
    Rotations.toQuatWxyz(matrix, quatWxyz);
    System.arraycopy(quatWxyz, 1, action, 3, 3);
    action[6] = quatWxyz[0];
  }

  @Override
  public boolean isDone(TabletopView view) {
    int most = mode == ArmMode.LAMP ? MOST_DISPLACEMENTS : MOST_POSES;
    return actions >= most || actions > 0 && view.tip().distanceTo(to) < ARRIVED_METRES;
  }

  @Override
  public int fingerActions() {
    return 1;
  }
}
