package org.workcell.tasks.libero.placement;

import java.util.List;
import java.util.Map;
import org.workcell.sim.numpy.NumpyMt19937;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.Category;
import org.workcell.tasks.libero.problem.Category.JointState;
import org.workcell.tasks.libero.problem.FixtureJoints;
import org.workcell.tasks.libero.problem.Problem.Workspace;
import org.workcell.tasks.libero.problem.Region;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * Upstream's draws of initial states, number for number, faults included: rectangles that shrink by
 * more than they are wide are drawn from inside out, and each reset after the first draws one more
 * set of joint positions. On the thread of the simulation.
 */
public final class UpstreamPlacement {

  private static final int ARM = 7;
  private static final int TRIES = 5000;

  /** Sets of joint positions that the first reset draws; the constructor has asked for one. */
  private static final int FIRST_SETS = 2;

  private static final int SINCE_SEED_SHIFT = 32;
  private static final int SINCE_MADE_SHIFT = 44;
  private static final int MOST_RESETS = 0xFFF;

  private final TaskConfig config;
  private final PlacementPlan plan;
  private final Physics physics;
  private final Model scene;

  /** The generator after the latest reset, and the number of the one that comes next. */
  private NumpyMt19937 latest;

  private long following;

  /**
   * Draws for one task.
   *
   * @param physics a simulation of the task's scene, with fixtures where its files have them
   */
  public UpstreamPlacement(TaskConfig config, Physics physics) {
    this.config = config;
    this.plan = PlacementPlan.of(config);
    this.physics = physics;
    this.scene = physics.scene();
  }

  /** The state after {@code seed(seed)} and the first {@code reset()} of a new environment. */
  public InitialState first(long seed) {
    return next(new NumpyMt19937(seed), 0);
  }

  /**
   * The state of a reset that a number names, so that a sequence of resets can be repeated: bits 0
   * to 31 are upstream's seed, bits 32 to 43 how many resets have come since {@code seed()}, bits
   * 44 to 55 how many since the environment was made. Higher bits count for nothing, and numbers
   * below 2^32 are seeds of first resets.
   */
  public InitialState after(long number) {
    int sinceSeed = (int) (number >>> SINCE_SEED_SHIFT) & MOST_RESETS;
    int sinceMade = (int) (number >>> SINCE_MADE_SHIFT) & MOST_RESETS;
    NumpyMt19937 random = latest;
    latest = null;
    if (random == null || sinceSeed == 0 || number != following) {
      random = new NumpyMt19937(number & NumpyMt19937.MAX_SEED);
      for (int i = 0; i < sinceSeed; i++) {
        next(random, Math.max(0, sinceMade - sinceSeed + i));
      }
    }
    InitialState state = next(random, sinceMade);
    latest = random;
    following = number + (1L << SINCE_SEED_SHIFT) + (1L << SINCE_MADE_SHIFT);
    return state;
  }

  /**
   * The state after one {@code reset()}. Overwrites qpos and the poses of the simulation, whose
   * fixtures must be where the files have them.
   *
   * @param random upstream's global generator
   * @param resetsBefore how many resets this environment has had before
   * @throws IllegalArgumentException if a movable object finds no place; upstream would try for
   *     ever
   */
  public InitialState next(NumpyMt19937 random, int resetsBefore) {
    Draw draw = new Draw(config, plan, random);
    double[] joints = draw.jointsAndRegions(resetsBefore + FIRST_SETS);
    for (int i = 0; i < joints.length; i++) {
      for (int address : FixtureJoints.addresses(config, plan.joints().get(i), scene)) {
        draw.arrangement.positions()[address] = joints[i];
      }
    }
    physics.qpos().write(0, draw.arrangement.positions());
    physics.refreshPositions();
    plan.onSites().forEach(atom -> draw.onSite(atom, site(atom), halfSizes(atom)));
    plan.inSites().forEach(atom -> draw.inSite(atom, site(atom)));
    plan.onObjects().forEach(draw::onObject);
    return draw.arrangement.state();
  }

  /**
   * Poses of the fixtures after {@code seed(seed)} and the first {@code reset()}, which need no
   * scene: x, y, z and a quaternion for each fixture of the task.
   */
  public static double[][] fixturePoses(TaskConfig config, long seed) {
    Draw draw = new Draw(config, PlacementPlan.of(config), new NumpyMt19937(seed));
    draw.jointsAndRegions(FIRST_SETS);
    return draw.arrangement.fixturePoses();
  }

  private double[] site(Atom atom) {
    double[] position = new double[3];
    physics.sitePos().readRow(scene.site(atom.place()), position);
    return position;
  }

  private double[] halfSizes(Atom atom) {
    int site = scene.site(atom.place());
    return new double[] {
      scene.get(ModelField.SITE_SIZE, 3 * site), scene.get(ModelField.SITE_SIZE, 3 * site + 1)
    };
  }

  /** One reset. */
  private static final class Draw {

    private final TaskConfig config;
    private final PlacementPlan plan;
    private final NumpyMt19937 random;
    private final Arrangement arrangement;

    Draw(TaskConfig config, PlacementPlan plan, NumpyMt19937 random) {
      this.config = config;
      this.plan = plan;
      this.random = random;
      this.arrangement = new Arrangement(config);
    }

