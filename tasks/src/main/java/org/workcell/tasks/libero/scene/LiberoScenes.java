package org.workcell.tasks.libero.scene;

import org.workcell.sim.scene.SceneSource;
import org.workcell.tasks.libero.problem.TaskConfig;

/** The scenes of tasks. */
public final class LiberoScenes {

  private LiberoScenes() {}

  /**
   * The scene in which a task takes place, for both kinds of asset packs. Tasks with equal
   * instances and workspace regions have equal scenes. Reading it from a pack throws {@link
   * org.workcell.sim.physics.ModelException} if a part is missing.
   */
  public static SceneSource of(TaskConfig config) {
    return new LiberoScene(
        config.problem(),
        config.movables(),
        config.fixtures(),
        config.regions().stream()
            .filter(region -> region.name().contains(config.workspace()))
            .map(Zone::of)
            .toList());
  }
}
