package org.workcell.tasks.libero;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.task.RecordedStates;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.tasks.libero.placement.InitialState;
import org.workcell.tasks.libero.placement.StoredStates;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;
import org.workcell.tasks.libero.scene.BodyPoses;

/**
 * Demonstrations of LIBERO. The task is that of the task file that a file names; fixtures, which
 * states leave out, are where the demonstration's scene has them, or without a scene where stored
 * states have them.
 */
public final class LiberoRecordedStates implements RecordedStates {

  private static final String TASK_FILE = "bddl_file_name";
  private static final String SCENE = "model_file";

  /** From a checkout, its package, the package in that, and the assets in that. */
  private static final List<String> FOLDERS =
      List.of("libero/datasets", "datasets", "../datasets", "../../datasets");

  @Override
  public Optional<String> task(Map<String, String> attributes) {
    String path = attributes.getOrDefault(TASK_FILE, "").replace('\\', '/');
    List<String> parts = List.of(path.split("/"));
    String name = parts.get(parts.size() - 1).replaceFirst("\\.bddl$", "");
    List<TaskConfig> named =
        TaskConfigs.all().stream().filter(config -> config.name().equals(name)).toList();
    if (named.size() == 1) {
      return Optional.of(named.get(0).id());
    }
    return named.stream()
        .filter(config -> parts.contains(TaskConfigs.NAME + "_" + config.suite()))
        .map(TaskConfig::id)
        .findFirst();
  }

  @Override
  public List<String> foldersBesideAssets() {
    return FOLDERS;
  }

  @Override
  public ResetOptions start(TaskSpec spec, Map<String, String> attributes, double[] first) {
    TaskConfig config = TaskConfigs.of(spec.id());
    String scene = attributes.get(SCENE);
    double[][] fixtures =
        scene == null
            ? StoredStates.fixturePoses(config)
            : BodyPoses.read(scene, config.fixtures().stream().map(Instance::rootBody).toList());
    return ResetOptions.seed(0).withContext(InitialState.ofRow(config, first, fixtures).context());
  }
}
