package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.FreeCamera;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rendering.ViewRenderer;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.GoalMarkers;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.tasks.ReferenceData;
import org.workcell.testing.Episodes;
import org.workcell.testing.Rendering;

/** Where the marker of the goal is, and whether images show it. */
class GoalMarkerTest {

  private static final int GOAL = 36;

  /** How far markers are lifted to see whether that changes an image, in metres. */
  private static final double LIFT = 0.35;

  private static final RenderOptions IMAGE = RenderOptions.fast(128, 96);

  private static final Map<String, String> HIDDEN = Map.of("goal", "hidden");

  private static EnvironmentOptions options(AssetPack assets, Map<String, String> settings) {
    return EnvironmentOptions.defaults().withAssets(assets).withSettings(settings);
  }

  private static AssetPack upstream() {
    return AssetPack.upstream(ReferenceData.upstreamAssets());
  }

  private static Stream<DynamicTest> ofEveryTask(Consumer<TaskDefinition> test) {
    return new MetaWorldSuite()
        .tasks().stream().map(task -> DynamicTest.dynamicTest(task.id(), () -> test.accept(task)));
  }

  @TestFactory
  Stream<DynamicTest> theMarkerIsAtTheObservedGoal() {
    return ofEveryTask(task -> requireMarkerAtGoal(task, AssetPack.builtin()));
  }

  @Tag("soak")
  @TestFactory
  Stream<DynamicTest> theMarkerIsAtTheObservedGoalOnUpstreamsAssets() {
    AssetPack assets = upstream();
    return ofEveryTask(task -> requireMarkerAtGoal(task, assets));
  }

  private static void requireMarkerAtGoal(TaskDefinition task, AssetPack assets) {
    try (Episodes episodes = new Episodes(task.id(), options(assets, Map.of()))) {
      for (int seed = 0; seed < 3; seed++) {
        episodes.reset(seed);
        double[] observation = episodes.observation();
        Physics physics = episodes.environment().physics();
        physics.refreshPositions();
        for (String site : task.goalMarkers().orElseThrow().goal()) {
          for (int axis = 0; axis < 3; axis++) {
            double found = physics.sitePos().get(physics.scene().site(site), axis);
            assertEquals(observation[GOAL + axis], found, 1e-9, site + " along axis " + axis);
          }
        }
      }
    }
  }

  /** Upstream's own fault: the engine ignores where sweep's marker is moved. */
  @Test
  void compatLeavesTheMarkerOfSweepAtTheOrigin() {
    EnvironmentOptions compat = EnvironmentOptions.defaults().withProfile(Profile.COMPAT);
    try (Episodes episodes = new Episodes("metaworld/sweep-v3", compat)) {
      episodes.reset(1);
      Physics physics = episodes.environment().physics();
      physics.refreshPositions();
      int goal = physics.scene().site("goal");
      assertTrue(episodes.environment().copyModelEdits().has(ModelField.SITE_POS, 3 * goal));
      for (int axis = 0; axis < 3; axis++) {
        assertEquals(0, physics.sitePos().get(goal, axis));
      }
    }
  }

  /** Of tasks that share a scene, each sees its own markers only, in either asset pack. */
  @ParameterizedTest
  @CsvSource({
    "coffee-button-v3, buttonStart, mug_goal",
    "coffee-pull-v3, mug_goal, buttonStart",
    "coffee-push-v3, coffee_goal, buttonStart",
    "door-lock-v3, lockStartLock, goal_unlock",
    "door-unlock-v3, goal_unlock, lockStartLock",
    "faucet-open-v3, goal_open, goal_close",
    "faucet-close-v3, handleStartClose, handleStartOpen",
    "handle-press-v3, goalPress, goalPull",
    "handle-pull-side-v3, handleCenter, handleRight",
    "window-open-v3, handleOpenStart, handleCloseStart",
  })
  void markersOfOtherTasksAreTransparent(String task, String own, String foreign) {
    try (Episodes episodes =
        new Episodes("metaworld/" + task, options(AssetPack.builtin(), Map.of()))) {
      episodes.reset(0);
      Set<String> drawn = drawnSites(episodes);
      assertTrue(drawn.contains(own), own);
      assertFalse(drawn.contains(foreign), foreign);
    }
  }

  private static Set<String> drawnSites(Episodes episodes) {
    ViewState view = new ViewState();
    episodes.environment().captureView(view);
    Model scene = view.scene();
    List<String> names = scene.names(ObjectKind.SITE);
    Set<String> drawn = new TreeSet<>();
    for (int site = 0; site < names.size(); site++) {
      int alpha = 4 * site + 3;
      double own = scene.get(ModelField.SITE_RGBA, alpha);
      if (view.edits().valueOr(ModelField.SITE_RGBA, alpha, own) > 0) {
        drawn.add(names.get(site));
      }
    }
    return drawn;
  }

  /** One task of each way in which a marker gets to its goal, and of each shared scene. */
  @ParameterizedTest
  @CsvSource({
    "reach-v3",
    "sweep-v3",
    "bin-picking-v3",
    "coffee-button-v3",
    "coffee-push-v3",
    "door-lock-v3",
    "disassemble-v3",
    "faucet-open-v3",
    "handle-press-side-v3",
    "window-close-v3",
  })
  void imagesShowTheMarkerOfAnObservedGoalOnly(String name) {
    Rendering.assumePossible();
    requireImages("metaworld/" + name, AssetPack.builtin());
  }

  @Tag("soak")
  @TestFactory
  Stream<DynamicTest> imagesOfAllTasksShowTheMarkerOfAnObservedGoalOnly() {
    Rendering.assumePossible();
    return ofEveryTask(task -> requireImages(task.id(), AssetPack.builtin()));
  }

