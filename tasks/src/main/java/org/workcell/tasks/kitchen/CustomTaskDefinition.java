package org.workcell.tasks.kitchen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;

/**
 * The task whose goals are chosen: any of the seven. The order of the choice is that in which the
 * expert reaches them; observations and columns are always in the order of the seven.
 */
final class CustomTaskDefinition extends KitchenTaskDefinition {

  /** All seven, in an order with short ways. */
  private static final List<String> DEFAULT_ORDER =
      List.of(
          "kettle",
          "microwave",
          "light-switch",
          "bottom-burner",
          "top-burner",
          "slide-cabinet",
          "hinge-cabinet");

  private static final TaskSetting GOAL =
      TaskSetting.combination(
          "goal",
          Goals.SEVEN.stream().map(Goal::name).toList(),
          DEFAULT_ORDER,
          "the elements to bring to their goals, in the order in which the expert does it; blocks"
              + " and columns keep the order shown here");

  private final String name;
  private final int horizon;

  CustomTaskDefinition(String name, int horizon) {
    super(config(name, horizon, GOAL.chosen(GOAL.defaultValue())));
    this.name = name;
    this.horizon = horizon;
  }

  private static KitchenConfig config(String name, int horizon, List<String> order) {
    List<Goal> goals = Goals.SEVEN.stream().filter(goal -> order.contains(goal.name())).toList();
    String instruction =
        order.stream()
            .map(chosen -> Goals.named(chosen).instruction())
            .collect(Collectors.joining(", "));
    return new KitchenConfig(name, instruction, goals, order, horizon, false);
  }

  @Override
  KitchenConfig config(TaskOptions options) {
    return config(name, horizon, GOAL.chosen(options.setting(GOAL.name())));
  }

  @Override
  public List<TaskSetting> settings() {
    List<TaskSetting> settings = new ArrayList<>(List.of(GOAL));
    settings.addAll(super.settings());
    return settings;
  }
}
