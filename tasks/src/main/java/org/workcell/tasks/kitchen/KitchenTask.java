package org.workcell.tasks.kitchen;

import java.util.List;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Task;
import org.workcell.tasks.common.Contexts;

/**
 * The task of bringing elements of the kitchen to goals. All tasks of the suite are this one with
 * other goals. Observation blocks: {@code observation}, {@code achieved_goal}, {@code
 * desired_goal}. One thread at a time; {@link #evaluate} allocates nothing.
 */
final class KitchenTask implements Task {

  private static final int OBSERVATION = 0;
  private static final int ACHIEVED_GOAL = 1;
  private static final int DESIRED_GOAL = 2;

  private final KitchenConfig config;
  private final KitchenSettings settings;
  private final Physics physics;
  private final KnobWeights knobs;
  private final PandaController controller;
  private final NoisyObservation observation;
  private final Completions completions;
  private final double[] achieved;
  private final double[] desired;

  KitchenTask(KitchenConfig config, List<Goal> goals, KitchenSettings settings, Physics physics) {
    KitchenScene.require(physics.scene());
    this.config = config;
    this.settings = settings;
    this.physics = physics;
    this.knobs = new KnobWeights(physics.scene());
    this.controller = new PandaController(settings.compat(), physics);
    this.observation = new NoisyObservation(physics, settings);
    this.completions = new Completions(goals, settings.removeReached(), physics.scene());
    this.desired = desired(goals);
    this.achieved = new double[desired.length];
  }

  private static double[] desired(List<Goal> goals) {
    return goals.stream().map(Goal::positions).flatMapToDouble(java.util.Arrays::stream).toArray();
  }

  @Override
  public Controller controller() {
    return controller;
  }

  /** Context: displacement of the arm's joints (7), where the task has one. */
  @Override
  public void start(EpisodeStart episode) {
    double[] context = Contexts.of("kitchen/" + config.name(), config.contexts()).choose(episode);
    double[] positions = KitchenScene.START.clone();
    for (int i = 0; i < context.length; i++) {
      double displaced = positions[i] + context[i];
      positions[i] =
          Math.min(Math.max(displaced, KitchenScene.ARM_LOW[i]), KitchenScene.ARM_HIGH[i]);
    }
    if (!settings.compat()) {
      knobs.mend(episode);
    }
    physics.qpos().write(0, positions);
    physics.forward();
    completions.start();
    controller.start(physics);
    observation.start(episode);
    controller.see(observation.values());
  }

  @Override
  public void observe(BatchRow row) {
    completions.readAchieved(physics, achieved);
    row.writeObservation(OBSERVATION, observation.values());
    row.writeObservation(ACHIEVED_GOAL, achieved);
    row.writeObservation(DESIRED_GOAL, desired);
    completions.writeInfo(row);
  }

  @Override
  public void evaluate(double[] action, BatchRow row) {
    observation.read();
    controller.see(observation.values());
    row.writeReward(completions.judge(physics));
    row.writeSuccess(completions.all());
    row.writeTerminated(settings.terminate() && completions.all());
    observe(row);
  }

  /** Upstream's completions stay; an element may have left its goal since. */
  @Override
  public boolean stillSucceeds(boolean success) {
    return success && completions.allHold(physics);
  }

  @Override
  public void readStages(double[] fractions) {
    completions.readStages(physics, fractions);
  }

  @Override
  public void save(StateWriter writer) {
    observation.save(writer);
    completions.save(writer);
  }

  @Override
  public void load(StateReader reader) {
    observation.load(reader);
    completions.load(reader);
  }
}