  @Tag("soak")
  @TestFactory
  Stream<DynamicTest> imagesOnUpstreamsAssetsShowTheMarkerOfAnObservedGoalOnly() {
    Rendering.assumePossible();
    AssetPack assets = upstream();
    return ofEveryTask(task -> requireImages(task.id(), assets));
  }

  private static void requireImages(String task, AssetPack assets) {
    GoalMarkers markers =
        new MetaWorldSuite()
            .tasks().stream()
                .filter(each -> each.id().equals(task))
                .findFirst()
                .flatMap(TaskDefinition::goalMarkers)
                .orElseThrow();
    try (OpenGlContext context = OpenGlContext.open()) {
      requireSeen(context, task, options(assets, Map.of()), markers, true);
      requireSeen(context, task, options(assets, HIDDEN), markers, false);
    }
  }

  /** Whether lifting the goal's markers changes an image of the place that they are lifted to. */
  private static void requireSeen(
      OpenGlContext context,
      String task,
      EnvironmentOptions options,
      GoalMarkers markers,
      boolean expected) {
    try (Episodes episodes = new Episodes(task, options)) {
      episodes.reset(2);
      ViewState view = new ViewState();
      episodes.environment().captureView(view);
      FreeCamera camera = above(episodes, markers.goal().iterator().next());
      try (ViewRenderer renderer = new ViewRenderer(context, view.scene(), IMAGE)) {
        byte[] before = image(renderer, view, camera);
        ModelEdits edits = episodes.environment().copyModelEdits();
        episodes.environment().useModelEdits(lifted(episodes, edits, markers.foreign()));
        episodes.environment().captureView(view);
        assertArrayEquals(before, image(renderer, view, camera), "markers of other tasks");
        episodes.environment().useModelEdits(lifted(episodes, edits, markers.goal()));
        episodes.environment().captureView(view);
        byte[] after = image(renderer, view, camera);
        assertEquals(expected, !Arrays.equals(before, after), "seen: " + markers.goal());
      }
    }
  }

  private static FreeCamera above(Episodes episodes, String site) {
    Physics physics = episodes.environment().physics();
    physics.refreshPositions();
    double[] place = new double[3];
    physics.sitePos().readRow(physics.scene().site(site), place);
    return new FreeCamera(-90, -40, 0.4, place[0], place[1], place[2] + LIFT);
  }

  private static byte[] image(ViewRenderer renderer, ViewState view, FreeCamera camera) {
    ByteBuffer rgb = ByteBuffer.allocateDirect(IMAGE.rgbBytes());
    renderer.render(view, camera, rgb);
    byte[] bytes = new byte[rgb.capacity()];
    rgb.get(bytes);
    return bytes;
  }

  private static ModelEdits lifted(Episodes episodes, ModelEdits edits, Set<String> sites) {
    Physics physics = episodes.environment().physics();
    Model scene = physics.scene();
    int[] bodies = scene.structure("site_bodyid");
    ModelEdits lifted = new ModelEdits();
    lifted.copyFrom(edits);
    for (String name : sites) {
      if (scene.has(ObjectKind.SITE, name)) {
        int site = scene.site(name);
        for (int axis = 0; axis < 3; axis++) {
          int index = 3 * site + axis;
          double now =
              edits.valueOr(ModelField.SITE_POS, index, scene.get(ModelField.SITE_POS, index));
          double upwards = physics.bodyMat().get(bodies[site], 6 + axis);
          lifted.set(ModelField.SITE_POS, index, now + LIFT * upwards);
        }
        lifted.set(ModelField.SITE_SAMEFRAME, site, 0);
      }
    }
    return lifted;
  }

  /** What is drawn is no part of an episode. */
  @Test
  void snapshotsGoToEnvironmentsThatDrawOtherMarkers() {
    String reach = "metaworld/reach-v3";
    try (Episodes shown = new Episodes(reach, options(AssetPack.builtin(), Map.of()));
        Episodes hidden =
            new Episodes(reach, options(AssetPack.builtin(), Map.of("markers", "off")))) {
      shown.reset(1);
      hidden.restore(shown.environment().snapshot());
      assertArrayEquals(shown.observation(), hidden.observation());
      assertTrue(drawnSites(shown).contains("goal"));
      assertFalse(drawnSites(hidden).contains("goal"));
      assertEquals(
          shown.environment().record().modelEdits(), hidden.environment().record().modelEdits());
    }
  }

  @Test
  void theSettingFollowsTheGoalUnlessItIsChosen() {
    TaskDefinition reach = task("metaworld/reach-v3");
    assertEquals("on", markers(reach, Map.of()));
    assertEquals("off", markers(reach, HIDDEN));
    assertEquals("on", markers(reach, Map.of("goal", "hidden", "markers", "on")));
    assertEquals("off", markers(reach, Map.of("markers", "off")));
  }

  /** Without markers there is nothing to draw, which is what off asks for. */
  @Test
  void tasksWithoutMarkersTakeOffAndRefuseOn() {
    TaskDefinition kettle = task("kitchen/kettle-v1");
    Map<String, String> off =
        TaskOptions.resolve(Profile.STRICT, Map.of("markers", "off"), kettle).settings();
    assertFalse(off.containsKey("markers"));
    assertThrows(
        IllegalArgumentException.class,
        () -> TaskOptions.resolve(Profile.STRICT, Map.of("markers", "on"), kettle));
  }

  private static TaskDefinition task(String id) {
    return TaskRegistry.load().task(id).orElseThrow();
  }

  private static String markers(TaskDefinition task, Map<String, String> chosen) {
    return TaskOptions.resolve(Profile.STRICT, chosen, task).setting("markers");
  }
}
