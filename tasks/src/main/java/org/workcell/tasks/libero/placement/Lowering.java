package org.workcell.tasks.libero.placement;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.libero.placement.Supports.Support;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.TaskSheet;

/**
 * Lowers each object onto its support, as it is oriented, until it just touches. Geometry alone
 * decides: the engine's collision detection is asked, and nothing moves by dynamics, so the result
 * is repeatable and costs far less than waiting until things have come to rest. Where an object
 * would cut into something else, the nearest free place beside is taken.
 *
 * <p>The model in use must have the fixtures at their place. On the thread of the simulation.
 */
final class Lowering {

  /** Steps in which an object is raised or lowered before the last one is halved. */
  private static final double STEP = 0.005;

  private static final int MOST_STEPS = 200;

  /** Halvings: the object then overlaps its support by less than a micrometre. */
  private static final int HALVINGS = 13;

  /** Objects are looked at from this much above where they touch their support. */
  private static final double CLEARANCE = 1e-5;

  /** Rings of places to try, and how many places are on each. */
  private static final double RING = 0.001;

  private static final int DIRECTIONS = 16;

  private static final int USUAL_CONTACTS = 1024;

  /** Where objects wait that are not placed yet: above one another, far from everything. */
  private static final double WAITING_HEIGHT = 5;

  private final TaskSheet sheet;
  private final Physics physics;
  private final List<Support> supports;
  private final Contacts contacts = new Contacts(USUAL_CONTACTS);
  private final double[][] shifts;
  private boolean touchesSupport;
  private boolean touchesOther;

  /** For one task, in a simulation of its scene. */
  Lowering(TaskSheet sheet, Physics physics) {
    this.sheet = sheet;
    this.physics = physics;
    this.supports = Supports.of(sheet, physics.scene());
    this.shifts = new double[supports.size()][2];
  }

  /**
   * What became of a state.
   *
   * @param state the state with objects lowered, at rest
   * @param unplaced atoms of objects that found no free place on their support; they stay as given
   */
  record Result(InitialState state, List<Atom> unplaced) {}

  /**
   * Lowers all objects; the simulation shows the result.
   *
   * @param freedom how far an object may be moved horizontally from where it is, metres
   */
  Result lower(InitialState start, double freedom) {
    physics.reset();
    start.write(physics);
    for (Support support : supports) {
      physics.qpos().set(address(support) + 2, WAITING_HEIGHT + support.movable());
    }
    List<Atom> unplaced = new ArrayList<>();
    for (Support support : supports) {
      if (!place(support, start, freedom)) {
        unplaced.add(support.atom());
        double[] pose = new double[3];
        System.arraycopy(start.positions(), address(support), pose, 0, 3);
        physics.qpos().write(address(support), pose);
      }
    }
    double[] velocities = new double[start.velocities().length];
    InitialState state =
        new InitialState(
            start.timeSeconds(), physics.qpos().toArray(), velocities, start.fixturePoses());
    physics.qvel().write(0, velocities);
    physics.forward();
    return new Result(state, unplaced);
  }

  private int address(Support support) {
    return sheet.positionsStart(support.movable());
  }

  private boolean place(Support support, InitialState start, double freedom) {
    int address = address(support);
    double[] from = {start.positions()[address], start.positions()[address + 1]};
    double[] shift = support.on() < 0 ? new double[2] : shifts[support.on()];
    double height = start.positions()[address + 2];
    for (int ring = 0; ring * RING <= freedom; ring++) {
      for (int i = 0; i < (ring == 0 ? 1 : DIRECTIONS); i++) {
        double angle = 2 * Math.PI * i / DIRECTIONS;
        double x = from[0] + shift[0] + ring * RING * Math.cos(angle);
        double y = from[1] + shift[1] + ring * RING * Math.sin(angle);
        boolean near = ring == 0 || Math.hypot(x - from[0], y - from[1]) <= freedom;
        if (near && isPlacedAt(support, x, y, height, ring > 0)) {
          shifts[support.movable()] = new double[] {x - from[0], y - from[1]};
          return true;
        }
        if (ring == 0 && touchesSupport) {
          height = physics.qpos().get(address + 2) + 2 * CLEARANCE;
        }
      }
    }
    return false;
  }

  /**
   * Lowers an object at one place and says whether it then overlaps nothing but its support.
   *
   * @param quick whether the height is nearly that of the support, so that a look tells enough to
   *     give up this place
   */
  private boolean isPlacedAt(Support support, double x, double y, double height, boolean quick) {
    int address = address(support);
    physics.qpos().set(address, x);
    physics.qpos().set(address + 1, y);
    if (quick && look(support, height) && touchesOther) {
      return false;
    }
    double z = touchingHeight(support, height);
    if (Double.isNaN(z)) {
      return false;
    }
    look(support, z + CLEARANCE);
    boolean free = !touchesOther;
    look(support, z);
    return free;
  }

  /** The height at which an object just touches its support; NaN where there is no support. */
  private double touchingHeight(Support support, double from) {
    double above = from;
    for (int i = 0; look(support, above) && touchesSupport; i++) {
      if (i == MOST_STEPS) {
        return Double.NaN;
      }
      above += STEP;
    }
    double below = above;
    for (int i = 0; look(support, below) && !touchesSupport; i++) {
      if (i == MOST_STEPS) {
        return Double.NaN;
      }
      above = below;
      below -= STEP;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (above + below) / 2;
      look(support, middle);
      above = touchesSupport ? above : middle;
      below = touchesSupport ? middle : below;
    }
    return below;
  }

  /** Puts an object at a height and notes what it overlaps. Always true. */
  private boolean look(Support support, double z) {
    physics.qpos().set(address(support) + 2, z);
    physics.refreshContacts();
    physics.readContacts(contacts);
    touchesSupport = false;
    touchesOther = false;
    for (int i = 0; i < contacts.size(); i++) {
      boolean first = support.geoms()[contacts.geom1(i)];
      boolean second = support.geoms()[contacts.geom2(i)];
      if (contacts.distance(i) < 0 && first != second) {
        boolean expected = support.supporting()[first ? contacts.geom2(i) : contacts.geom1(i)];
        touchesSupport |= expected;
        touchesOther |= !expected;
      }
    }
    return true;
  }
}
