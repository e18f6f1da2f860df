package org.workcell.tasks.libero.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.scene.SceneSource;
import org.workcell.tasks.ReferenceData;
import org.workcell.tasks.libero.problem.Problem;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** Scenes composed from our own parts. */
class BuiltinSceneTest {

  private static final List<ObjectKind> NAMED =
      List.of(
          ObjectKind.BODY,
          ObjectKind.JOINT,
          ObjectKind.SITE,
          ObjectKind.CAMERA,
          ObjectKind.ACTUATOR,
          ObjectKind.SENSOR);

  /** One task for each scene. */
  private static Map<SceneSource, TaskConfig> scenes() {
    Map<SceneSource, TaskConfig> scenes = new LinkedHashMap<>();
    TaskConfigs.all().forEach(config -> scenes.putIfAbsent(LiberoScenes.of(config), config));
    return scenes;
  }

  @Test
  void composesEveryTask() {
    scenes()
        .forEach(
            (scene, config) -> {
              try (Model model = AssetPack.builtin().load(scene, SceneAdditions.none())) {
                assertEquals(config.positionCount(), model.positionCount(), config.id());
                assertEquals(config.velocityCount(), model.velocityCount(), config.id());
                assertEquals(Camera.named(model, "agentview"), Camera.overview(model), config.id());
              }
            });
  }

  /** Predicates, observations and controllers go by names and their order. */
  @ParameterizedTest
  @EnumSource
  void hasUpstreamsNames(Problem problem) {
    AssetPack upstream = AssetPack.upstream(ReferenceData.upstreamAssets());
    List<SceneSource> scenes =
        scenes().entrySet().stream()
            .filter(each -> each.getValue().problem() == problem)
            .map(Map.Entry::getKey)
            .toList();
    requireSameNames(scenes.get(scenes.size() / 2), upstream);
  }

  @Test
  @Tag("soak")
  void allHaveUpstreamsNames() {
    AssetPack upstream = AssetPack.upstream(ReferenceData.upstreamAssets());
    scenes().keySet().forEach(scene -> requireSameNames(scene, upstream));
  }

  private static void requireSameNames(SceneSource scene, AssetPack upstream) {
    try (Model ours = AssetPack.builtin().load(scene, SceneAdditions.none());
        Model theirs = upstream.load(scene, SceneAdditions.none())) {
      NAMED.forEach(kind -> assertEquals(theirs.names(kind), ours.names(kind)));
    }
  }

  /** All objects in one heap, with the arm falling into it. */
  @Test
  void heapsNeedAFractionOfTheMemory() {
    List<TaskConfig> configs = new ArrayList<>(TaskConfigs.suite("object").subList(0, 2));
    configs.add(TaskConfigs.suite("spatial").get(5));
    for (TaskConfig config : configs) {
      try (Model model = AssetPack.builtin().load(LiberoScenes.of(config), SceneAdditions.none());
          Physics physics = new Physics(model)) {
        for (int i = 0; i < config.movables().size(); i++) {
          int x = config.positionsStart(i);
          physics.qpos().set(x, 0.02 * (i % 3));
          physics.qpos().set(x + 1, 0.02 * (i % 2));
          physics.qpos().set(x + 2, 1 + 0.04 * i);
        }
        physics.step(1000);
        long reserved = physics.dataHandle().narena() + physics.dataHandle().nbuffer();
        assertTrue(reserved < 32_000_000, reserved + " bytes");
        long used = physics.dataHandle().maxuse_arena();
        assertTrue(used > 0 && used < reserved / 4, used + " bytes of " + reserved);
        assertEquals(0, physics.warnings().total(), config.id());
      }
    }
  }
}
