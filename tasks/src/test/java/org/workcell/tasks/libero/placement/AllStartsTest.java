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
import org.workcell.tasks.libero.problem.TaskSheet;
import org.workcell.tasks.libero.problem.TaskSheets;
import org.workcell.tasks.libero.scene.LiberoScenes;

/** Every stored start of every task, in our own scenes. */
class AllStartsTest {

  private static final int ROWS = 50;

  private final List<String> faults = new ArrayList<>();
  private int starts;

  private static Map<SceneSource, List<TaskSheet>> tasksByScene() {
    Map<SceneSource, List<TaskSheet>> scenes = new LinkedHashMap<>();
    for (TaskSheet sheet : TaskSheets.all()) {
      scenes.computeIfAbsent(LiberoScenes.of(sheet), key -> new ArrayList<>()).add(sheet);
    }
    return scenes;
  }

  private interface Check {
    void start(TaskSheet sheet, Physics physics);
  }

  /** One model serves all tasks of a scene. */
  private void onEveryTask(Check check) {
    tasksByScene()
        .forEach(
            (source, sheets) -> {
              try (Model scene = AssetPack.builtin().load(source, SceneAdditions.none())) {
                for (TaskSheet sheet : sheets) {
                  LiberoRecording.placeFixtures(scene, sheet, StoredStates.fixturePoses(sheet));
                  try (Physics physics = new Physics(scene)) {
                    check.start(sheet, physics);
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

  private void loadAll(TaskSheet sheet, Physics physics) {
    GoalAtoms upstream = new GoalAtoms(sheet, physics, Profile.COMPAT);
    GoalAtoms strict = new GoalAtoms(sheet, physics, Profile.STRICT);
    for (int row = 0; row < ROWS; row++) {
      InitialState state = StoredStates.initialState(sheet, row);
      state.write(physics);
      physics.forward();
      if (upstream.all() || strict.all()) {
        faults.add("start %d of %s".formatted(row, sheet.id()));
      }
      starts++;
    }
    assertEquals(0, physics.warnings().total(), sheet.id());
  }

  @Test
  void oneOfEachTaskSettles() {
    onEveryTask((sheet, physics) -> settle(sheet, physics, 1));
    assertEquals(List.of(), faults);
    assertEquals(130, starts);
  }

  @Test
  @Tag("soak")
  void allSettle() {
    onEveryTask((sheet, physics) -> settle(sheet, physics, ROWS));
    assertEquals(List.of(), faults);
    assertEquals(130 * ROWS, starts);
  }

  private void settle(TaskSheet sheet, Physics physics, int rows) {
    SettledContexts contexts = new SettledContexts(sheet, physics);
    PremiseCheck check = new PremiseCheck(sheet, physics);
    GoalAtoms goal = new GoalAtoms(sheet, physics, Profile.STRICT);
    for (int row = 0; row < rows; row++) {
      InitialState stored = StoredStates.initialState(sheet, row);
      try {
        contexts.settle(stored);
        Premise premise = check.check(stored);
        if (!premise.isTrue() || goal.all()) {
          faults.add("start %d of %s: %s".formatted(row, sheet.id(), premise.failures()));
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
    TaskSheet sheet = TaskSheets.suite("spatial").get(0);
    Rest settled = new RestSurvey(AssetPack.builtin(), true, 2).survey(sheet);
    Rest stored = new RestSurvey(AssetPack.builtin(), false, 2).survey(sheet);
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
    TaskSheet sheet = TaskSheets.suite("spatial").get(4);
    Rest settled = new RestSurvey(AssetPack.builtin(), true, 6).survey(sheet);
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
    TaskSheet sheet =
        TaskSheets.of(
            "libero/90/LIVING_ROOM_SCENE1_pick_up_the_ketchup_and_put_it_in_the_basket-v1");
    Rest stored = new RestSurvey(AssetPack.builtin(), false, 1).survey(sheet);
    assertTrue(stored.rows().get(0).seconds() > 0.8, stored.toString());
    assertTrue(stored.rows().get(0).seconds() < Resting.MOST_SECONDS, stored.toString());
    assertEquals(1, stored.trueAfter(), stored.toString());
    Rest still = new RestSurvey(AssetPack.builtin(), true, 1).survey(sheet);
    assertEquals(Resting.LEAST_SECONDS, still.rows().get(0).seconds(), 0.0021);
  }
}
