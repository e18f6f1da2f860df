package org.workcell.tasks.kitchen.experts;

import static org.workcell.tasks.kitchen.experts.Move.Grip.OPEN_BAR;
import static org.workcell.tasks.kitchen.experts.Move.Grip.SHUT_BAR;

import java.util.List;
import org.workcell.tasks.kitchen.experts.Move.Amount;
import org.workcell.tasks.kitchen.experts.Move.End;
import org.workcell.tasks.kitchen.experts.Move.Place;

/** Doors that turn: the hand grips the handle's bar and follows its circle. */
final class DoorHandlings {

  /** How far along its circle the hand pulls ahead of the handle, radians. */
  private static final double AHEAD = 0.2;

  /** How much of the door's turn the hand follows. */
  private static final double FOLLOWED = 0.5;

  private DoorHandlings() {}

  /**
   * A handle on its circle. Metres, world frame, seen from above.
   *
   * @param joint place of the door's angle in the observation
   * @param hingeX where the hinge is
   * @param hingeY where the hinge is
   * @param armX from the hinge to where the hand holds the handle of the closed door
   * @param armY the same along y
   * @param z height at which the hand holds it
   */
  private record Handle(
      int joint, double hingeX, double hingeY, double armX, double armY, double z) {

    /** Where the handle is when the door is as far open as it looks and some more. */
    Place at(double more, double dx, double dy, double dz) {
      return (view, position) -> {
        double angle = view.element(joint) + more;
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        position[0] = hingeX + cosine * armX - sine * armY + dx;
        position[1] = hingeY + sine * armX + cosine * armY + dy;
        position[2] = z + dz;
      };
    }

    Place at(double more) {
      return at(more, 0, 0, 0);
    }

    Amount yaw() {
      return view -> FOLLOWED * view.element(joint);
    }
  }

  /** The right door of the hinge cabinet. */
  static Handling hingeCabinet() {
    Handle handle = new Handle(KitchenView.RIGHT_DOOR, -0.224, 0.71, -0.302, -0.142, 2.56);
    End done = view -> view.element(KitchenView.RIGHT_DOOR) > 1.17;
    return new Handling(
        List.of(
            Move.to(-0.526, 0.45, 2.56, OPEN_BAR, 0.03, 60),
            Move.to(-0.526, 0.565, 2.56, OPEN_BAR, 0.018, 20),
            Move.to(-0.526, 0.565, 2.56, SHUT_BAR, 0, 5),
            Move.follow(handle.at(AHEAD), SHUT_BAR, 0, 70).yawed(handle.yaw()).until(done),
            Move.follow(handle.at(0), OPEN_BAR, 0, 3).yawed(handle.yaw()),
            Move.follow(handle.at(0, 0.02, -0.15, -0.1), OPEN_BAR, 0.05, 10)),
        done);
  }

  /** The microwave's door. */
  static Handling microwave(double opening) {
    Handle handle = new Handle(KitchenView.MICROWAVE, -1.128, 0.455, 0.486, 0.038, 1.79);
    End done = view -> view.element(KitchenView.MICROWAVE) < -opening;
    return new Handling(
        List.of(
            Move.to(-0.64, 0.36, 1.8, OPEN_BAR, 0.025, 60),
            Move.to(-0.642, 0.495, 1.79, OPEN_BAR, 0.015, 20),
            Move.to(-0.642, 0.495, 1.79, SHUT_BAR, 0, 5),
            Move.follow(handle.at(-AHEAD), SHUT_BAR, 0, 60).yawed(handle.yaw()).until(done),
            Move.follow(handle.at(0), OPEN_BAR, 0, 3).yawed(handle.yaw()),
            Move.follow(handle.at(0, 0.05, -0.15, 0.05), OPEN_BAR, 0.05, 10)),
        done);
  }
}
