package org.workcell.tasks.kitchen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.tasks.kitchen.benchmark.KitchenBenchmarks;

/** The tasks of the suite: one table. */
public final class KitchenSuite implements Suite {

  static final String NAME = "kitchen";

  private static final int HORIZON = 280;

  private static final List<TaskDefinition> TASKS = tasksOfTheSuite();

  private static List<TaskDefinition> tasksOfTheSuite() {
    List<TaskDefinition> tasks = new ArrayList<>();
    Goals.SEVEN.forEach(goal -> tasks.add(of(goal.name() + "-v1", goal)));
    // D4RL's three data sets; the first two differ in their demonstrations only.
    tasks.add(
        of("complete-v1", Goals.MICROWAVE, Goals.KETTLE, Goals.LIGHT_SWITCH, Goals.SLIDE_CABINET));
    tasks.add(
        of("partial-v1", Goals.MICROWAVE, Goals.KETTLE, Goals.LIGHT_SWITCH, Goals.SLIDE_CABINET));
    tasks.add(
        of("mixed-v1", Goals.MICROWAVE, Goals.KETTLE, Goals.BOTTOM_BURNER, Goals.LIGHT_SWITCH));
    tasks.add(new CustomTaskDefinition("custom-v1", HORIZON));
    tasks.add(single("knob-on-v1", Goals.KNOB_ON));
    tasks.add(single("light-on-v1", Goals.LIGHT_ON));
    tasks.add(single("slide-door-open-v1", Goals.SLIDE_DOOR_OPEN));
    tasks.add(single("left-door-open-v1", Goals.LEFT_DOOR_OPEN));
    tasks.add(single("microwave-open-v1", Goals.MICROWAVE_OPEN));
    return List.copyOf(tasks);
  }

  private static TaskDefinition of(String name, Goal... order) {
    List<Goal> ordered = List.of(order);
    String instruction = ordered.stream().map(Goal::instruction).collect(Collectors.joining(", "));
    List<Goal> goals = Goals.SEVEN.stream().filter(ordered::contains).toList();
    return new KitchenTaskDefinition(
        new KitchenConfig(name, instruction, goals, names(ordered), HORIZON, false));
  }

  private static TaskDefinition single(String name, Goal goal) {
    List<Goal> goals = List.of(goal);
    return new KitchenTaskDefinition(
        new KitchenConfig(name, goal.instruction(), goals, names(goals), HORIZON, true));
  }

  private static List<String> names(List<Goal> goals) {
    return goals.stream().map(Goal::name).toList();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<TaskDefinition> tasks() {
    return TASKS;
  }

  @Override
  public List<BenchmarkDefinition> benchmarks() {
    return KitchenBenchmarks.all();
  }
}
