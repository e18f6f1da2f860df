package org.workcell.sim2real.replay;

import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSimulation;

/** Brings a simulation into the state of a row. Allocates nothing. */
final class StartState {

  private StartState() {}

  static void write(RobotSimulation simulation, ReplayLog log, int row) {
    Physics physics = simulation.physics();
    if (log.log().has(Quantity.SIMULATION_STATE)) {
      writeWhole(physics, log.log(), row);
      return;
    }
    for (int i = 0; i < log.joints().size(); i++) {
      RobotJoint joint = log.joints().get(i);
      physics.qpos().set(joint.positionAddress(), log.position(row, i) - simulation.offset(joint));
      physics.qvel().set(joint.velocityAddress(), log.velocity(row, i));
    }
    RobotModel.Base base = simulation.setup().model().base();
    if (base.floating()) {
      copy(log.log(), Quantity.BASE_POSITION, row, physics, true, base.positionAddress());
      copy(log.log(), Quantity.BASE_QUAT_WXYZ, row, physics, true, base.positionAddress() + 3);
      copy(log.log(), Quantity.BASE_LINEAR_VELOCITY, row, physics, false, base.velocityAddress());
      copy(
          log.log(),
          Quantity.BASE_ANGULAR_VELOCITY,
          row,
          physics,
          false,
          base.velocityAddress() + 3);
    }
  }

  private static void copy(
      RobotLog log, Quantity quantity, int row, Physics physics, boolean positions, int address) {
    if (!log.has(quantity)) {
      return;
    }
    for (int i = 0; i < log.width(quantity); i++) {
      double value = log.value(quantity, row, i);
      if (positions) {
        physics.qpos().set(address + i, value);
      } else {
        physics.qvel().set(address + i, value);
      }
    }
  }

  private static void writeWhole(Physics physics, RobotLog log, int row) {
    int positions = physics.qpos().size();
    int first = timeColumns(physics.scene(), log);
    for (int i = 0; i < positions; i++) {
      physics.qpos().set(i, log.value(Quantity.SIMULATION_STATE, row, first + i));
    }
    for (int i = 0; i < physics.qvel().size(); i++) {
      physics.qvel().set(i, log.value(Quantity.SIMULATION_STATE, row, first + positions + i));
    }
  }

  /**
   * 1 where states begin with their time, as those of robosuite and robomimic do, 0 where not.
   *
   * @throws IllegalArgumentException if they are of another model
   */
  static int timeColumns(Model scene, RobotLog log) {
    int size = scene.positionCount() + scene.velocityCount();
    int width = log.width(Quantity.SIMULATION_STATE);
    if (width != size && width != size + 1) {
      throw new IllegalArgumentException(
          "states of log %s have %d numbers; those of %s have %d positions and %d velocities, with or without a time in front"
              .formatted(
                  log.meta().name(),
                  width,
                  scene.name(),
                  scene.positionCount(),
                  scene.velocityCount()));
    }
    return width - size;
  }
}
