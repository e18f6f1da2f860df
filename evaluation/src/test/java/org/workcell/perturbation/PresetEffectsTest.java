package org.workcell.perturbation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.randomization.PresetRandomization;
import org.workcell.randomization.Presets;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.SampleTasks;

/** What single presets change, and what they leave alone. */
class PresetEffectsTest {

  @ParameterizedTest
  @CsvSource({
    "kitchen/microwave-v1, object_color, microdoorroot",
    "kitchen/microwave-v1, receiver_color, microroot",
    "kitchen/kettle-v1, object_color, kettleroot",
    "kitchen/complete-v1, object_color, microdoorroot+kettleroot+lightswitchroot+slidelink",
    "kitchen/left-door-open-v1, receiver_color, hingecab+hingerightdoor",
  })
  void objectAndReceiverOfTheKitchenAreWhatTheTaskIsAbout(
      String id, String condition, String bodies) {
    TaskDefinition task = TaskRegistry.load().task(id).orElseThrow();
    PresetRandomization factor = Presets.load("colosseum-style").perturbation(condition, 5);
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      SimulatedEnvironment environment =
          factory.newEnvironment(task, EnvironmentOptions.defaults().withRandomization(factor));
      PresetsOnAllTasks.episode(environment, PresetsOnAllTasks.SEED);
      Model scene = environment.physics().scene();
      int[] owners = scene.structure("geom_bodyid");
      Set<String> coloured =
          environment.record().modelEdits().stream()
              .filter(edit -> edit.field().equals("geom_rgba"))
              .map(edit -> scene.names(ObjectKind.BODY).get(owners[edit.index() / 4]))
              .collect(Collectors.toSet());
      assertEquals(Set.of(bodies.split("\\+")), coloured);
    }
  }

  @TestFactory
  Stream<DynamicTest> physicsDoesNoticeDynamics() {
    return SampleTasks.all().stream()
        .limit(3)
        .map(
            task ->
                DynamicTest.dynamicTest(
                    task.id(),
                    () -> {
                      PresetRandomization wide = Presets.load("dynamics-wide").training();
                      byte[] changed =
                          PresetsOnAllTasks.episode(
                              task, EnvironmentOptions.defaults().withRandomization(wide));
                      assertNotEquals(
                          java.util.Arrays.hashCode(
                              PresetsOnAllTasks.episode(task, EnvironmentOptions.defaults())),
                          java.util.Arrays.hashCode(changed));
                    }));
  }
}
