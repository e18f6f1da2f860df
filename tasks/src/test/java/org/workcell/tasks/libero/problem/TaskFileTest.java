package org.workcell.tasks.libero.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.files.BadInputException;
import org.workcell.tasks.ReferenceData;

class TaskFileTest {

  private static final String TEXT =
      """
      (define (problem LIBERO_Kitchen_Tabletop_Manipulation)
        (:domain robosuite)
        (:language Put the Bowl in the drawer) ; a comment (with a parenthesis
        (:regions
          (left (:target kitchen_table)
                (:ranges ((-0.1 0.1 -0.05 0.2)))
                (:yaw_rotation ((0.0 0.5))) (:rgba ((1 0 0 1))))
          (right (:target kitchen_table) (:ranges ((0.1 0.1 0.2 0.2))))
          (top_region (:target white_cabinet_1)))
        (:fixtures kitchen_table - kitchen_table white_cabinet_1 - white_cabinet)
        (:objects white_bowl_1 - white_bowl plate_1 - plate white_bowl_2 - white_bowl)
        (:obj_of_interest white_bowl_1)
        (:init (On white_cabinet_1 kitchen_table_left) (Open white_cabinet_1_top_region)
               (On white_bowl_1 kitchen_table_right) (On white_bowl_2 plate_1)
               (On plate_1 kitchen_table_left))
        (:goal (And (In white_bowl_1 white_cabinet_1_top_region)
                    (Close white_cabinet_1))))
      """;

  @TempDir private Path folder;

  private TaskConfig read(String text) throws IOException {
    return TaskConfigs.read(Files.writeString(folder.resolve("put_the_bowl.bddl"), text));
  }

  @Test
  void readsATaskFile() throws IOException {
    TaskConfig config = read(TEXT);
    assertEquals("libero/file/put_the_bowl-v1", config.id());
    assertEquals("put the bowl", config.language());
    assertEquals("put the bowl in the drawer", config.bddlLanguage());
    assertEquals(
        "[(in white_bowl_1 white_cabinet_1_top_region), (close white_cabinet_1)]",
        config.goal().toString());
    assertEquals("white_bowl_2", config.movables().get(1).name());
    assertEquals(0.5, config.region("kitchen_table_left").orElseThrow().yawRange()[1]);
    assertEquals(1, config.region("kitchen_table_left").orElseThrow().rgba()[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Kitchen_Tabletop | garage | line 1: problem 'libero_garage_manipulation' is not known",
        "(:domain robosuite) | (:domain x) (:when now) | line 2: (:when ...) is not understood",
        "(:domain robosuite) | (:language a) | line 3: there is a second section :language",
        "0.1 0.1 0.2 0.2 | 0.1 0.1 0.2 | line 8: :ranges holds lists of 4 numbers",
        "0.1 0.1 0.2 0.2 | 0.1 0.1 0.2 pi | line 8: 'pi' is not a number",
        "0.1 0.1 0.2 0.2 | 0.1 0.1 0.2 1e999 | line 8: '1e999' is not a finite number",
        "0.1 0.1 0.2 0.2 | 0.2 0.1 0.1 0.2 | line 8: :ranges has 0.2 before 0.1",
        ":yaw_rotation | :tilt | line 7: (:tilt ...) of region 'left' is not understood",
        "(Close white_cabinet_1) | (In plate_1 white_cabinet_1) | line 17: the second argument of"
            + " 'in'",
        "- white_cabinet) | - wardrobe) | line 10: category 'wardrobe' is not known as that of a"
            + " fixture",
        "kitchen_table - kitchen_table | | line 1: fixtures of problem",
        "- plate white_bowl_2 - white_bowl | - plate white_bowl_2 | line 11: [white_bowl_2] in"
            + " :objects",
        "white_bowl_2 - white_bowl) | plate_1 - plate) | line 11: the name 'plate_1' is used twice",
        "(On white_bowl_2 plate_1) | | line 13: 'white_bowl_2' is not placed",
        "(On white_bowl_2 plate_1) | (Near white_bowl_2 plate_1) | line 14: (near ...) is no atom",
        "(On white_bowl_2 plate_1) | (On white_bowl_2) | line 14: 'on' has 2 arguments, not 1",
        "(On white_bowl_2 plate_1) | (On white_bowl_2 sky) | line 14: 'sky' is no fixture",
        "(Close white_cabinet_1) | (Turnon white_cabinet_1) | line 17: category 'white_cabinet' has"
            + " no 'turnon'",
        "(Close white_cabinet_1) | (Not (Close white_cabinet_1)) | line 17: (not ...) is no atom",
        "(Close white_cabinet_1)))) | (Close white_cabinet_1)) | line 16: this parenthesis is"
            + " never",
      })
  void errorsNameLineAndCause(String from, String to, String expected) {
    assertTrue(TEXT.contains(from));
    String text = TEXT.replace(from, to == null ? "" : to);
    String message = assertThrows(BadInputException.class, () -> read(text)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void refusesDeepAndLargeFiles() {
    assertThrows(BadInputException.class, () -> read("(".repeat(100_000)));
    assertThrows(BadInputException.class, () -> read(" ".repeat((1 << 20) + 1)));
    assertThrows(BadInputException.class, () -> TaskConfigs.read(folder.resolve("none.bddl")));
  }

  @Test
  void upstreamsFilesAreTheTable() {
    Path files = ReferenceData.require("upstream/libero/libero/bddl_files");
    for (TaskConfig config : TaskConfigs.all()) {
      TaskConfig read =
          TaskConfigs.read(
              files.resolve("libero_" + config.suite()).resolve(config.name() + ".bddl"));
      assertEquals(
          config,
          new TaskConfig(
              config.id(),
              config.suite(),
              config.index(),
              read.name(),
              read.language(),
              read.bddlLanguage(),
              read.problem(),
              read.instances(),
              read.regions(),
              read.init(),
              read.goal(),
              read.objectsOfInterest()));
    }
  }
}
