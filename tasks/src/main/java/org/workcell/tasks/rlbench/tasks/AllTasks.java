package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.task.TabletopTask;

/** All tasks of the suite, in the order in which they were built. */
public final class AllTasks {

  private static final List<TabletopTask> ALL =
      List.of(
          new ReachTarget(),
          new PushButton(),
          new PickUpCup(),
          new OpenDrawer(),
          new StackBlocks(),
          new TakeLidOffSaucepan(),
          new CloseJar(),
          new LightBulbIn(),
          new InsertOntoSquarePeg(),
          new PlaceShapeInShapeSorter(),
          new StackCups(),
          new PlaceCups(),
          new OpenJar(),
          new LightBulbOut(),
          new LampOn(),
          new LampOff(),
          new PressSwitch());

  private AllTasks() {}

  /** The tasks. */
  public static List<TabletopTask> list() {
    return ALL;
  }
}
