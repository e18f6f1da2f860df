package org.workcell.recipes.closedloop;

import java.nio.file.Path;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim.environment.DynamicsProvider;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;
import org.workcell.sim2real.gap.GapRobot;

/** The environment of a hidden robot of joints; it alone reads the truth, and learns nothing. */
final class HiddenRobot {

  private HiddenRobot() {}

  /**
   * The hidden robot in a task.
   *
   * @param nominal the task with the nominal robot
   * @param folder of the gap tool
   * @param model the nominal robot
   */
  static EnvironmentOptions in(EnvironmentOptions nominal, LoopPlan plan, Path folder, Path model) {
    if (plan.gap().family() == GapFamily.G10) {
      String engine = plan.gap().level() == GapLevel.MILD ? "bullet" : "bullet-plain";
      return nominal.withDynamics(DynamicsProvider.named(engine));
    }
    return nominal.withActuators(ParameterFiles.readActuators(GapRobot.of(folder, model).whole()));
  }
}
