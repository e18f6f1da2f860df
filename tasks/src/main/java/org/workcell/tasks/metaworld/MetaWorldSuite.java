package org.workcell.tasks.metaworld;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.workcell.sim.policy.Expert;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.tasks.metaworld.benchmark.MetaWorldBenchmarks;
import org.workcell.tasks.metaworld.experts.AssemblyExpert;
import org.workcell.tasks.metaworld.experts.BasketballExpert;
import org.workcell.tasks.metaworld.experts.BinPickingExpert;
import org.workcell.tasks.metaworld.experts.BoxCloseExpert;
import org.workcell.tasks.metaworld.experts.ButtonPressExpert;
import org.workcell.tasks.metaworld.experts.ButtonPressTopdownExpert;
import org.workcell.tasks.metaworld.experts.ButtonPressWallExpert;
import org.workcell.tasks.metaworld.experts.CoffeeButtonExpert;
import org.workcell.tasks.metaworld.experts.CoffeeMugExpert;
import org.workcell.tasks.metaworld.experts.DialTurnExpert;
import org.workcell.tasks.metaworld.experts.DisassembleExpert;
import org.workcell.tasks.metaworld.experts.DoorCloseExpert;
import org.workcell.tasks.metaworld.experts.DoorLockExpert;
import org.workcell.tasks.metaworld.experts.DoorOpenExpert;
import org.workcell.tasks.metaworld.experts.DoorUnlockExpert;
import org.workcell.tasks.metaworld.experts.DrawerCloseExpert;
import org.workcell.tasks.metaworld.experts.DrawerOpenExpert;
import org.workcell.tasks.metaworld.experts.FaucetCloseExpert;
import org.workcell.tasks.metaworld.experts.FaucetOpenExpert;
import org.workcell.tasks.metaworld.experts.HammerExpert;
import org.workcell.tasks.metaworld.experts.HandInsertExpert;
import org.workcell.tasks.metaworld.experts.HandlePressExpert;
import org.workcell.tasks.metaworld.experts.HandlePullExpert;
import org.workcell.tasks.metaworld.experts.LeverPullExpert;
import org.workcell.tasks.metaworld.experts.PegInsertSideExpert;
import org.workcell.tasks.metaworld.experts.PegUnplugSideExpert;
import org.workcell.tasks.metaworld.experts.PickOutOfHoleExpert;
import org.workcell.tasks.metaworld.experts.PickPlaceExpert;
import org.workcell.tasks.metaworld.experts.PickPlaceWallExpert;
import org.workcell.tasks.metaworld.experts.PlateSlideBackExpert;
import org.workcell.tasks.metaworld.experts.PlateSlideBackSideExpert;
import org.workcell.tasks.metaworld.experts.PlateSlideExpert;
import org.workcell.tasks.metaworld.experts.PlateSlideSideExpert;
import org.workcell.tasks.metaworld.experts.PushBackExpert;
import org.workcell.tasks.metaworld.experts.PushExpert;
import org.workcell.tasks.metaworld.experts.PushWallExpert;
import org.workcell.tasks.metaworld.experts.ReachExpert;
import org.workcell.tasks.metaworld.experts.ReachWallExpert;
import org.workcell.tasks.metaworld.experts.ShelfPlaceExpert;
import org.workcell.tasks.metaworld.experts.SoccerExpert;
import org.workcell.tasks.metaworld.experts.StickPullExpert;
import org.workcell.tasks.metaworld.experts.StickPushExpert;
import org.workcell.tasks.metaworld.experts.SweepExpert;
import org.workcell.tasks.metaworld.experts.SweepIntoExpert;
import org.workcell.tasks.metaworld.experts.WindowCloseExpert;
import org.workcell.tasks.metaworld.experts.WindowOpenExpert;

/**
 * The fifty tasks of the suite, in the order of upstream's MT50, which is that of their task ids.
 */
public final class MetaWorldSuite implements Suite {

  static final String NAME = "metaworld";

