package org.workcell.tasks.metaworld;

import java.util.List;
import org.workcell.sim.environment.Suite;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.tasks.metaworld.experts.MetaWorldExperts;

/** The tasks of the suite, in the order of upstream's MT10. */
public final class MetaWorldSuite implements Suite {

  static final String NAME = "metaworld";

  private static final List<TaskDefinition> TASKS =
      List.of(
          new MetaWorldTaskDefinition(ReachTask.SHEET, ReachTask::new, MetaWorldExperts::reach),
          new MetaWorldTaskDefinition(PushTask.SHEET, PushTask::new, MetaWorldExperts::push),
          new MetaWorldTaskDefinition(
              DrawerOpenTask.SHEET, DrawerOpenTask::new, MetaWorldExperts::drawerOpen));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<TaskDefinition> tasks() {
    return TASKS;
  }
}
