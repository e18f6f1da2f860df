package org.workcell.tasks.libero.problem;

import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Condition;
import org.workcell.tasks.common.JointRange;
import org.workcell.tasks.common.SiteFrame;
import org.workcell.tasks.common.TouchCondition;

/** What atoms mean in a simulation, as LIBERO (commit 8f1084e) defines them. Lengths are metres. */
final class AtomConditions {

  /** How far apart the origins of two objects may be, horizontally, for one to be on the other. */
  private static final double ON_OBJECT_RADIUS = 0.03;

  /** How far below the top of a site's box something on it may be. */
  private static final double BELOW_SURFACE = 0.005;

  /** How far above it. */
  private static final double ABOVE_SURFACE = 0.10;

  /** Boxes that contain something reach this much further down. */
  private static final double BELOW_BOX = 0.01;

  private static final double UP_HEIGHT = 1.0;

  private final TaskConfig config;
  private final Physics physics;
  private final Model scene;
  private final InstanceGeoms geoms;
  private final boolean compat;

  AtomConditions(TaskConfig config, Physics physics, boolean compat) {
    this.config = config;
    this.physics = physics;
    this.scene = physics.scene();
    this.geoms = new InstanceGeoms(scene);
    this.compat = compat;
  }

  Condition of(Atom atom) {
    return switch (atom.predicate()) {
      case "on" ->
          config
              .region(atom.place())
              .map(region -> onRegion(atom, region))
              .orElseGet(() -> onObject(instance(atom.subject()), instance(atom.place())));
      case "in" -> in(atom);
      case "open", "turnon" -> joints(atom, false);
      case "close", "turnoff" -> joints(atom, true);
      case "up" -> {
        int body = body(instance(atom.subject()));
        DoubleArray positions = physics.bodyPos();
        yield () -> positions.get(body, 2) >= UP_HEIGHT;
      }
      default -> throw new IllegalArgumentException("atom %s is not known".formatted(atom));
    };
  }

  private Instance instance(String name) {
    return config
        .instance(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "task %s has no instance '%s'".formatted(config.id(), name)));
  }

  private int body(Instance instance) {
    return scene.body(instance.rootBody());
  }

  private Condition touch(Instance first, Instance second) {
    return new TouchCondition(physics, geoms.of(first), geoms.of(second));
  }

  private Condition onObject(Instance upper, Instance lower) {
    int above = body(upper);
    int below = body(lower);
    Condition touch = touch(upper, lower);
    DoubleArray positions = physics.bodyPos();
    return () -> {
      double x = positions.get(above, 0) - positions.get(below, 0);
      double y = positions.get(above, 1) - positions.get(below, 1);
      return positions.get(below, 2) <= positions.get(above, 2)
          && Math.sqrt(x * x + y * y) < ON_OBJECT_RADIUS
          && touch.holds();
    };
  }

  private Condition onRegion(Atom atom, Region region) {
    Instance subject = instance(atom.subject());
    boolean isZone = region.target().equals(config.workspace());
    int body = body(subject);
    SiteFrame site = new SiteFrame(physics, scene.site(region.name()));
    Condition above = compat ? () -> isAboveTurned(site, body) : () -> isAbove(site, body);
    Condition touch = isZone ? onWorkspace(subject) : touch(instance(region.target()), subject);
    return () -> above.holds() && touch.holds();
  }

  /** Upstream asks for no contact with the workspace. */
  private Condition onWorkspace(Instance subject) {
    return compat
        ? () -> true
        : new TouchCondition(physics, geoms.ofWorkspace(config), geoms.of(subject));
  }

  private static boolean isAbove(SiteFrame site, int body) {
    return isOnTop(site, site.local(body, 0), site.local(body, 1), site.local(body, 2));
  }

  /** Upstream multiplies by the site's matrix instead of its transpose. */
  private static boolean isAboveTurned(SiteFrame site, int body) {
    return isOnTop(site, turned(site, body, 0), turned(site, body, 1), turned(site, body, 2));
  }

  private static double turned(SiteFrame site, int body, int row) {
    return site.rotation(row, 0) * site.offset(body, 0)
        + site.rotation(row, 1) * site.offset(body, 1)
        + site.rotation(row, 2) * site.offset(body, 2);
  }

  private static boolean isOnTop(SiteFrame site, double x, double y, double z) {
    return site.halfSize(2) - BELOW_SURFACE < z
        && z < site.halfSize(2) + ABOVE_SURFACE
        && Math.abs(x) < site.halfSize(0)
        && Math.abs(y) < site.halfSize(1);
  }

  private Condition in(Atom atom) {
    int body = body(instance(atom.subject()));
    SiteFrame site = new SiteFrame(physics, scene.site(atom.place()));
    return compat
        ? () -> isInUpright(site, body)
        : () -> site.contains(body, 0) || site.contains(body, BELOW_BOX);
  }

  /** Upstream's box is along the axes of the world; its size is the turned vector of sizes. */
  private static boolean isInUpright(SiteFrame site, int body) {
    for (int axis = 0; axis < 3; axis++) {
      double half =
          Math.abs(
              site.rotation(axis, 0) * site.halfSize(0)
                  + site.rotation(axis, 1) * site.halfSize(1)
                  + site.rotation(axis, 2) * site.halfSize(2));
      double offset = site.offset(body, axis);
      double lowest = axis == 2 ? -half - BELOW_BOX : -half;
      if (!(lowest < offset && offset < half)) {
        return false;
      }
    }
    return true;
  }

  /** Opened or on as soon as one joint is; closed or off only when all are. */
  private Condition joints(Atom atom, boolean all) {
    Instance fixture = FixtureJoints.fixture(config, atom);
    JointRange range = range(Categories.of(fixture).states().get(atom.predicate()).holds());
    int[] addresses = FixtureJoints.addresses(config, atom, scene);
    DoubleArray positions = physics.qpos();
    return () -> {
      for (int address : addresses) {
        if (range.contains(positions.get(address)) != all) {
          return !all;
        }
      }
      return all;
    };
  }

  private JointRange range(JointRange upstream) {
    return compat || upstream.low() != 0 ? upstream : JointRange.atLeast(0);
  }
}
