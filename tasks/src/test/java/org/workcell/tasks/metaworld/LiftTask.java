package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.metaworld.experts.PickPlaceExpert;

/** A task that upstream does not have, with one reward: the puck is lifted to 0.15 m. */
final class LiftTask extends PuckTask<RewardInputs> {

  private static final TaskConfig<RewardInputs> CONFIG =
      TaskConfig.named("lift-v1", RewardVersions.of(LiftTask::reward))
          .instruction("lift the puck")
          .success("the puck is at least 0.15 m high")
          .scene("pick_place.xml", "sawyer_pick_place_v3.xml")
          .contexts(vector(-0.1, 0.6, 0.02, 0, 0.85, 0.15), vector(0.1, 0.7, 0.02, 0, 0.85, 0.15))
          .build();

  private static final double HEIGHT = 0.15;

  private LiftTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new RewardInputs());
  }

  static TaskDefinition definition() {
    return new MetaWorldTaskDefinition(CONFIG, LiftTask::new, PickPlaceExpert::new);
  }

  @Override
  void arrange(double[] context) {
    placeAsDrawn(context);
  }

  static void reward(RewardInputs in, RewardOutcome out) {
    out.success = in.object[2] >= HEIGHT;
    out.reward = 10 * Rewards.tolerance(in.object[2], HEIGHT, 1, HEIGHT, Falloff.LONG_TAIL);
  }
}
