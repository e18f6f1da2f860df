package org.workcell.tasks.common;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;

/**
 * A site that marks where something has to be. One thread at a time.
 *
 * <p>Whether images show it is up to the setting {@code markers}; see {@link
 * org.workcell.sim.task.GoalMarkers}.
 */
public final class GoalMarker {

  private static final int WORLD = 0;

  private final int site;
  private final int body;

  /**
   * Finds the marker.
   *
   * @throws IllegalArgumentException if the scene has no such site
   */
  public GoalMarker(Model scene, String siteName) {
    this.site = scene.site(siteName);
    this.body = scene.structure("site_bodyid")[site];
  }

  /**
   * Moves the marker to a place, for this episode. A site of the world body goes there exactly; one
   * of another body goes there from where that body is now, so positions have to be up to date.
   *
   * @param position world coordinates (3), metres
   */
  public void moveTo(EpisodeStart episode, double[] position) {
    double[] local = new double[3];
    if (body == WORLD) {
      System.arraycopy(position, 0, local, 0, 3);
    } else {
      toBody(episode.physics(), position, local);
    }
    episode.editRow(ModelField.SITE_POS, site, local);
  }

  /**
   * Gives the marker, a sphere, another look for this episode.
   *
   * @param radius metres
   * @param rgba red, green, blue and opacity, 0 to 1
   */
  public void show(EpisodeStart episode, double radius, double[] rgba) {
    episode.editRow(ModelField.SITE_SIZE, site, radius, radius, radius);
    episode.editRow(ModelField.SITE_RGBA, site, rgba);
  }

  private void toBody(Physics physics, double[] position, double[] local) {
    for (int row = 0; row < 3; row++) {
      double offset = position[row] - physics.bodyPos().get(body, row);
      for (int column = 0; column < 3; column++) {
        local[column] += physics.bodyMat().get(body, 3 * row + column) * offset;
      }
    }
  }
}
