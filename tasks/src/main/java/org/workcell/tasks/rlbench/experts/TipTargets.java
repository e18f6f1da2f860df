package org.workcell.tasks.rlbench.experts;

import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.tasks.rlbench.task.Waypoint;

/** Works out where a waypoint wants the tip. One thread at a time. */
final class TipTargets {

  private final Pose frame = new Pose();
  private final Pose held = new Pose();
  private final double[] reference = new double[9];
  private final double[] world = new double[3];
  private final double[] local = new double[3];
  private final double[] turn = new double[9];
  private final double[] inverse = new double[9];

  /** The orientation that symmetric targets are compared with: the tip's at the start. */
  void start(Pose tip) {
    System.arraycopy(tip.rotation(), 0, reference, 0, 9);
  }

  /** Writes the tip's target for a waypoint that begins now. */
  void write(Waypoint point, TabletopView view, Pose target) {
    target.set(view.tip());
    switch (point.motion()) {
      case REACH -> reach(point, view, target);
      case CARRY -> carry(point, view, target);
      case SHIFT -> add(point.offset(), target.position());
      case SLIDE -> slide(point, view, target);
      case TURN -> {
        orbit(point, view, target);
        Rotations.multiply(turn, view.tip().rotation(), target.rotation());
      }
      case ORBIT -> orbit(point, view, target);
      case TWIST -> Rotations.turn(target.rotation(), 2, point.radians());
      case BACK -> target.advance(2, -point.offset()[2]);
      case STAY -> {}
    }
  }

  private void reach(Waypoint point, TabletopView view, Pose target) {
    view.readFrame(point.frame(), target);
    point.symmetry().choose(target.rotation(), reference);
    Rotations.toWorld(target.rotation(), point.offset(), world);
    add(world, target.position());
  }

  /** The tip keeps its place relative to what it holds. */
  private void carry(Waypoint point, TabletopView view, Pose target) {
    view.readFrame(point.frame(), frame);
    view.readFrame(point.held(), held);
    point.symmetry().choose(frame.rotation(), held.rotation());
    Rotations.toWorld(frame.rotation(), point.offset(), world);
    add(world, frame.position());
    for (int i = 0; i < 3; i++) {
      local[i] = view.tip().position()[i] - held.position()[i];
    }
    transpose(held.rotation());
    Rotations.multiply(frame.rotation(), inverse, turn);
    Rotations.toWorld(turn, local, world);
    for (int i = 0; i < 3; i++) {
      target.position()[i] = frame.position()[i] + world[i];
    }
    Rotations.multiply(turn, view.tip().rotation(), target.rotation());
  }

  private void transpose(double[] matrix) {
    for (int i = 0; i < 9; i++) {
      inverse[i] = matrix[3 * (i % 3) + i / 3];
    }
  }

  private void slide(Waypoint point, TabletopView view, Pose target) {
    view.readFrame(point.frame(), frame);
    Rotations.toWorld(frame.rotation(), point.offset(), world);
    add(world, target.position());
  }

  private void orbit(Waypoint point, TabletopView view, Pose target) {
    view.readFrame(point.frame(), frame);
    Rotations.column(frame.rotation(), 2, local);
    for (int i = 0; i < 3; i++) {
      local[i] *= point.radians();
    }
    Rotations.fromAxisAngle(local, 0, turn);
    for (int i = 0; i < 3; i++) {
      local[i] = view.tip().position()[i] - frame.position()[i];
    }
    Rotations.toWorld(turn, local, world);
    for (int i = 0; i < 3; i++) {
      target.position()[i] = frame.position()[i] + world[i];
    }
  }

  private static void add(double[] displacement, double[] position) {
    for (int i = 0; i < 3; i++) {
      position[i] += displacement[i];
    }
  }
}
