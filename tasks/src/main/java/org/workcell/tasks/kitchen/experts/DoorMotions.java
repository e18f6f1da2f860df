package org.workcell.tasks.kitchen.experts;

import static org.workcell.tasks.kitchen.experts.Waypoint.Grip.LOOSE_FIST;
import static org.workcell.tasks.kitchen.experts.Waypoint.Grip.OPEN_BAR;
import static org.workcell.tasks.kitchen.experts.Waypoint.Grip.OPEN_HOOK;
import static org.workcell.tasks.kitchen.experts.Waypoint.Grip.OPEN_LOOSE;
import static org.workcell.tasks.kitchen.experts.Waypoint.Grip.SHUT_BAR;
import static org.workcell.tasks.kitchen.experts.Waypoint.Grip.SHUT_HOOK;

import java.util.ArrayList;
import java.util.List;
import org.workcell.tasks.kitchen.experts.Waypoint.Amount;
import org.workcell.tasks.kitchen.experts.Waypoint.End;
import org.workcell.tasks.kitchen.experts.Waypoint.Place;

/** Doors that turn: the hand grips the handle's bar and follows its circle. */
final class DoorMotions {

  /** How far along its circle the hand pulls ahead of the handle, radians. */
  private static final double AHEAD = 0.2;

  /** How much of the door's turn the hand follows. */
  private static final double FOLLOWED = 0.5;

  private DoorMotions() {}

  /**
   * A door on its hinge. Metres and radians, world frame, seen from above.
   *
   * @param joint place of the door's angle in the observation
   * @param hingeX where the hinge is
   * @param hingeY where the hinge is
   * @param armX from the hinge to where the hand holds the handle of the closed door
   * @param armY the same along y
   * @param z height at which the hand holds it
   * @param leafAngle which way the closed door's leaf points from the hinge
   */
  private record Door(
      int joint,
      double hingeX,
      double hingeY,
      double armX,
      double armY,
      double z,
      double leafAngle) {

    /** Where the handle is when the door has turned as far as it looks and some more. */
    Place handle(double more, double dx, double dy, double dz) {
      return (view, position) -> {
        double angle = view.element(joint) + more;
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        position[0] = hingeX + cosine * armX - sine * armY + dx;
        position[1] = hingeY + sine * armX + cosine * armY + dy;
        position[2] = z + dz;
      };
    }

    Place handle(double more) {
      return handle(more, 0, 0, 0);
    }

    /**
     * A place beside the leaf.
     *
     * @param more turn beyond what the door looks to have turned
     * @param along distance from the hinge along the leaf
     * @param inside distance from the leaf towards the inside
     */
    Place leaf(double more, double along, double inside, double height) {
      return (view, position) -> {
        double angle = leafAngle + view.element(joint) + more;
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        position[0] = hingeX + along * cosine - inside * sine;
        position[1] = hingeY + along * sine + inside * cosine;
        position[2] = height;
      };
    }

    Amount yaw() {
      return view -> FOLLOWED * view.element(joint);
    }

    End turnedBy(double angle) {
      return view -> Math.abs(view.element(joint)) > angle;
    }
  }

  /** The right door of the hinge cabinet. */
  static ElementMotion hingeCabinet() {
    Door door = new Door(KitchenView.RIGHT_DOOR, -0.224, 0.71, -0.302, -0.142, 2.56, Math.PI);
    End done = door.turnedBy(1.17);
    return new ElementMotion(
        List.of(
            Waypoint.to(-0.526, 0.45, 2.56, OPEN_BAR, 0.03, 60),
            Waypoint.to(-0.526, 0.565, 2.56, OPEN_BAR, 0.018, 20).careful(),
            Waypoint.to(-0.526, 0.565, 2.56, SHUT_BAR, 0, 3),
            Waypoint.follow(door.handle(AHEAD), SHUT_BAR, 0, 70).yawed(door.yaw()).until(done),
            Waypoint.follow(door.handle(0), OPEN_BAR, 0, 3).yawed(door.yaw()),
            Waypoint.follow(door.handle(0, 0.02, -0.15, -0.1), OPEN_BAR, 0.05, 10)),
        done);
  }

