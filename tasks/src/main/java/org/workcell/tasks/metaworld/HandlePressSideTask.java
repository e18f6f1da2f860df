package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;

/** Handle press, with the box at the robot's side: it faces along x instead of the robot. */
final class HandlePressSideTask extends HandlePressTask {

  static final TaskConfig<HandleInputs> CONFIG =
      TaskConfig.named(
              "handle-press-side-v3",
              RewardVersions.of(HandlePressTask::rewardV2).withV1(HandleLegacyReward::press))
          .instruction("push the sideways-mounted handle down")
          .success("the handle is at most 0.02 m above or below its goal")
          .scene("handle_press_sideways.xml", "sawyer_handle_press_sideways.xml")
          .contexts(vector(-0.35, 0.65, -0.001), vector(-0.25, 0.75, 0.001))
          .goalMarkerOnFixture("goalPress")
          .observedMarks("handleStart")
          .build();

  HandlePressSideTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, physics, settings);
  }
}
