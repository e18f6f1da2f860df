package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.task.TabletopTask;

/** All tasks of the suite, in the order in which they were built. */
public final class AllTasks {

  private static final List<TabletopTask> ALL =
      List.of(
          new LampPick(),
          new ReachTarget(),
          new PushButton(),
          new PickUpCup(),
          new OpenDrawer(),
          new StackBlocks(),
          new CloseDrawer(),
          new PutItemInDrawer(),
          new TakeItemOutOfDrawer(),
          new CloseMicrowave(),
          new OpenMicrowave(),
          new TurnTap(),
          new TurnOvenOn(),
          new CloseBox(),
          new OpenBox(),
          new ToiletSeatDown(),
          new ToiletSeatUp(),
          new CloseLaptopLid(),
          new PutMoneyInSafe(),
          new TakeLidOffSaucepan(),
          new CloseJar(),
          new LightBulbIn(),
          new InsertOntoSquarePeg(),
          new PlaceShapeInShapeSorter(),
          new StackCups(),
          new PlaceCups(),
          new OpenJar(),
          new LightBulbOut(),
          new PickAndLift(),
          new SlideBlockToTarget(),
          new PushButtons(),
          new SlideBlockToColorTarget(),
          new ReachAndDrag(),
          new LiftNumberedBlock(),
          new PickAndLiftSmall(),
          new BlockPyramid(),
          new SweepToDustpanOfSize(),
          new PutRubbishInBin(),
          new MeatOffGrill(),
          new MeatOnGrill(),
          new PlaceWineAtRackLocation(),
          new StackWine(),
          new TakeUmbrellaOutOfUmbrellaStand(),
          new PhoneOnBase(),
          new BasketballInHoop(),
          new PutGroceriesInCupboard(),
          new LampOn(),
          new LampOff(),
          new PressSwitch());

  private AllTasks() {}

  /** The tasks. */
  public static List<TabletopTask> list() {
    return ALL;
  }
}
