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

  /** The tasks of the Colosseum. */
  public static final List<String> COLOSSEUM_20 =
      existing(
          "basketball_in_hoop",
          "close_box",
          "close_laptop_lid",
          "empty_dishwasher",
          "get_ice_from_fridge",
          "hockey",
          "insert_onto_square_peg",
          "meat_on_grill",
          "move_hanger",
          "open_drawer",
          "place_wine_at_rack_location",
          "put_money_in_safe",
          "reach_and_drag",
          "scoop_with_spatula",
          "setup_chess",
          "slide_block_to_target",
          "stack_cups",
          "straighten_rope",
          "turn_oven_on",
          "wipe_desk");

  /** A few tasks that stand for the others in tests: a push, a grasp, a joint, a long one. */
  public static final List<String> SMOKE =
      existing("push_button", "pick_up_cup", "open_drawer", "stack_blocks", "lamp-pick");

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
