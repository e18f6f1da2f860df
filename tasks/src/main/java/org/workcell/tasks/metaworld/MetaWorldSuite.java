package org.workcell.tasks.metaworld;

import java.util.List;
import org.workcell.sim.environment.Suite;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.tasks.metaworld.experts.DrawerOpenExpert;
import org.workcell.tasks.metaworld.experts.PushExpert;
import org.workcell.tasks.metaworld.experts.ReachExpert;

/** The tasks of the suite, in the order of upstream's MT10. */
public final class MetaWorldSuite implements Suite {

  static final String NAME = "metaworld";

  private static final List<TaskDefinition> TASKS =
      List.of(
          new MetaWorldTaskDefinition(ReachTask.SHEET, ReachTask::new, ReachExpert::new),
          new MetaWorldTaskDefinition(PushTask.SHEET, PushTask::new, PushExpert::new),
          new MetaWorldTaskDefinition(
              DrawerOpenTask.SHEET, DrawerOpenTask::new, DrawerOpenExpert::new));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<TaskDefinition> tasks() {
    return TASKS;
  }
}
