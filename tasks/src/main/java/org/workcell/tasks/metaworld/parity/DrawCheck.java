package org.workcell.tasks.metaworld.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.metaworld.benchmark.MetaWorldBenchmarks;
import org.workcell.tasks.parity.Differences;

/** Draws benchmarks again of which a file tells tasks and goals. */
final class DrawCheck {

  private final Differences differences;

  DrawCheck(Differences differences) {
    this.differences = differences;
  }

  /** One benchmark that is named inside, or several by name. */
  void check(JsonNode file) {
    if (!file.isObject() || file.isEmpty()) {
      throw new IllegalArgumentException("is not a file of draws; expected benchmarks by name");
    }
    if (file.has("benchmark")) {
      checkBenchmark(file.get("benchmark").asText(), file);
    } else {
      file.properties().forEach(entry -> checkBenchmark(entry.getKey(), entry.getValue()));
    }
  }

  private void checkBenchmark(String name, JsonNode recorded) {
    if (!recorded.path("seed").isIntegralNumber() || !recorded.path("train").isObject()) {
      throw new IllegalArgumentException(
          "'%s' is not the draw of a benchmark; expected its seed and its train goals"
              .formatted(name));
    }
    for (String half : List.of("train", "test")) {
      if (recorded.has(half) && !recorded.get(half).isEmpty()) {
        Benchmark drawn = draw(name, half, recorded);
        checkGoals(drawn, recorded.get(half));
        checkOrder(drawn, recorded.path(half + "_classes"));
        if (half.equals("train")) {
          checkRunningOrder(drawn, recorded.path("order"));
        }
      }
    }
  }

  private static Benchmark draw(String name, String half, JsonNode recorded) {
    BenchmarkDefinition definition =
        MetaWorldBenchmarks.half(name, half, recorded.path("task").asText(""))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "holds %s goals of benchmark '%s', which does not exist"
                            .formatted(half, name)));
    return definition.draw(recorded.get("seed").asLong(), Profile.COMPAT);
  }

  private void checkGoals(Benchmark drawn, JsonNode tasks) {
    differences.at("draw", 0, 0);
    differences.flag("task_count", tasks.size(), drawn.entries().size());
    for (Benchmark.Entry entry : drawn.entries()) {
      JsonNode recorded = tasks.path(shortName(entry.task()));
      differences.flag("goal_count", recorded.path("count").asInt(), entry.contexts().size());
      JsonNode first = recorded.path("first");
      for (int i = 0; i < first.size(); i++) {
        checkGoal(entry, i, first.get(i));
      }
      checkGoal(entry, entry.contexts().size() - 1, recorded.path("last"));
    }
  }

  private void checkGoal(Benchmark.Entry entry, int goal, JsonNode recorded) {
    differences.at("draw", goal, 0);
    JsonNode vector = recorded.path("rand_vec");
    double[] expected = new double[vector.size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = vector.get(i).asDouble();
    }
    differences.bits("goal", expected, entry.context(goal));
    boolean hidden = entry.settings().equals(Map.of("goal", "hidden"));
    boolean expectedHidden = recorded.path("partially_observable").asBoolean();
    differences.flag("goal_hidden", expectedHidden ? 1 : 0, hidden ? 1 : 0);
  }

  /** The classes of a benchmark, in its order. */
  private void checkOrder(Benchmark drawn, JsonNode classes) {
    for (int i = 0; i < classes.size(); i++) {
      checkName(drawn, i, classes.get(i));
    }
  }

  /** The task of each goal, goal by goal; a file may tell only the first ones. */
  private void checkRunningOrder(Benchmark drawn, JsonNode order) {
    int goals = drawn.entries().get(0).contexts().size();
    for (int i = 0; i < order.size(); i++) {
      checkName(drawn, i / goals, order.get(i));
    }
  }

  private void checkName(Benchmark drawn, int position, JsonNode name) {
    boolean same =
        position < drawn.entries().size()
            && shortName(drawn.entries().get(position).task()).equals(name.asText());
    differences.at("draw", position, 0);
    differences.flag("task_order", 0, same ? 0 : 1);
  }

  private static String shortName(String task) {
    return task.substring(task.indexOf('/') + 1);
  }
}
