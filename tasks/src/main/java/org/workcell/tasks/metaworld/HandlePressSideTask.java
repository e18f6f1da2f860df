package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Handle press, with the box at the robot's side: it faces along x instead of the robot. */
final class HandlePressSideTask extends HandlePressTask {

  static final TaskSheet SHEET =
      new TaskSheet(
          "handle-press-side-v3",
          "push the sideways-mounted handle down",
          TaskSheet.scene("handle_press_sideways.xml", "sawyer_handle_press_sideways.xml"),
          vector(0, 0.6, 0.2),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(-0.35, 0.65, -0.001), vector(-0.25, 0.75, 0.001)),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          "the handle is at most 0.02 m above or below its goal");

  HandlePressSideTask(Physics physics, MetaWorldSettings settings) {
    super(SHEET, physics, settings);
  }
}
