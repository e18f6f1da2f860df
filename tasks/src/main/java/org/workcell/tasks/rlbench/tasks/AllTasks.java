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
          new PickAndLift(),
          new SlideBlockToTarget(),
          new PushButtons(),
          new SlideBlockToColorTarget(),
          new ReachAndDrag(),
          new LiftNumberedBlock(),
          new PickAndLiftSmall(),
          new BlockPyramid(),
          new SweepToDustpanOfSize());

  private AllTasks() {}

  /** The tasks. */
  public static List<TabletopTask> list() {
    return ALL;
  }
}
