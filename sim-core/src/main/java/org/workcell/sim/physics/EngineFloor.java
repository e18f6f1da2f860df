package org.workcell.sim.physics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.workcell.mujoco.global.MuJoCo;

/**
 * A simulation that repeats what a {@link CommandRecorder} read with nothing but engine calls: each
 * step and each reset is one native function. No observation, reward or check; a bad state is not
 * noticed. For measurements. One thread at a time; allocates nothing.
 */
public final class EngineFloor implements AutoCloseable {

  private final Physics physics;
  private final EngineCalls calls;
  private final CommandLayout layout;
  private final DoubleBuffer command;
  private final DoubleBuffer rows;
  private final DoubleBuffer state;

  /** A floor for a scene and recorded commands. */
  public EngineFloor(Model scene, EngineCalls calls, CommandLayout layout) {
    this.physics = new Physics(scene);
    this.calls = calls;
    this.layout = layout;
    this.command = direct(layout.size());
    this.rows =
        layout.columns() == 0
            ? null
            : command.slice(layout.rowsAt(), layout.columns() * layout.substeps());
    this.state = direct(physics.stateSize());
  }

  private static DoubleBuffer direct(int doubles) {
    return ByteBuffer.allocateDirect(doubles * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }

  /** The simulation, for its state. */
  public Physics physics() {
    return physics;
  }

  /**
   * Repeats one control period.
   *
   * @throws IllegalStateException if stages acted in some of its physics steps only
   */
  public void step(WorkerModel model, double[] commands, int offset) {
    physics.useModel(model);
    command.put(0, commands, offset, command.capacity());
    MuJoCo.wc_floorStep(
        physics.modelHandle(),
        physics.dataHandle(),
        command,
        stagesActed() ? rows : null,
        layout.columns(),
        calls.substeps(),
        calls.postConstraint(),
        calls.forward());
  }

  private boolean stagesActed() {
    if (rows == null) {
      return false;
    }
    int steps = (int) command.get(layout.stepsAt());
    if (steps != 0 && steps != calls.substeps()) {
      throw new IllegalStateException(
          "stages acted in %d of the %d physics steps of a control period; a floor repeats all or none"
              .formatted(steps, calls.substeps()));
    }
    return steps != 0;
  }

  /**
   * Repeats a reset that leads to a state; the simulation moves under a command on its way there.
   */
  public void reset(WorkerModel model, double[] commands, int offset, double[] startState) {
    physics.useModel(model);
    command.put(0, commands, offset, command.capacity());
    state.put(0, startState);
    MuJoCo.wc_floorReset(
        physics.modelHandle(),
        physics.dataHandle(),
        command,
        calls.resetRuns(),
        calls.resetSubsteps(),
        state);
  }

  @Override
  public void close() {
    physics.close();
  }
}
