package org.workcell.tasks.libero.scene;

import org.workcell.sim.physics.ModelException;
import org.workcell.tasks.libero.problem.Problem;
import org.workcell.tasks.libero.problem.Region;

/**
 * A rectangle of the workspace, which the scene shows to predicates and observations as a flat box
 * site. Metres, relative to the origin of the workspace.
 *
 * @param name name of the region and its site
 * @param rgba colour of the site
 */
record Zone(String name, double x0, double y0, double x1, double y1, String rgba) {

  private static final double HALF_HEIGHT = 0.007;

  /** The zone of a region. */
  static Zone of(Region region) {
    if (region.ranges().isEmpty()) {
      throw new ModelException(
          "region '%s' of the workspace has no rectangle; give its ranges"
              .formatted(region.name()));
    }
    double[] range = region.ranges().get(0);
    return new Zone(
        region.name(), range[0], range[1], range[2], range[3], Numbers.text(region.rgba()));
  }

  Element site(Problem.Zones zones) {
    return new Element("site")
        .set("name", name)
        .set("type", "box")
        .set("pos", Numbers.text((x1 + x0) / 2 + zones.shiftX(), (y1 + y0) / 2, zones.localZ()))
        .set("size", Numbers.text((x1 - x0) / 2, (y1 - y0) / 2, HALF_HEIGHT))
        .set("quat", "1 0 0 0")
        .set("rgba", rgba);
  }
}
