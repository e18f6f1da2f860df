package org.workcell.tasks.libero.scene;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.PartReader;
import org.workcell.sim.scene.SceneContent;
import org.workcell.sim.scene.SceneSource;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.Problem;

/**
 * The scene of one or several tasks: all that the model depends on.
 *
 * @param movables movable objects, in the order of the model
 * @param fixtures fixtures, in the order of the model
 * @param zones rectangles of the workspace, in the order of the model
 */
record LiberoScene(
    Problem problem, List<Instance> movables, List<Instance> fixtures, List<Zone> zones)
    implements SceneSource {

  LiberoScene {
    movables = List.copyOf(movables);
    fixtures = List.copyOf(fixtures);
    zones = List.copyOf(zones);
  }

  @Override
  public SceneContent read(AssetPack assets) {
    PartReader reader = new PartReader(assets);
    Element mjcf = SceneComposer.compose(reader, this);
    return reader.content(
        "libero_%s.xml".formatted(problem.word()), mjcf.toXml().getBytes(StandardCharsets.UTF_8));
  }
}
