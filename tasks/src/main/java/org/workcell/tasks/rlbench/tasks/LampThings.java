package org.workcell.tasks.rlbench.tasks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.tasks.rlbench.objects.MeshFolders;
import org.workcell.tasks.rlbench.objects.MeshScale;
import org.workcell.tasks.rlbench.objects.Things;

/** Which things LAMP's scene has: our own, or those of a user's folder of meshes. */
final class LampThings {

  private static final String BUILTIN = "builtin";
  private static final int SHAPES = 2;

  private static final TaskSetting OBJECTS =
      TaskSetting.folder(
          "objects",
          List.of(BUILTIN),
          "the things: ours, or a user's own folder of CLASS/INSTANCE folders with visual.obj and"
              + " convex collision parts, see docs/rlbench.md");
  private static final TaskSetting UP =
      new TaskSetting("objects_up", List.of("y", "z"), "which axis is up in a folder's meshes");
  private static final TaskSetting SCALE =
      TaskSetting.number(
          "objects_scale", 0.0001, 1000, 0.2, "metres that 1 is in a folder's meshes");

  private static final List<String> KINDS =
      List.of(
          "bag",
          "bowl",
          "cap",
          "earphone",
          "faucet",
          "jar",
          "knife",
          "laptop",
          "mug",
          "pot",
          "telephone");

  private LampThings() {}

  static List<TaskSetting> settings() {
    return List.of(OBJECTS, UP, SCALE);
  }

  /** Eleven kinds of two shapes, in a scene file of their own. */
  static Things builtin() {
    return new Things(
        "lamp-pick", KINDS.stream().map(LampThings::builtinKind).toList(), SceneAdditions.none());
  }

  private static Things.Kind builtinKind(String name) {
    return new Things.Kind(
        name, IntStream.range(0, SHAPES).mapToObj(i -> new Things.Thing(name + i, true)).toList());
  }

  /** Whether a folder is chosen. */
  static boolean fromFolder(Map<String, String> settings) {
    if (!settings.get(OBJECTS.name()).equals(BUILTIN)) {
      return true;
    }
    for (TaskSetting setting : List.of(UP, SCALE)) {
      if (!settings.get(setting.name()).equals(setting.defaultValue())) {
        throw new BadInputException(
            "setting %s=%s is for meshes of a folder, but objects=%s; set objects to a folder, or leave it out"
                .formatted(setting.name(), settings.get(setting.name()), BUILTIN));
      }
    }
    return false;
  }

  /** The things of the chosen folder. */
  static Things ofFolder(Map<String, String> settings) {
    MeshScale scale =
        new MeshScale(
            settings.get(UP.name()).equals("y"), Double.parseDouble(settings.get(SCALE.name())));
    return MeshFolders.read("lamp-pick-meshes", Path.of(settings.get(OBJECTS.name())), scale);
  }
}
