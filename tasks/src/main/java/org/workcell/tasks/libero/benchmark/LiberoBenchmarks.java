package org.workcell.tasks.libero.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.tasks.libero.problem.Suites;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** The benchmarks of the suite. */
public final class LiberoBenchmarks {

  /** Between them all problems, fixtures and predicates; one has three atoms. */
  private static final List<String> SMOKE =
      List.of(
          "spatial/pick_up_the_black_bowl_in_the_top_drawer_of_the_wooden_cabinet_and_place_it_on"
              + "_the_plate",
          "object/pick_up_the_tomato_sauce_and_place_it_in_the_basket",
          "goal/open_the_middle_drawer_of_the_cabinet",
          "goal/push_the_plate_to_the_front_of_the_stove",
          "goal/put_the_wine_bottle_on_the_rack",
          "10/KITCHEN_SCENE4_put_the_black_bowl_in_the_bottom_drawer_of_the_cabinet_and_close_it",
          "10/KITCHEN_SCENE6_put_the_yellow_and_white_mug_in_the_microwave_and_close_it",
          "90/KITCHEN_SCENE8_turn_off_the_stove",
          "10/KITCHEN_SCENE8_put_both_moka_pots_on_the_stove",
          "90/KITCHEN_SCENE10_close_the_top_drawer_of_the_cabinet_and_put_the_black_bowl_on_top_of"
              + "_it",
          "90/LIVING_ROOM_SCENE4_stack_the_left_bowl_on_the_right_bowl_and_place_them_in_the_tray",
          "90/STUDY_SCENE2_pick_up_the_book_and_place_it_in_the_back_compartment_of_the_caddy",
          "90/STUDY_SCENE4_pick_up_the_book_in_the_middle_and_place_it_on_the_cabinet_shelf");

  private static final List<BenchmarkDefinition> ALL = all(new ArrayList<>());

  private LiberoBenchmarks() {}

  private static List<BenchmarkDefinition> all(List<BenchmarkDefinition> all) {
    for (String suite : Suites.NAMES) {
      all.add(
          new LiberoBenchmark(
              suite, Suites.displayName(suite) + ", task order 0", TaskConfigs.suite(suite)));
    }
    all.add(new LiberoBenchmark("100", "LIBERO-90, then LIBERO-10", TaskConfigs.suite("100")));
    all.add(
        new LiberoBenchmark(
            "130", "Spatial, Object, Goal, LIBERO-90, LIBERO-10", TaskConfigs.suite("130")));
    all.add(
        new LiberoBenchmark("smoke", "13 tasks of all problems, fixtures and predicates", smoke()));
    for (String suite : Suites.NAMES) {
      if (TaskConfigs.suite(suite).size() == Suites.order(0).length) {
        addOrders(suite, all);
      }
    }
    return List.copyOf(all);
  }

  private static void addOrders(String suite, List<BenchmarkDefinition> all) {
    for (int order = 1; order < Suites.orderCount(); order++) {
      all.add(
          new LiberoBenchmark(
              suite + "/order-" + order,
              "%s, task order %d".formatted(Suites.displayName(suite), order),
              TaskConfigs.suite(suite, order)));
    }
  }

  private static List<TaskConfig> smoke() {
    return SMOKE.stream()
        .map(name -> TaskConfigs.of("%s/%s-v1".formatted(TaskConfigs.NAME, name)))
        .toList();
  }

  /** All of them. */
  public static List<BenchmarkDefinition> all() {
    return ALL;
  }
}
