package org.workcell.tasks.libero.scene;

import org.workcell.sim.scene.SceneSource;
import org.workcell.tasks.libero.problem.TaskSheet;

/** The scenes of tasks. */
public final class LiberoScenes {

  private LiberoScenes() {}

  /**
   * The scene in which a task takes place, for both kinds of asset packs. Tasks with equal
   * instances and workspace regions have equal scenes. Reading it from a pack throws {@link
   * org.workcell.sim.physics.ModelException} if a part is missing.
   */
  public static SceneSource of(TaskSheet sheet) {
    return new LiberoScene(
        sheet.problem(),
        sheet.movables(),
        sheet.fixtures(),
        sheet.regions().stream()
            .filter(region -> region.name().contains(sheet.workspace()))
            .map(Zone::of)
            .toList());
  }
}
