package org.workcell.tasks.kitchen.experts;

import static org.workcell.tasks.kitchen.experts.Waypoint.Grip.FIST;
import static org.workcell.tasks.kitchen.experts.Waypoint.Grip.LEVEL_FIST;
import static org.workcell.tasks.kitchen.experts.Waypoint.Grip.OPEN_KNOB;
import static org.workcell.tasks.kitchen.experts.Waypoint.Grip.PASSING_FIST;
import static org.workcell.tasks.kitchen.experts.Waypoint.Grip.RISING_FIST;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.tasks.kitchen.experts.Waypoint.Amount;
import org.workcell.tasks.kitchen.experts.Waypoint.End;
import org.workcell.tasks.kitchen.experts.Waypoint.Place;

/**
 * The handling of every element, by the names of goals. Places are where the kitchen's geometry
 * puts them; each handling stops a little beyond where its goal counts as reached.
 */
final class ElementMotions {

  /** Metres and quatWxyz. */
  private static final double[] KETTLE_GOAL = {-0.23, 0.75, 1.62, 0.99, 0, 0, -0.06};

  private static final Map<String, ElementMotion> ALL = all();

  private ElementMotions() {}

  /**
   * The handling of an element.
   *
   * @throws IllegalArgumentException naming the elements there are
   */
  static ElementMotion of(String element) {
    ElementMotion handling = ALL.get(element);
    if (handling == null) {
      throw new IllegalArgumentException(
          "no expert handles element '%s'; there are %s".formatted(element, ALL.keySet()));
    }
    return handling;
  }

  private static Map<String, ElementMotion> all() {
    Map<String, ElementMotion> all = new LinkedHashMap<>();
    all.put("bottom-burner", knob(-0.256, 2.226, KitchenView.KNOB_2, 0.6));
    all.put("top-burner", knob(-0.256, 2.34, KitchenView.KNOB_4, 0.64));
    all.put("light-switch", light(0.41));
    all.put("slide-cabinet", slide(0.08));
    all.put("hinge-cabinet", DoorMotions.hingeCabinet());
    all.put("microwave", DoorMotions.microwaveAjar());
    all.put("kettle", kettle());
    all.put("knob", knob(-0.133, 2.226, KitchenView.KNOB_1, 1.35));
    all.put("light", light(0.605));
    all.put("slide-door", slide(0.385));
    all.put("left-door", DoorMotions.leftDoorOpen());
    all.put("microwave-door", DoorMotions.microwaveOpen());
    return all;
  }

  /** Puts the open hand around the knob's bar and rolls: both fingers push, and none slips. */
  private static ElementMotion knob(double x, double z, int joint, double angle) {
    double y = 0.6;
    End done = view -> view.element(joint) < -angle;
    Amount ahead = view -> 1.2 - view.element(joint);
    Amount along = view -> -view.element(joint);
    return new ElementMotion(
        List.of(
            Waypoint.to(x, y - 0.07, z, OPEN_KNOB, 0.03, 40),
            Waypoint.to(x, y, z, OPEN_KNOB, 0.02, 12),
            Waypoint.to(x, y, z, OPEN_KNOB, 0, 60).rolled(ahead).until(done),
            Waypoint.to(x, y - 0.09, z, OPEN_KNOB, 0.05, 8).rolled(along)),
        done);
  }

  /** Pushes the switch to the left with the fist. */
  private static ElementMotion light(double angle) {
    double z = 2.28;
    End done = view -> view.element(KitchenView.LIGHT) < -angle;
    return new ElementMotion(
        List.of(
            Waypoint.to(-0.295, 0.54, z, LEVEL_FIST, 0.03, 40),
            Waypoint.to(-0.295, 0.61, z, LEVEL_FIST, 0.015, 12),
            Waypoint.to(-0.47, 0.61, z, LEVEL_FIST, 0, 25).until(done),
            Waypoint.to(-0.42, 0.52, z, LEVEL_FIST, 0.04, 8)),
        done);
  }

  /** Pushes the door's handle to the right with the fist. */
  private static ElementMotion slide(double opening) {
    End done = view -> view.element(KitchenView.SLIDE) > opening;
    End hingeDoorOpen = view -> view.element(KitchenView.RIGHT_DOOR) > 0.3;
    double y = 0.585;
    List<Waypoint> straight =
        List.of(
            Waypoint.to(-0.18, 0.52, 2.6, FIST, 0.03, 40),
            Waypoint.to(-0.18, y, 2.6, FIST, 0.02, 12),
            Waypoint.follow(slideHandle(-0.02, y, 2.6), FIST, 0, 60).until(done),
            Waypoint.follow(slideHandle(-0.2, 0.5, 2.58), FIST, 0.04, 8));
    return new ElementMotion(straight, done, hingeDoorOpen, slideFromBelow(done));
  }

  /** The same at the handle's lower end, below the open door of the hinge cabinet. */
  private static List<Waypoint> slideFromBelow(End done) {
    double y = 0.585;
    double z = 2.47;
    double pitch = 0.6;
    return List.of(
        Waypoint.to(-0.15, 0.42, 2.3, PASSING_FIST, 0.06, 40).pitched(pitch),
        Waypoint.to(-0.19, y - 0.083, z - 0.076, RISING_FIST, 0.03, 40).pitched(pitch),
        Waypoint.to(-0.19, y, z, RISING_FIST, 0.02, 12).pitched(pitch).careful(),
        Waypoint.follow(slideHandle(-0.02, y, z), RISING_FIST, 0, 60).pitched(pitch).until(done),
        Waypoint.follow(slideHandle(-0.2, y - 0.1, z - 0.12), RISING_FIST, 0.05, 8).pitched(pitch));
  }

  private static Place slideHandle(double x, double y, double z) {
    return (view, position) -> {
      position[0] = view.element(KitchenView.SLIDE) + x;
      position[1] = y;
      position[2] = z;
    };
  }

  /** Pushes the kettle's foot to the back with the fist, low enough for it not to tip. */
  private static ElementMotion kettle() {
    End done = ElementMotions::kettleAtGoal;
    return new ElementMotion(
        List.of(
            Waypoint.to(-0.36, 0.13, 2.0, LEVEL_FIST, 0.1, 40),
            Waypoint.to(-0.305, 0.135, 1.71, LEVEL_FIST, 0.035, 40),
            Waypoint.follow((view, position) -> kettle(view, 0, 1.71, position), LEVEL_FIST, 0, 60)
                .until(done),
            Waypoint.follow(
                (view, position) -> kettle(view, -0.3, 1.8, position), LEVEL_FIST, 0.06, 12)),
        done);
  }

  private static void kettle(KitchenView view, double behind, double z, double[] position) {
    position[0] = view.element(KitchenView.KETTLE);
    position[1] = view.element(KitchenView.KETTLE + 1) + behind;
    position[2] = z;
  }

  /** Near the goal in place and turn, which is judged together. */
  private static boolean kettleAtGoal(KitchenView view) {
    double[] goal = KETTLE_GOAL;
    double squares = 0;
    for (int i = 0; i < goal.length; i++) {
      double difference = view.element(KitchenView.KETTLE + i) - goal[i];
      squares += difference * difference;
    }
    return Math.sqrt(squares) < 0.29;
  }
}
