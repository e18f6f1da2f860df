package org.workcell.tasks.libero;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.RecordedStates;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.tasks.libero.placement.StoredStates;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** Demonstrations of LIBERO find their task and the fixtures of their scene. */
class LiberoRecordedStatesTest {

  private static final String NAME = "open_the_middle_drawer_of_the_cabinet";
  private static final String ID = "libero/goal/" + NAME + "-v1";
  private static final TaskConfig CONFIG = TaskConfigs.of(ID);
  private static final double[] FIRST = StoredStates.of(CONFIG).row(3);

  private final RecordedStates states = new LiberoRecordedStates();

  private static TaskSpec spec() {
    LiberoTaskDefinition task = new LiberoTaskDefinition(CONFIG);
    return task.spec(TaskOptions.resolve(Profile.STRICT, Map.of(), task));
  }

  @Test
  void taskIsThatOfTheTaskFile() {
    assertEquals(Optional.of(ID), states.task(file("a/bddl_files/libero_goal/" + NAME + ".bddl")));
    assertEquals(Optional.of(ID), states.task(file("C:\\libero_goal\\" + NAME + ".bddl")));
    assertEquals(Optional.empty(), states.task(file("libero_goal/knit.bddl")));
    assertEquals(Optional.empty(), states.task(Map.of()));
  }

  private static Map<String, String> file(String path) {
    return Map.of("bddl_file_name", path);
  }

  @Test
  void fixturesAreThoseOfTheRecordedScene() {
    StringBuilder scene = new StringBuilder("<mujoco><worldbody>");
    CONFIG
        .fixtures()
        .forEach(
            fixture ->
                scene.append(
                    "<body name=\"%s\" pos=\"0.25 -0.5 1\"/>".formatted(fixture.rootBody())));
    Map<String, String> demo = Map.of("model_file", scene + "</worldbody></mujoco>");
    double[] context = states.start(spec(), demo, FIRST).context().orElseThrow();
    int first = CONFIG.stateWidth();
    assertArrayEquals(
        new double[] {0.25, -0.5, 1, 1, 0, 0, 0},
        java.util.Arrays.copyOfRange(context, first, first + 7));
    assertArrayEquals(FIRST, java.util.Arrays.copyOf(context, first));
  }

  @Test
  void withoutASceneFixturesAreThoseOfStoredStates() {
    double[] context = states.start(spec(), Map.of(), FIRST).context().orElseThrow();
    assertArrayEquals(StoredStates.initialState(CONFIG, 3).context(), context);
  }

  @Test
  void scenesOfOtherTasksAreRefused() {
    Map<String, String> demo = Map.of("model_file", "<mujoco/>");
    String message =
        assertThrows(IllegalArgumentException.class, () -> states.start(spec(), demo, FIRST))
            .getMessage();
    assertTrue(message.contains("has no body"), message);
    assertThrows(
        IllegalArgumentException.class, () -> states.start(spec(), Map.of(), new double[3]));
  }

  @Test
  void isFoundByItsInterface() {
    assertTrue(
        ServiceLoader.load(RecordedStates.class).stream()
            .anyMatch(each -> each.type() == LiberoRecordedStates.class));
  }
}
