package org.workcell.tasks.libero.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.tasks.libero.problem.Suites;
import org.workcell.tasks.libero.problem.TaskSheet;
import org.workcell.tasks.libero.problem.TaskSheets;

/** The benchmarks of the suite. */
public final class LiberoBenchmarks {

  /** One task of each problem; between them most kinds of fixtures and predicates. */
  private static final List<String> SMOKE =
      List.of(
          "spatial/pick_up_the_black_bowl_between_the_plate_and_the_ramekin_and_place_it_on_the_plate",
          "object/pick_up_the_alphabet_soup_and_place_it_in_the_basket",
          "goal/open_the_middle_drawer_of_the_cabinet",
          "goal/turn_on_the_stove",
          "90/KITCHEN_SCENE6_close_the_microwave",
          "90/LIVING_ROOM_SCENE1_pick_up_the_alphabet_soup_and_put_it_in_the_basket",
          "90/STUDY_SCENE1_pick_up_the_book_and_place_it_in_the_front_compartment_of_the_caddy");

  private static final List<BenchmarkDefinition> ALL = all(new ArrayList<>());

  private LiberoBenchmarks() {}

  private static List<BenchmarkDefinition> all(List<BenchmarkDefinition> all) {
    for (String suite : Suites.NAMES) {
      all.add(
          new LiberoBenchmark(
              suite, Suites.displayName(suite) + ", task order 0", TaskSheets.suite(suite)));
    }
    all.add(new LiberoBenchmark("100", "LIBERO-90, then LIBERO-10", TaskSheets.suite("100")));
    all.add(
        new LiberoBenchmark(
            "130", "Spatial, Object, Goal, LIBERO-90, LIBERO-10", TaskSheets.suite("130")));
    all.add(new LiberoBenchmark("smoke", "a few tasks of all problems", smoke()));
    for (String suite : Suites.NAMES) {
      if (TaskSheets.suite(suite).size() == Suites.order(0).length) {
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
              TaskSheets.suite(suite, order)));
    }
  }

  private static List<TaskSheet> smoke() {
    return SMOKE.stream()
        .map(name -> TaskSheets.of("%s/%s-v1".formatted(TaskSheets.NAME, name)))
        .toList();
  }

  /** All of them. */
  public static List<BenchmarkDefinition> all() {
    return ALL;
  }
}