    /** Positions for the joint atoms of the plan, after the noise of the arm, which counts 0. */
    double[] jointsAndRegions(int sets) {
      for (int i = 0; i < ARM; i++) {
        random.nextGaussian();
      }
      List<Atom> atoms = plan.joints();
      double[] positions = new double[atoms.size()];
      for (int set = 0; set < sets; set++) {
        for (int i = 0; i < positions.length; i++) {
          Category category =
              arrangement.category(FixtureJoints.fixture(config, atoms.get(i)).name());
          JointState start = category.states().get(atoms.get(i).predicate());
          positions[i] = random.uniform(start.startLow(), start.startHigh());
        }
      }
      plan.onRegions().forEach(this::inRegion);
      return positions;
    }

    private void inRegion(Atom atom) {
      String name = atom.subject();
      Region region = config.region(atom.place()).orElseThrow();
      if (arrangement.isFixture(name)) {
        arrangement.put(name, fixture(region, arrangement.category(name)));
        return;
      }
      for (int i = 0; i < TRIES; i++) {
        double[] position = movable(region, arrangement.category(name));
        if (isFree(position, arrangement.category(name))) {
          put(name, position[0], position[1], position[2]);
          return;
        }
      }
      throw new IllegalArgumentException(
          "'%s' of task %s finds no place in region '%s' beside what stands there already"
              .formatted(name, config.id(), region.name()));
    }

    private double[] fixture(Region region, Category category) {
      Workspace workspace = config.problem().workspace();
      double[] origin = workspace.offset();
      double[] range = region.ranges().get(random.integers(region.ranges().size()));
      double x = random.uniform(range[0], range[2]) + origin[0];
      double y = random.uniform(range[1], range[3]) + origin[1];
      double z = origin[2] + workspace.fixtureOffsetZ() - category.bottomZ();
      double yaw = random.uniform(region.yawRange()[0], region.yawRange()[1]);
      return Spawn.pose(x, y, z, Spawn.yaw(yaw));
    }

    private double[] movable(Region region, Category category) {
      Workspace workspace = config.problem().workspace();
      double[] origin = workspace.offset();
      double shrink = workspace.shrinksRegions() ? category.radius() : 0;
      double[] range = region.ranges().get(random.integers(region.ranges().size()));
      double x = random.uniform(range[0] + shrink, range[2] - shrink) + origin[0];
      double y = random.uniform(range[1] + shrink, range[3] - shrink) + origin[1];
      return new double[] {x, y, origin[2] + Spawn.DROP - category.bottomZ()};
    }

    private boolean isFree(double[] position, Category category) {
      for (Map.Entry<String, double[]> placed : arrangement.poses().entrySet()) {
        Category other = arrangement.category(placed.getKey());
        double[] pose = placed.getValue();
        double distance = Math.hypot(position[0] - pose[0], position[1] - pose[1]);
        if (distance <= other.radius() + category.radius()
            && position[2] - pose[2] <= other.topZ() - category.bottomZ()) {
          return false;
        }
      }
      return true;
    }

    private void put(String name, double x, double y, double z) {
      double[] quat = Spawn.orientation(arrangement.category(name), random::uniform);
      arrangement.put(name, Spawn.pose(x, y, z, quat));
    }

    void onSite(Atom atom, double[] site, double[] halfSizes) {
      Region region = config.region(atom.place()).orElseThrow();
      double[] fixture = arrangement.pose(region.target());
      Category category = arrangement.category(atom.subject());
      double halfX = halfSizes[0] / 2 - category.radius();
      double halfY = halfSizes[1] / 2 - category.radius();
      double x = random.uniform(-halfX, halfX);
      double y = random.uniform(-halfY, halfY);
      double top = arrangement.category(region.target()).topZ();
      double[] turned = turned(fixture, site);
      put(
          atom.subject(),
          x + fixture[0] + turned[0],
          y + fixture[1] + turned[1],
          fixture[2] + top + site[2] - category.bottomZ());
    }

    void inSite(Atom atom, double[] site) {
      Region region = config.region(atom.place()).orElseThrow();
      double[] fixture = arrangement.pose(region.target());
      double[] turned = turned(fixture, site);
      put(
          atom.subject(),
          random.uniform(0, 0) + fixture[0] + turned[0],
          random.uniform(0, 0) + fixture[1] + turned[1],
          fixture[2] + site[2] - arrangement.category(atom.subject()).bottomZ());
    }

    void onObject(Atom atom) {
      double[] other = arrangement.pose(atom.place());
      double top = arrangement.category(atom.place()).topZ();
      double bottom = arrangement.category(atom.subject()).bottomZ();
      put(
          atom.subject(),
          random.uniform(0, 0) + other[0],
          random.uniform(0, 0) + other[1],
          other[2] + top + Spawn.DROP - bottom);
    }

    /** Horizontal coordinates after a turn by the yaw of a pose, in upstream's mixed precision. */
    private static double[] turned(double[] pose, double[] point) {
      float w = (float) pose[3];
      float z = (float) pose[6];
      double scale = Math.sqrt(2.0 / (w * w + z * z));
      w *= (float) scale;
      z *= (float) scale;
      double cosine = 1.0 - z * z;
      double sine = z * w;
      return new double[] {
        cosine * point[0] - sine * point[1], sine * point[0] + cosine * point[1]
      };
    }
  }
}
