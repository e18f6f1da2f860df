package org.workcell.tasks.libero.placement;

import java.util.List;
import java.util.function.Consumer;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.Category;
import org.workcell.tasks.libero.problem.Category.JointState;
import org.workcell.tasks.libero.problem.FixtureJoints;
import org.workcell.tasks.libero.problem.Problem.Workspace;
import org.workcell.tasks.libero.problem.Region;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * Draws of initial states from the same regions as upstream's, without its faults: origins are
 * uniform in the rectangle itself, fixtures and what they hold turn together, every object rests on
 * its support, and nothing overlaps anything. A draw in which something does is drawn anew as a
 * whole, a limited number of times. On the thread of the simulation.
 */
public final class FreshPlacement {

  private static final String STREAM = "placement";
  private static final int TRIES = 200;

  private final TaskConfig config;
  private final PlacementPlan plan;
  private final Physics physics;
  private final Model scene;
  private final Lowering lowering;

  /** Draws for one task, in a simulation of its scene. */
  public FreshPlacement(TaskConfig config, Physics physics) {
    this.config = config;
    this.plan = PlacementPlan.of(config);
    this.physics = physics;
    this.scene = physics.scene();
    this.lowering = new Lowering(config, physics);
  }

  /**
   * Draws the start of an episode from its stream {@code placement}, brings it about and records it
   * as the context.
   *
   * @throws IllegalArgumentException if the regions leave too little room for what is placed there
   */
  public InitialState draw(EpisodeStart episode) {
    InitialState state =
        draw(
            episode.stream(STREAM),
            episode.stretch(),
            poses -> InitialState.placeFixtures(config, poses, episode));
    state.apply(config, episode);
    return state;
  }

  /**
   * Draws a state. The simulation shows it afterwards.
   *
   * @param stretch how far beyond its ends, as a fraction of its width, a rectangle reaches
   * @param placeFixtures puts the fixtures of the model in use at poses, in the order of the task
   */
  InitialState draw(RandomStream random, double stretch, Consumer<double[][]> placeFixtures) {
    List<Atom> unplaced = List.of();
    for (int i = 0; i < TRIES; i++) {
      Arrangement arrangement = new Arrangement(config);
      drawJoints(random, arrangement);
      plan.onRegions().forEach(atom -> inRegion(atom, stretch, random, arrangement));
      double[][] fixtures = arrangement.fixturePoses();
      placeFixtures.accept(fixtures);
      physics.qpos().write(0, arrangement.positions());
      physics.refreshPositions();
      plan.onSites().forEach(atom -> atSite(atom, random, arrangement));
      plan.inSites().forEach(atom -> atSite(atom, random, arrangement));
      plan.onObjects().forEach(atom -> onObject(atom, random, arrangement));
      Lowering.Result result = lowering.lower(arrangement.state(), 0);
      if (result.unplaced().isEmpty()) {
        return result.state();
      }
      unplaced = result.unplaced();
    }
    throw new IllegalArgumentException(
        "task %s: in %d draws there was no free place for everything, last for %s; widen the regions"
            .formatted(config.id(), TRIES, unplaced));
  }

  private void drawJoints(RandomStream random, Arrangement arrangement) {
    for (Atom atom : plan.joints()) {
      Category category = arrangement.category(FixtureJoints.fixture(config, atom).name());
      JointState start = category.states().get(atom.predicate());
      double position = random.uniform(start.startLow(), start.startHigh());
      for (int address : FixtureJoints.addresses(config, atom, scene)) {
        arrangement.positions()[address] = position;
      }
    }
  }

  private void inRegion(Atom atom, double stretch, RandomStream random, Arrangement arrangement) {
    Region region = config.region(atom.place()).orElseThrow();
    Category category = arrangement.category(atom.subject());
    Workspace workspace = config.problem().workspace();
    double[] origin = workspace.offset();
    double[] range = region.ranges().get(random.nextInt(region.ranges().size()));
    double beyondX = stretch * (range[2] - range[0]);
    double beyondY = stretch * (range[3] - range[1]);
    double x = random.uniform(range[0] - beyondX, range[2] + beyondX) + origin[0];
    double y = random.uniform(range[1] - beyondY, range[3] + beyondY) + origin[1];
    if (arrangement.isFixture(atom.subject())) {
      double z = origin[2] + workspace.fixtureOffsetZ() - category.bottomZ();
      double yaw = random.uniform(region.yawRange()[0], region.yawRange()[1]);
      arrangement.put(atom.subject(), Spawn.pose(x, y, z, Spawn.yaw(yaw)));
    } else {
      double[] quat = Spawn.orientation(category, random::uniform);
      double z = origin[2] + Spawn.DROP - category.bottomZ();
      arrangement.put(atom.subject(), Spawn.pose(x, y, z, quat));
    }
  }

  /**
   * On a site: in the middle half of its box less the marker's radius; in a site: at its centre.
   */
  private void atSite(Atom atom, RandomStream random, Arrangement arrangement) {
    int site = scene.site(atom.place());
    Category category = arrangement.category(atom.subject());
    double[] local = new double[2];
    for (int axis = 0; axis < 2 && atom.predicate().equals("on"); axis++) {
      double half = scene.get(ModelField.SITE_SIZE, 3 * site + axis) / 2 - category.radius();
      local[axis] = half > 0 ? random.uniform(-half, half) : 0;
    }
    double[] position = new double[3];
    for (int row = 0; row < 3; row++) {
      position[row] =
          physics.sitePos().get(site, row)
              + physics.siteMat().get(site, 3 * row) * local[0]
              + physics.siteMat().get(site, 3 * row + 1) * local[1];
    }
    double[] quat = Spawn.orientation(category, random::uniform);
    double z = position[2] - category.bottomZ();
    arrangement.put(atom.subject(), Spawn.pose(position[0], position[1], z, quat));
  }

  private void onObject(Atom atom, RandomStream random, Arrangement arrangement) {
    double[] other = arrangement.pose(atom.place());
    Category category = arrangement.category(atom.subject());
    double top = arrangement.category(atom.place()).topZ();
    double[] quat = Spawn.orientation(category, random::uniform);
    double z = other[2] + top + Spawn.DROP - category.bottomZ();
    arrangement.put(atom.subject(), Spawn.pose(other[0], other[1], z, quat));
  }
}
