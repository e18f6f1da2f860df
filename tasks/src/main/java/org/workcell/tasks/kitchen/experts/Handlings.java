package org.workcell.tasks.kitchen.experts;

import static org.workcell.tasks.kitchen.experts.Move.Grip.FIST;
import static org.workcell.tasks.kitchen.experts.Move.Grip.LEVEL_FIST;
import static org.workcell.tasks.kitchen.experts.Move.Grip.OPEN_KNOB;
import static org.workcell.tasks.kitchen.experts.Move.Grip.PASSING_FIST;
import static org.workcell.tasks.kitchen.experts.Move.Grip.RISING_FIST;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.tasks.kitchen.experts.Move.Amount;
import org.workcell.tasks.kitchen.experts.Move.End;
import org.workcell.tasks.kitchen.experts.Move.Place;

/**
 * The handling of every element, by the names of goals. Places are where the kitchen's geometry
 * puts them; each handling stops a little beyond where its goal counts as reached.
 */
final class Handlings {

  /** Metres and quatWxyz. */
  private static final double[] KETTLE_GOAL = {-0.23, 0.75, 1.62, 0.99, 0, 0, -0.06};

  private static final Map<String, Handling> ALL = all();

  private Handlings() {}

  /**
   * The handling of an element.
   *
   * @throws IllegalArgumentException naming the elements there are
   */
  static Handling of(String element) {
    Handling handling = ALL.get(element);
    if (handling == null) {
      throw new IllegalArgumentException(
          "no expert handles element '%s'; there are %s".formatted(element, ALL.keySet()));
    }
    return handling;
  }

  private static Map<String, Handling> all() {
    Map<String, Handling> all = new LinkedHashMap<>();
    all.put("bottom-burner", knob(-0.256, 2.226, KitchenView.KNOB_2, 0.6));
    all.put("top-burner", knob(-0.256, 2.34, KitchenView.KNOB_4, 0.64));
    all.put("light-switch", light(0.41));
    all.put("slide-cabinet", slide(0.08));
    all.put("hinge-cabinet", DoorHandlings.hingeCabinet());
    all.put("microwave", DoorHandlings.microwaveAjar());
    all.put("kettle", kettle());
    all.put("knob", knob(-0.133, 2.226, KitchenView.KNOB_1, 1.35));
    all.put("light", light(0.605));
    all.put("slide-door", slide(0.385));
    all.put("left-door", DoorHandlings.leftDoorOpen());
    all.put("microwave-door", DoorHandlings.microwaveOpen());
    return all;
  }

  /** Puts the open hand around the knob's bar and rolls: both fingers push, and none slips. */
  private static Handling knob(double x, double z, int joint, double angle) {
    double y = 0.6;
    End done = view -> view.element(joint) < -angle;
    Amount ahead = view -> 1.2 - view.element(joint);
    Amount along = view -> -view.element(joint);
    return new Handling(
        List.of(
            Move.to(x, y - 0.07, z, OPEN_KNOB, 0.03, 40),
            Move.to(x, y, z, OPEN_KNOB, 0.02, 12),
            Move.to(x, y, z, OPEN_KNOB, 0, 60).rolled(ahead).until(done),
            Move.to(x, y - 0.09, z, OPEN_KNOB, 0.05, 8).rolled(along)),
        done);
  }

  /** Pushes the switch to the left with the fist. */
  private static Handling light(double angle) {
    double z = 2.28;
    End done = view -> view.element(KitchenView.LIGHT) < -angle;
    return new Handling(
        List.of(
            Move.to(-0.295, 0.54, z, LEVEL_FIST, 0.03, 40),
            Move.to(-0.295, 0.61, z, LEVEL_FIST, 0.015, 12),
            Move.to(-0.47, 0.61, z, LEVEL_FIST, 0, 25).until(done),
            Move.to(-0.42, 0.52, z, LEVEL_FIST, 0.04, 8)),
        done);
  }

  /** Pushes the door's handle to the right with the fist. */
  private static Handling slide(double opening) {
    End done = view -> view.element(KitchenView.SLIDE) > opening;
    End hingeDoorOpen = view -> view.element(KitchenView.RIGHT_DOOR) > 0.3;
    double y = 0.585;
    List<Move> straight =
        List.of(
            Move.to(-0.18, 0.52, 2.6, FIST, 0.03, 40),
            Move.to(-0.18, y, 2.6, FIST, 0.02, 12),
            Move.follow(slideHandle(-0.02, y, 2.6), FIST, 0, 60).until(done),
            Move.follow(slideHandle(-0.2, 0.5, 2.58), FIST, 0.04, 8));
    return new Handling(straight, done, hingeDoorOpen, slideFromBelow(done));
  }

  /** The same at the handle's lower end, below the open door of the hinge cabinet. */
  private static List<Move> slideFromBelow(End done) {
    double y = 0.585;
    double z = 2.47;
    double pitch = 0.6;
    return List.of(
        Move.to(-0.15, 0.42, 2.3, PASSING_FIST, 0.06, 40).pitched(pitch),
        Move.to(-0.19, y - 0.083, z - 0.076, RISING_FIST, 0.03, 40).pitched(pitch),
        Move.to(-0.19, y, z, RISING_FIST, 0.02, 12).pitched(pitch).careful(),
        Move.follow(slideHandle(-0.02, y, z), RISING_FIST, 0, 60).pitched(pitch).until(done),
        Move.follow(slideHandle(-0.2, y - 0.1, z - 0.12), RISING_FIST, 0.05, 8).pitched(pitch));
  }

  private static Place slideHandle(double x, double y, double z) {
    return (view, position) -> {
      position[0] = view.element(KitchenView.SLIDE) + x;
      position[1] = y;
      position[2] = z;
    };
  }

  /** Pushes the kettle's foot to the back with the fist, low enough for it not to tip. */
  private static Handling kettle() {
    End done = Handlings::kettleAtGoal;
    return new Handling(
        List.of(
            Move.to(-0.36, 0.13, 2.0, LEVEL_FIST, 0.1, 40),
            Move.to(-0.305, 0.135, 1.71, LEVEL_FIST, 0.035, 40),
            Move.follow((view, position) -> kettle(view, 0, 1.71, position), LEVEL_FIST, 0, 60)
                .until(done),
            Move.follow(
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
