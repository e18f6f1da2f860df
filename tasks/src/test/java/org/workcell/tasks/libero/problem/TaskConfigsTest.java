package org.workcell.tasks.libero.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TaskConfigsTest {

  @Test
  void tableHasThe130TasksOfFiveProblems() {
    Map<Problem, Integer> problems = new TreeMap<>();
    Map<String, Integer> suites = new TreeMap<>();
    for (TaskConfig config : TaskConfigs.all()) {
      problems.merge(config.problem(), 1, Integer::sum);
      suites.merge(config.suite(), 1, Integer::sum);
    }
    assertEquals(
        Map.of(
            Problem.TABLETOP, 20,
            Problem.KITCHEN, 50,
            Problem.LIVING_ROOM, 32,
            Problem.STUDY, 18,
            Problem.FLOOR, 10),
        problems);
    assertEquals(Map.of("spatial", 10, "object", 10, "goal", 10, "10", 10, "90", 90), suites);
  }

  @Test
  void goalsHaveTheKnownAtoms() {
    Map<String, Integer> predicates = new TreeMap<>();
    Map<Integer, Integer> sizes = new TreeMap<>();
    for (TaskConfig config : TaskConfigs.all()) {
      config.goal().forEach(atom -> predicates.merge(atom.predicate(), 1, Integer::sum));
      sizes.merge(config.goal().size(), 1, Integer::sum);
    }
    assertEquals(
        Map.of("in", 63, "on", 61, "close", 11, "turnon", 8, "open", 7, "turnoff", 1), predicates);
    assertEquals(Map.of(1, 110, 2, 19, 3, 1), sizes);
  }

  @Test
  void bothFormsOfLanguageDifferIn29Tasks() {
    List<TaskConfig> differing =
        TaskConfigs.all().stream().filter(s -> !s.language().equals(s.bddlLanguage())).toList();
    assertEquals(29, differing.size());
    TaskConfig first = TaskConfigs.suite("spatial").get(0);
    assertEquals(
        "pick up the black bowl between the plate and the ramekin and place it on the plate",
        first.language());
    assertEquals(
        "pick the akita black bowl between the plate and the ramekin and place it on the plate",
        first.bddlLanguage());
  }

  @Test
  void sheetHasRegionsAndLayout() {
    TaskConfig config =
        TaskConfigs.of(
            "libero/spatial/pick_up_the_black_bowl_in_the_top_drawer_of_the_wooden_cabinet_and_place"
                + "_it_on_the_plate-v1");
    assertEquals(4, config.index());
    assertEquals(48, config.positionCount());
    assertEquals(92, config.stateWidth());
    assertEquals("wooden_cabinet_1_top_level", config.fixtureJoints().get(0));
    assertEquals("main_table", config.workspace());
    Region cabinet = config.region("main_table_cabinet_region").orElseThrow();
    assertArrayEquals(new double[] {0.02, -0.28, 0.04, -0.26}, cabinet.ranges().get(0));
    assertArrayEquals(new double[] {2.6613777765410678, 2.7242096296128633}, cabinet.yawRange());
    assertTrue(config.region("wooden_cabinet_1_top_side").orElseThrow().ranges().isEmpty());
  }

  @Test
  void instancesOfAllSheetsHaveKnownCategories() {
    for (TaskConfig config : TaskConfigs.all()) {
      config.movables().forEach(i -> assertTrue(!Categories.of(i).spawnAngles().isEmpty()));
      config.fixtures().forEach(i -> assertTrue(Categories.of(i).spawnAngles().isEmpty()));
      assertEquals(
          1, config.instances().size() - config.movables().size() - config.fixtures().size());
      assertTrue(config.instance(config.workspace()).isPresent());
    }
  }

  @Test
  void suitesHaveOrdersAndUnions() {
    assertEquals(100, TaskConfigs.suite("100").size());
    List<TaskConfig> all = TaskConfigs.suite("130");
    assertEquals("90", all.get(30).suite());
    assertEquals("10", all.get(120).suite());
    assertEquals(4, TaskConfigs.suite("goal", 1).get(0).index());
    assertEquals(21, Suites.orderCount());
    assertThrows(IllegalArgumentException.class, () -> TaskConfigs.suite("90", 1));
    assertThrows(IllegalArgumentException.class, () -> TaskConfigs.suite("coffee"));
    assertEquals(220, Suites.maximalSteps("openvla", "spatial").orElseThrow());
    assertTrue(Suites.maximalSteps("rlinf", "goal").isEmpty());
  }
}
