package org.workcell.tasks.libero.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.tasks.libero.LiberoTaskDefinition;

/** Files of our own, named and laid out as those of LIBERO-plus and LIBERO-PRO. */
class VariantTest {

  @TempDir private Path folder;

  private Path file(String place, String language) throws IOException {
    Path file = folder.resolve(place + ".bddl");
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        """
        (define (problem LIBERO_Kitchen_Tabletop_Manipulation)
          (:language %s)
          (:regions (a (:target kitchen_table) (:ranges ((-0.1 0.1 0.1 0.2))))
                    (b (:target kitchen_table) (:ranges ((-0.1 -0.2 0.1 -0.1)))))
          (:fixtures kitchen_table - kitchen_table)
          (:objects plate_1 - plate white_bowl_1 - white_bowl)
          (:init (On plate_1 kitchen_table_a) (On white_bowl_1 kitchen_table_b))
          (:goal (On white_bowl_1 plate_1)))
        """
            .formatted(language));
  }

  @ParameterizedTest
  @CsvSource({
    "libero_goal/put_it_down_view_0_0_100_0_0_initstate_0_noise_38, Sensor Noise",
    "libero_goal/put_it_down_view_43_0_100_0_0_initstate_0, Camera Viewpoints",
    "libero_goal/put_it_down_view_0_0_100_0_0_initstate_323, Robot Initial States",
    "libero_goal/put_it_down_language_5, Language Instructions",
    "libero_goal/put_it_down_language_5_view_0_0_100_0_0_initstate_0, Language Instructions",
    "libero_goal/put_it_down_light_1, Light Conditions",
    "libero_goal/put_it_down_tb_4, Background Textures",
    "libero_goal/put_it_down_table_17, Background Textures",
    "libero_goal/put_it_down_add_20, Objects Layout",
    "libero_goal/put_it_down_level3_sample2, Objects Layout",
  })
  void plusIsToldByNames(String place, String axis) {
    Variant variant = Variant.of(Path.of(place + ".bddl")).orElseThrow();
    assertEquals("LIBERO-plus " + axis, variant.label());
    assertEquals("put_it_down", variant.baseName());
    assertEquals(Optional.of("goal"), variant.suite());
    assertTrue(Variant.plusAxes().contains(axis));
  }

  @ParameterizedTest
  @CsvSource({
    "libero_object_object, Object, object",
    "libero_goal_swap, Position, goal",
    "libero_10_lan, Semantic, 10",
    "libero_spatial_task, Task, spatial",
    "libero_goal_env, Environment, goal",
    "libero_goal_temp, combined, goal",
  })
  void proIsToldByFolders(String place, String axis, String suite) {
    Variant variant = Variant.of(Path.of(place, "put_it_down.bddl")).orElseThrow();
    assertEquals("LIBERO-PRO " + axis, variant.label());
    assertEquals(Optional.of(suite), variant.suite());
  }

  @ParameterizedTest
  @CsvSource({
    "libero_goal/put_it_down",
    "mine/pick_up_the_bowl_from_table_center",
    "libero_object/add_20"
  })
  void othersAreNone(String place) {
    assertEquals(Optional.empty(), Variant.of(Path.of(place + ".bddl")));
  }

  /** Parameters in names are no words for a policy. */
  @ParameterizedTest
  @CsvSource({
    "libero_goal/put_it_down_add_20, put it down, libero/file/put_it_down_add_20-v1",
    "libero_goal/put_it_down_language_5, set it down gently, libero/file/put_it_down_language_5-v1",
    "libero_goal_swap/put_it_down, put it down, libero/file/libero_goal_swap/put_it_down-v1",
    "libero_goal_task/put_it_down, set it down gently, libero/file/libero_goal_task/put_it_down-v1",
  })
  void wordsAndIds(String place, String words, String id) throws IOException {
    TaskConfig config = TaskConfigs.read(file(place, "set it down gently"));
    assertEquals(words, config.language());
    assertEquals("set it down gently", config.bddlLanguage());
    assertEquals(id, config.id());
  }

  @Test
  void tasksHaveTheHorizonOfTheirSuiteAndTheirAxisAsGroup() throws IOException {
    TaskSpec variant = spec(file("libero_goal_swap/put_it_down", "put it down"));
    assertEquals(300, variant.horizon());
    assertEquals("LIBERO-PRO Position", variant.reportGroup());
    TaskSpec plain = spec(file("mine/put_it_down", "put it down"));
    assertEquals(600, plain.horizon());
    assertEquals("", plain.reportGroup());
  }

  private static TaskSpec spec(Path file) {
    LiberoTaskDefinition task = LiberoTaskDefinition.ofFile(file);
    return task.spec(TaskOptions.defaults(task));
  }

  @Test
  void axesThatFilesDoNotHoldAreRefused() throws IOException {
    Path file = file("libero_goal/put_it_down_light_1", "put it down");
    BadInputException refused = assertThrows(BadInputException.class, () -> TaskConfigs.read(file));
    assertTrue(
        refused.getMessage().contains("axis 'Light Conditions' of LIBERO-plus"),
        refused.getMessage());
  }
}
