package org.workcell.tasks.libero.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.scene.SceneSource;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.libero.LiberoRecording;
import org.workcell.tasks.libero.problem.GoalAtoms;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;
import org.workcell.tasks.libero.scene.LiberoScenes;

/** Every stored start of every task, in our own scenes. */
class AllStartsTest {

  private static final int ROWS = 50;

  private final List<String> faults = new ArrayList<>();
  private int starts;

  private static Map<SceneSource, List<TaskConfig>> tasksByScene() {
    Map<SceneSource, List<TaskConfig>> scenes = new LinkedHashMap<>();
    for (TaskConfig config : TaskConfigs.all()) {
      scenes.computeIfAbsent(LiberoScenes.of(config), key -> new ArrayList<>()).add(config);
    }
    return scenes;
  }

  private interface Check {
    void start(TaskConfig config, Physics physics);
  }

  /** One model serves all tasks of a scene. */
  private void onEveryTask(Check check) {
    tasksByScene()
        .forEach(
            (source, configs) -> {
              try (Model scene = AssetPack.builtin().load(source, SceneAdditions.none())) {
                for (TaskConfig config : configs) {
                  LiberoRecording.placeFixtures(scene, config, StoredStates.fixturePoses(config));
                  try (Physics physics = new Physics(scene)) {
                    check.start(config, physics);
                  }
                }
              }
            });
  }

  @Test
  void allLoadAndNoGoalIsReached() {
    onEveryTask(this::loadAll);
    assertEquals(List.of(), faults);
    assertEquals(130 * ROWS, starts);
  }

  private void loadAll(TaskConfig config, Physics physics) {
    GoalAtoms upstream = new GoalAtoms(config, physics, Profile.COMPAT);
    GoalAtoms strict = new GoalAtoms(config, physics, Profile.STRICT);
    for (int row = 0; row < ROWS; row++) {
      InitialState state = StoredStates.initialState(config, row);
      state.write(physics);
      physics.forward();
      if (upstream.all() || strict.all()) {
        faults.add("start %d of %s".formatted(row, config.id()));
      }
      starts++;
    }
    assertEquals(0, physics.warnings().total(), config.id());
  }

  @Test
  void oneOfEachTaskSettles() {
    onEveryTask((config, physics) -> settle(config, physics, 1));
    assertEquals(List.of(), faults);
    assertEquals(130, starts);
  }

  @Test
  @Tag("soak")
  void allSettle() {
    onEveryTask((config, physics) -> settle(config, physics, ROWS));
    assertEquals(List.of(), faults);
    assertEquals(130 * ROWS, starts);
  }

  private void settle(TaskConfig config, Physics physics, int rows) {
    SettledContexts contexts = new SettledContexts(config, physics);
    PremiseCheck check = new PremiseCheck(config, physics);
    GoalAtoms goal = new GoalAtoms(config, physics, Profile.STRICT);
    for (int row = 0; row < rows; row++) {
      InitialState stored = StoredStates.initialState(config, row);
      try {
        contexts.settle(stored);
        Premise premise = check.check(stored);
        if (!premise.isTrue() || goal.all()) {
          faults.add("start %d of %s: %s".formatted(row, config.id(), premise.failures()));
        }
      } catch (IllegalArgumentException e) {
        faults.add(e.getMessage());
      }
      starts++;
    }
  }

  /** The same start, settled and let go: one rests, the other has fallen. */
  @Test
  void surveyTellsFallenFromResting() {
    TaskConfig config = TaskConfigs.suite("spatial").get(0);
    Rest settled = new RestSurvey(AssetPack.builtin(), true, 2).survey(config);
    Rest stored = new RestSurvey(AssetPack.builtin(), false, 2).survey(config);
    assertEquals(2, settled.trueBefore());
    assertEquals(2, settled.trueAfter());
    assertTrue(settled.farthest().driftMetres() < 0.002, settled.farthest().toString());
    assertEquals(0, stored.trueBefore(), "everything is in the air");
    Rest.ObjectRest bowl = stored.rows().get(0).objects().get(0);
    assertTrue(bowl.riseMetres() < -0.03, bowl.toString());
    assertEquals(bowl.startMetres()[2] + bowl.riseMetres(), bowl.restMetres()[2], 1e-12);
    assertFalse(stored.rows().get(0).falseBefore().isEmpty());
  }

  /** A bowl on the rim of the drawer would be in its region, too, and fall when it is let go. */
  @Test
  void whatLiesInSomethingLiesOnItsFloor() {
    TaskConfig config = TaskConfigs.suite("spatial").get(4);
    Rest settled = new RestSurvey(AssetPack.builtin(), true, 6).survey(config);
    assertEquals(6, settled.trueBefore());
    assertEquals(6, settled.trueAfter());
    for (Rest.Row row : settled.rows()) {
      row.objects()
          .forEach(each -> assertEquals(0, each.riseMetres(), 0.003, row.row() + ": " + each));
    }
  }

  /** What starts inside the table is thrown up, and in the air after 0.75 s. */
  @Test
  void surveyWaitsUntilEverythingRests() {
    TaskConfig config =
        TaskConfigs.of(
            "libero/90/LIVING_ROOM_SCENE1_pick_up_the_ketchup_and_put_it_in_the_basket-v1");
    Rest stored = new RestSurvey(AssetPack.builtin(), false, 1).survey(config);
    assertTrue(stored.rows().get(0).seconds() > 0.8, stored.toString());
    assertTrue(stored.rows().get(0).seconds() < Resting.MOST_SECONDS, stored.toString());
    assertEquals(1, stored.trueAfter(), stored.toString());
    Rest still = new RestSurvey(AssetPack.builtin(), true, 1).survey(config);
    assertEquals(Resting.LEAST_SECONDS, still.rows().get(0).seconds(), 0.0021);
  }
}
