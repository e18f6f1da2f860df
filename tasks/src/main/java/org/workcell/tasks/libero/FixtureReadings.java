package org.workcell.tasks.libero;

import java.util.List;
import java.util.stream.Collectors;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.Region;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * The block {@code fixtures}: what upstream does not observe, but experts need. Of each fixture
 * position and quaternion (x, y, z, w); then the joints of all of them; then the centre of each
 * region that belongs to the workspace or to something in the scene. In the order of the task file;
 * metres and radians. One thread at a time; reading allocates nothing.
 */
final class FixtureReadings {

  private static final int POSE = 7;
  private static final int CENTRE = 3;

  private final Physics physics;
  private final int[] bodies;
  private final int[] joints;
  private final int[] sites;
  private final double[] values;

  FixtureReadings(TaskConfig config, Physics physics) {
    this.physics = physics;
    Model scene = physics.scene();
    this.bodies = config.fixtures().stream().mapToInt(i -> scene.body(i.rootBody())).toArray();
    this.joints = config.fixtureJoints().stream().mapToInt(scene::positionAddress).toArray();
    this.sites = regions(config).stream().mapToInt(region -> scene.site(region.name())).toArray();
    this.values = new double[size(config)];
  }

  /** Task files name some regions of things that they do not load. */
  private static List<Region> regions(TaskConfig config) {
    return config.regions().stream()
        .filter(region -> config.instance(region.target()).isPresent())
        .toList();
  }

  private static int size(TaskConfig config) {
    return POSE * config.fixtures().size()
        + config.fixtureJoints().size()
        + CENTRE * regions(config).size();
  }

  static BlockSpec block(TaskConfig config) {
    return Sensors.block("fixtures", size(config));
  }

  static String layout(TaskConfig config) {
    return "fixtures: pose (7) of each of [%s], joints [%s], centre (3) of each region of [%s]"
        .formatted(
            config.fixtures().stream().map(Instance::name).collect(Collectors.joining(", ")),
            String.join(", ", config.fixtureJoints()),
            regions(config).stream().map(Region::name).collect(Collectors.joining(", ")));
  }

  void read() {
    int at = 0;
    for (int body : bodies) {
      for (int i = 0; i < 3; i++) {
        values[at + i] = physics.bodyPos().get(body, i);
        values[at + 3 + i] = physics.bodyQuat().get(body, 1 + i);
      }
      values[at + 6] = physics.bodyQuat().get(body, 0);
      at += POSE;
    }
    for (int joint : joints) {
      values[at++] = physics.qpos().get(joint);
    }
    for (int site : sites) {
      for (int i = 0; i < CENTRE; i++) {
        values[at++] = physics.sitePos().get(site, i);
      }
    }
  }

  void write(BatchRow row, int block) {
    row.writeObservation(block, values);
  }
}
