package org.workcell.tasks.libero.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.libero.placement.Supports.Support;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.GoalAtoms;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * Lowers each object onto its support, as it is oriented, until it just touches. Geometry alone
 * decides: the engine's collision detection is asked, and nothing moves by dynamics, so the result
 * is repeatable and costs far less than waiting until things have come to rest. Where an object
 * would cut into something else, the nearest free place beside is taken; where there is none, what
 * is in the way gives way, too.
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

  /** How often, and by how much each time, objects in the way are moved away. */
  private static final int PASSES = 8;

  private static final double YIELD = 0.005;

  /** What lies in something lies on its floor, not on its rim: at most this much higher. */
  private static final double SAME_FLOOR = 0.001;

  /** Distances are compared with this tolerance, metres. */
  private static final double ROUNDING = 1e-9;

  private static final int USUAL_CONTACTS = 1024;

  /** Where objects wait that are not placed yet: above one another, far from everything. */
  private static final double WAITING_HEIGHT = 5;

  private final TaskConfig config;
  private final Physics physics;
  private final List<Support> supports;
  private final Contacts contacts = new Contacts(USUAL_CONTACTS);

  /** By movable object: the condition of one that lies in something, which has rims; else null. */
  private final GoalAtoms[] containers;

  /** By geom: the movable object that it belongs to, or -1. */
  private final int[] owners;

  /** By movable object: where it was put, relative to where it was; x and y. */
  private final double[][] shifts;

  /** By movable object: how far it gives way; x and y. */
  private final double[][] yields;

  /** By movable object: whether the object looked at overlaps it. */
  private final boolean[] overlapped;

  private boolean touchesSupport;
  private boolean touchesOther;

  /** For one task, in a simulation of its scene. */
  Lowering(TaskConfig config, Physics physics) {
    this.config = config;
    this.physics = physics;
    this.supports = Supports.of(config, physics.scene());
    this.containers = new GoalAtoms[supports.size()];
    for (Support support : supports) {
      if (support.atom().predicate().equals("in")) {
        containers[support.movable()] =
            new GoalAtoms(config, List.of(support.atom()), physics, Profile.STRICT);
      }
    }
    this.shifts = new double[supports.size()][2];
    this.yields = new double[supports.size()][2];
    this.overlapped = new boolean[supports.size()];
    this.owners = new int[physics.scene().count(ObjectKind.GEOM)];
    for (int geom = 0; geom < owners.length; geom++) {
      owners[geom] = -1;
      for (Support support : supports) {
        owners[geom] = support.geoms()[geom] ? support.movable() : owners[geom];
      }
    }
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
    for (double[] yield : yields) {
      Arrays.fill(yield, 0);
    }
    List<Support> unplaced = placeAll(start, freedom);
    for (int pass = 0; pass < PASSES && !unplaced.isEmpty() && freedom > 0; pass++) {
      unplaced.forEach(support -> makeWay(support, start, freedom));
      unplaced = placeAll(start, freedom);
    }
    double[] velocities = new double[start.velocities().length];
    InitialState state =
        new InitialState(
            start.timeSeconds(), physics.qpos().toArray(), velocities, start.fixturePoses());
    physics.qvel().write(0, velocities);
    physics.forward();
    return new Result(state, unplaced.stream().map(Support::atom).toList());
  }

  /** Places one object after another; says which found no place. */
  private List<Support> placeAll(InitialState start, double freedom) {
    physics.reset();
    start.write(physics);
    for (Support support : supports) {
      physics.qpos().set(address(support) + 2, WAITING_HEIGHT + support.movable());
    }
    List<Support> unplaced = new ArrayList<>();
    for (Support support : supports) {
      if (!place(support, start, freedom)) {
        unplaced.add(support);
        write(support, start.positions());
      }
    }
    return unplaced;
  }

  /** Has the objects that an object overlaps where it was give way. */
  private void makeWay(Support support, InitialState start, double freedom) {
    write(support, start.positions());
    isPlacedAt(
        support,
        start.positions()[address(support)],
        start.positions()[address(support) + 1],
        start.positions()[address(support) + 2],
        false);
    for (Support other : supports) {
      if (overlapped[other.movable()] && other.movable() != support.on()) {
        double x = start.positions()[address(other)] - start.positions()[address(support)];
        double y = start.positions()[address(other) + 1] - start.positions()[address(support) + 1];
        double distance = Math.max(Math.hypot(x, y), ROUNDING);
        double[] yield = yields[other.movable()];
        yield[0] += YIELD * x / distance;
        yield[1] += YIELD * y / distance;
        double excess = Math.max(1, Math.hypot(yield[0], yield[1]) / freedom);
        yield[0] /= excess;
        yield[1] /= excess;
      }
    }
  }

  private void write(Support support, double[] positions) {
    int address = address(support);
    for (int i = 0; i < Arrangement.POSE; i++) {
      physics.qpos().set(address + i, positions[address + i]);
    }
  }

  private int address(Support support) {
    return config.positionsStart(support.movable());
  }

  /** Puts an object at the nearest free place; what lies in something, where that is deepest. */
  private boolean place(Support support, InitialState start, double freedom) {
    int address = address(support);
    double[] from = {start.positions()[address], start.positions()[address + 1]};
    double[] carried = support.on() < 0 ? new double[2] : shifts[support.on()];
    double[] yield = yields[support.movable()];
    double[] wanted = {from[0] + carried[0] + yield[0], from[1] + carried[1] + yield[1]};
    double height = start.positions()[address + 2];
    boolean placed =
        containers[support.movable()] != null
                && placeOnFloor(support, from, wanted, height, freedom)
            || placeNearest(support, from, wanted, height, freedom, Double.POSITIVE_INFINITY);
    if (placed) {
      shifts[support.movable()] =
          new double[] {
            physics.qpos().get(address) - from[0], physics.qpos().get(address + 1) - from[1]
          };
    }
    return placed;
  }

  /**
   * Finds how deep an object can be lowered, within twice its freedom, and puts it as deep at a
   * place within its freedom: also below something that is in the way from above.
   */
  private boolean placeOnFloor(
      Support support, double[] from, double[] wanted, double height, double freedom) {
    double floor = Double.POSITIVE_INFINITY;
    for (double radius = 0; radius <= 2 * freedom; radius += 2 * RING) {
      for (int i = 0; i < (radius == 0 ? 1 : DIRECTIONS); i++) {
        double angle = 2 * Math.PI * i / DIRECTIONS;
        double x = wanted[0] + radius * Math.cos(angle);
        double y = wanted[1] + radius * Math.sin(angle);
        if (isPlacedAt(support, x, y, height, false)) {
          floor = Math.min(floor, physics.qpos().get(address(support) + 2));
        }
      }
    }
    return Double.isFinite(floor)
        && placeNearest(support, from, wanted, floor + 2 * CLEARANCE, freedom, floor + SAME_FLOOR);
  }

  private boolean placeNearest(
      Support support,
      double[] from,
      double[] wanted,
      double startHeight,
      double freedom,
      double highest) {
    int address = address(support);
    double height = startHeight;
    for (int ring = 0; ring * RING <= freedom + ROUNDING; ring++) {
      for (int i = 0; i < (ring == 0 ? 1 : DIRECTIONS); i++) {
        double angle = 2 * Math.PI * i / DIRECTIONS;
        double x = wanted[0] + ring * RING * Math.cos(angle);
        double y = wanted[1] + ring * RING * Math.sin(angle);
        boolean near = ring == 0 || Math.hypot(x - from[0], y - from[1]) <= freedom + ROUNDING;
        if (near
            && isPlacedAt(support, x, y, height, ring > 0)
            && physics.qpos().get(address + 2) <= highest) {
          return true;
        }
        if (ring == 0 && touchesSupport && Double.isInfinite(highest)) {
          height = physics.qpos().get(address + 2) + 2 * CLEARANCE;
        }
      }
    }
    return false;
  }

  /**
   * Lowers an object at one place and says whether it then overlaps nothing but its support, and
   * lies inside of it where it should.
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
    GoalAtoms container = containers[support.movable()];
    return free && (container == null || container.all());
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
    Arrays.fill(overlapped, false);
    for (int i = 0; i < contacts.size(); i++) {
      boolean first = support.geoms()[contacts.geom1(i)];
      boolean second = support.geoms()[contacts.geom2(i)];
      if (contacts.distance(i) < 0 && first != second) {
        int other = first ? contacts.geom2(i) : contacts.geom1(i);
        boolean expected = support.supporting()[other];
        touchesSupport |= expected;
        touchesOther |= !expected;
        if (owners[other] >= 0) {
          overlapped[owners[other]] = true;
        }
      }
    }
    return true;
  }
}