  private static final List<TaskDefinition> TASKS =
      List.of(
          task(AssemblyTask.SHEET, AssemblyTask::new, AssemblyExpert::new),
          task(BasketballTask.SHEET, BasketballTask::new, BasketballExpert::new),
          task(BinPickingTask.SHEET, BinPickingTask::new, BinPickingExpert::new),
          task(BoxCloseTask.SHEET, BoxCloseTask::new, BoxCloseExpert::new),
          task(
              ButtonPressTopdownTask.SHEET,
              ButtonPressTopdownTask::new,
              ButtonPressTopdownExpert::new),
          task(
              ButtonPressTopdownWallTask.SHEET,
              ButtonPressTopdownWallTask::new,
              ButtonPressTopdownExpert::new),
          task(ButtonPressTask.SHEET, ButtonPressTask::new, ButtonPressExpert::new),
          task(ButtonPressWallTask.SHEET, ButtonPressWallTask::new, ButtonPressWallExpert::new),
          task(CoffeeButtonTask.SHEET, CoffeeButtonTask::new, CoffeeButtonExpert::new),
          task(CoffeePullTask.SHEET, CoffeePullTask::new, CoffeeMugExpert::new),
          task(CoffeePushTask.SHEET, CoffeePushTask::new, CoffeeMugExpert::new),
          task(DialTurnTask.SHEET, DialTurnTask::new, DialTurnExpert::new),
          task(DisassembleTask.SHEET, DisassembleTask::new, DisassembleExpert::new),
          task(DoorCloseTask.SHEET, DoorCloseTask::new, DoorCloseExpert::new),
          task(DoorLockTask.SHEET, DoorLockTask::new, DoorLockExpert::new),
          task(DoorOpenTask.SHEET, DoorOpenTask::new, DoorOpenExpert::new),
          task(DoorUnlockTask.SHEET, DoorUnlockTask::new, DoorUnlockExpert::new),
          task(HandInsertTask.SHEET, HandInsertTask::new, HandInsertExpert::new),
          task(DrawerCloseTask.SHEET, DrawerCloseTask::new, DrawerCloseExpert::new),
          task(DrawerOpenTask.SHEET, DrawerOpenTask::new, DrawerOpenExpert::new),
          task(FaucetOpenTask.SHEET, FaucetOpenTask::new, FaucetOpenExpert::new),
          task(FaucetCloseTask.SHEET, FaucetCloseTask::new, FaucetCloseExpert::new),
          task(HammerTask.SHEET, HammerTask::new, HammerExpert::new),
          task(HandlePressSideTask.SHEET, HandlePressSideTask::new, HandlePressExpert::new),
          task(HandlePressTask.SHEET, HandlePressTask::new, HandlePressExpert::new),
          task(HandlePullSideTask.SHEET, HandlePullSideTask::new, HandlePullExpert::new),
          task(HandlePullTask.SHEET, HandlePullTask::new, HandlePullExpert::new),
          task(LeverPullTask.SHEET, LeverPullTask::new, LeverPullExpert::new),
          task(PickPlaceWallTask.SHEET, PickPlaceWallTask::new, PickPlaceWallExpert::new),
          task(PickOutOfHoleTask.SHEET, PickOutOfHoleTask::new, PickOutOfHoleExpert::new),
          task(PickPlaceTask.SHEET, PickPlaceTask::new, PickPlaceExpert::new),
          task(PlateSlideTask.SHEET, PlateSlideTask::new, PlateSlideExpert::new),
          task(PlateSlideSideTask.SHEET, PlateSlideSideTask::new, PlateSlideSideExpert::new),
          task(PlateSlideBackTask.SHEET, PlateSlideBackTask::new, PlateSlideBackExpert::new),
          task(
              PlateSlideBackSideTask.SHEET,
              PlateSlideBackSideTask::new,
              PlateSlideBackSideExpert::new),
          task(PegInsertSideTask.SHEET, PegInsertSideTask::new, PegInsertSideExpert::new),
          task(PegUnplugSideTask.SHEET, PegUnplugSideTask::new, PegUnplugSideExpert::new),
          task(SoccerTask.SHEET, SoccerTask::new, SoccerExpert::new),
          task(StickPushTask.SHEET, StickPushTask::new, StickPushExpert::new),
          task(StickPullTask.SHEET, StickPullTask::new, StickPullExpert::new),
          task(PushTask.SHEET, PushTask::new, PushExpert::new),
          task(PushWallTask.SHEET, PushWallTask::new, PushWallExpert::new),
          task(PushBackTask.SHEET, PushBackTask::new, PushBackExpert::new),
          task(ReachTask.SHEET, ReachTask::new, ReachExpert::new),
          task(ReachWallTask.SHEET, ReachWallTask::new, ReachWallExpert::new),
          task(ShelfPlaceTask.SHEET, ShelfPlaceTask::new, ShelfPlaceExpert::new),
          task(SweepIntoTask.SHEET, SweepIntoTask::new, SweepIntoExpert::new),
          task(SweepTask.SHEET, SweepTask::new, SweepExpert::new),
          task(WindowOpenTask.SHEET, WindowOpenTask::new, WindowOpenExpert::new),
          task(WindowCloseTask.SHEET, WindowCloseTask::new, WindowCloseExpert::new));

  /** Sites that mark something of any task of the suite. */
  private static final class Marks {
    static final Set<String> SITES =
        TASKS.stream()
            .map(MetaWorldTaskDefinition.class::cast)
            .flatMap(task -> task.sheet().marks().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  static Set<String> marks() {
    return Marks.SITES;
  }

  private static TaskDefinition task(
      TaskSheet<?> sheet, MetaWorldTaskDefinition.Maker maker, Supplier<Expert> newExpert) {
    return new MetaWorldTaskDefinition(sheet, maker, newExpert);
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
    return MetaWorldBenchmarks.all();
  }
}