  private static Door microwave() {
    return new Door(KitchenView.MICROWAVE, -1.128, 0.455, 0.486, 0.038, 1.79, 0.302);
  }

  /** The microwave's door, as far as the hand can pull it. */
  static ElementMotion microwaveAjar() {
    Door door = microwave();
    End done = door.turnedBy(0.47);
    List<Waypoint> moves = new ArrayList<>(pullMicrowave(door, done));
    moves.add(Waypoint.follow(door.handle(0, 0.05, -0.15, 0.05), OPEN_BAR, 0.05, 10));
    return new ElementMotion(moves, done);
  }

  private static List<Waypoint> pullMicrowave(Door door, End done) {
    return List.of(
        Waypoint.to(-0.64, 0.36, 1.8, OPEN_BAR, 0.025, 60),
        Waypoint.to(-0.642, 0.495, 1.79, OPEN_BAR, 0.015, 20).careful(),
        Waypoint.to(-0.642, 0.495, 1.79, SHUT_BAR, 0, 3),
        Waypoint.follow(door.handle(-AHEAD), SHUT_BAR, 0, 60).yawed(door.yaw()).until(done),
        Waypoint.follow(door.handle(0), OPEN_BAR, 0, 3).yawed(door.yaw()));
  }

  /** The microwave's door: pulled ajar and then pushed from inside. */
  static ElementMotion microwaveOpen() {
    Door door = microwave();
    End done = door.turnedBy(0.95);
    double z = 1.8;
    Amount left = view -> 0.4;
    List<Waypoint> moves = new ArrayList<>(pullMicrowave(door, door.turnedBy(0.47)));
    moves.add(Waypoint.follow(door.leaf(0, 0.66, -0.12, z), OPEN_LOOSE, 0.05, 12));
    moves.add(Waypoint.follow(door.leaf(0, 0.66, 0.09, z), LOOSE_FIST, 0.04, 20).yawed(left));
    moves.add(Waypoint.follow(door.leaf(0, 0.45, 0.072, z), LOOSE_FIST, 0.03, 15).yawed(left));
    moves.add(
        Waypoint.follow(door.leaf(-0.25, 0.45, -0.03, z), LOOSE_FIST, 0, 80)
            .yawed(left)
            .until(done));
    return new ElementMotion(moves, done);
  }

  /** The left door of the hinge cabinet: hooked open and then pushed from inside. */
  static ElementMotion leftDoorOpen() {
    Door door = new Door(KitchenView.LEFT_DOOR, -0.984, 0.71, 0.301, -0.145, 2.48, 0);
    End done = door.turnedBy(1.02);
    double z = 2.47;
    Amount hooking = view -> 0.9;
    Amount left = view -> 0.8;
    End ajar = door.turnedBy(0.72);
    Place handle = Waypoint.at(-0.683, 0.565, 2.48);
    return new ElementMotion(
        List.of(
            Waypoint.to(-0.66, 0.45, 2.48, OPEN_HOOK, 0.03, 60).yawed(hooking),
            Waypoint.follow(handle, OPEN_HOOK, 0.018, 20).yawed(hooking),
            Waypoint.follow(handle, SHUT_HOOK, 0, 5).yawed(hooking),
            Waypoint.follow(door.handle(-0.3), SHUT_HOOK, 0, 50).yawed(hooking).until(ajar),
            Waypoint.follow(door.handle(0), OPEN_HOOK, 0, 3).yawed(hooking),
            Waypoint.follow(door.handle(0, 0.08, -0.12, 0), OPEN_LOOSE, 0.05, 12),
            Waypoint.follow(door.leaf(0, 0.46, -0.04, z), LOOSE_FIST, 0.04, 25).yawed(left),
            Waypoint.follow(door.leaf(0, 0.44, 0.07, z), LOOSE_FIST, 0.03, 20).yawed(left),
            Waypoint.follow(door.leaf(0, 0.35, 0.05, z), LOOSE_FIST, 0.03, 15).yawed(left),
            Waypoint.follow(door.leaf(-0.25, 0.35, -0.03, z), LOOSE_FIST, 0, 80)
                .yawed(left)
                .until(done)),
        done);
  }
}
