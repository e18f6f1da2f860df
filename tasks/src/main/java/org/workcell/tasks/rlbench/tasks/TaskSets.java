package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.task.TabletopTask;

/** Named sets of tasks; of published sets, the tasks that exist here. */
public final class TaskSets {

  /** The tasks of PerAct. */
  public static final List<String> PERACT_18 =
      existing(
          "open_drawer",
          "slide_block_to_color_target",
          "sweep_to_dustpan_of_size",
          "meat_off_grill",
          "turn_tap",
          "put_item_in_drawer",
          "close_jar",
          "reach_and_drag",
          "stack_blocks",
          "light_bulb_in",
          "put_money_in_safe",
          "place_wine_at_rack_location",
          "put_groceries_in_cupboard",
          "place_shape_in_shape_sorter",
          "push_buttons",
          "insert_onto_square_peg",
          "stack_cups",
          "place_cups");

  private TaskSets() {}

  /** All tasks. */
  public static List<String> all() {
    return AllTasks.list().stream().map(TabletopTask::name).toList();
  }

  private static List<String> existing(String... names) {
    List<String> all = all();
    return List.of(names).stream().filter(all::contains).toList();
  }
}
