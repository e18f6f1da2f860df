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
          task(AssemblyTask.CONFIG, AssemblyTask::new, AssemblyExpert::new),
          task(BasketballTask.CONFIG, BasketballTask::new, BasketballExpert::new),
          task(BinPickingTask.CONFIG, BinPickingTask::new, BinPickingExpert::new),
          task(BoxCloseTask.CONFIG, BoxCloseTask::new, BoxCloseExpert::new),
          task(
              ButtonPressTopdownTask.CONFIG,
              ButtonPressTopdownTask::new,
              ButtonPressTopdownExpert::new),
          task(
              ButtonPressTopdownWallTask.CONFIG,
              ButtonPressTopdownWallTask::new,
              ButtonPressTopdownExpert::new),
          task(ButtonPressTask.CONFIG, ButtonPressTask::new, ButtonPressExpert::new),
          task(ButtonPressWallTask.CONFIG, ButtonPressWallTask::new, ButtonPressWallExpert::new),
          task(CoffeeButtonTask.CONFIG, CoffeeButtonTask::new, CoffeeButtonExpert::new),
          task(CoffeePullTask.CONFIG, CoffeePullTask::new, CoffeeMugExpert::new),
          task(CoffeePushTask.CONFIG, CoffeePushTask::new, CoffeeMugExpert::new),
          task(DialTurnTask.CONFIG, DialTurnTask::new, DialTurnExpert::new),
          task(DisassembleTask.CONFIG, DisassembleTask::new, DisassembleExpert::new),
          task(DoorCloseTask.CONFIG, DoorCloseTask::new, DoorCloseExpert::new),
          task(DoorLockTask.CONFIG, DoorLockTask::new, DoorLockExpert::new),
          task(DoorOpenTask.CONFIG, DoorOpenTask::new, DoorOpenExpert::new),
          task(DoorUnlockTask.CONFIG, DoorUnlockTask::new, DoorUnlockExpert::new),
          task(HandInsertTask.CONFIG, HandInsertTask::new, HandInsertExpert::new),
          task(DrawerCloseTask.CONFIG, DrawerCloseTask::new, DrawerCloseExpert::new),
          task(DrawerOpenTask.CONFIG, DrawerOpenTask::new, DrawerOpenExpert::new),
          task(FaucetOpenTask.CONFIG, FaucetOpenTask::new, FaucetOpenExpert::new),
          task(FaucetCloseTask.CONFIG, FaucetCloseTask::new, FaucetCloseExpert::new),
          task(HammerTask.CONFIG, HammerTask::new, HammerExpert::new),
          task(HandlePressSideTask.CONFIG, HandlePressSideTask::new, HandlePressExpert::new),
          task(HandlePressTask.CONFIG, HandlePressTask::new, HandlePressExpert::new),
          task(HandlePullSideTask.CONFIG, HandlePullSideTask::new, HandlePullExpert::new),
          task(HandlePullTask.CONFIG, HandlePullTask::new, HandlePullExpert::new),
          task(LeverPullTask.CONFIG, LeverPullTask::new, LeverPullExpert::new),
          task(PickPlaceWallTask.CONFIG, PickPlaceWallTask::new, PickPlaceWallExpert::new),
          task(PickOutOfHoleTask.CONFIG, PickOutOfHoleTask::new, PickOutOfHoleExpert::new),
          task(PickPlaceTask.CONFIG, PickPlaceTask::new, PickPlaceExpert::new),
          task(PlateSlideTask.CONFIG, PlateSlideTask::new, PlateSlideExpert::new),
          task(PlateSlideSideTask.CONFIG, PlateSlideSideTask::new, PlateSlideSideExpert::new),
          task(PlateSlideBackTask.CONFIG, PlateSlideBackTask::new, PlateSlideBackExpert::new),
          task(
              PlateSlideBackSideTask.CONFIG,
              PlateSlideBackSideTask::new,
              PlateSlideBackSideExpert::new),
          task(PegInsertSideTask.CONFIG, PegInsertSideTask::new, PegInsertSideExpert::new),
          task(PegUnplugSideTask.CONFIG, PegUnplugSideTask::new, PegUnplugSideExpert::new),
          task(SoccerTask.CONFIG, SoccerTask::new, SoccerExpert::new),
          task(StickPushTask.CONFIG, StickPushTask::new, StickPushExpert::new),
          task(StickPullTask.CONFIG, StickPullTask::new, StickPullExpert::new),
          task(PushTask.CONFIG, PushTask::new, PushExpert::new),
          task(PushWallTask.CONFIG, PushWallTask::new, PushWallExpert::new),
          task(PushBackTask.CONFIG, PushBackTask::new, PushBackExpert::new),
          task(ReachTask.CONFIG, ReachTask::new, ReachExpert::new),
          task(ReachWallTask.CONFIG, ReachWallTask::new, ReachWallExpert::new),
          task(ShelfPlaceTask.CONFIG, ShelfPlaceTask::new, ShelfPlaceExpert::new),
          task(SweepIntoTask.CONFIG, SweepIntoTask::new, SweepIntoExpert::new),
          task(SweepTask.CONFIG, SweepTask::new, SweepExpert::new),
          task(WindowOpenTask.CONFIG, WindowOpenTask::new, WindowOpenExpert::new),
          task(WindowCloseTask.CONFIG, WindowCloseTask::new, WindowCloseExpert::new));

  /** Sites that mark something of any task of the suite. */
  private static final class Marks {
    static final Set<String> SITES =
        TASKS.stream()
            .map(MetaWorldTaskDefinition.class::cast)
            .flatMap(task -> task.config().marks().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  static Set<String> marks() {
    return Marks.SITES;
  }

  private static TaskDefinition task(
      TaskConfig<?> config, MetaWorldTaskDefinition.Maker maker, Supplier<Expert> newExpert) {
    return new MetaWorldTaskDefinition(config, maker, newExpert);
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
