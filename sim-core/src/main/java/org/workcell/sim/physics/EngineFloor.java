package org.workcell.sim.physics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.workcell.mujoco.global.MuJoCo;

/**
 * A simulation that repeats recorded commands with nothing but engine calls: each step and each
 * reset is one native function. No observation, reward or check; a bad state is not noticed. For
 * measurements. One thread at a time; allocates nothing.
 */
public final class EngineFloor implements AutoCloseable {

  private final Physics physics;
  private final EngineCalls calls;
  private final DoubleBuffer command;
  private final DoubleBuffer state;

  /** A floor for a scene. */
  public EngineFloor(Model scene, EngineCalls calls) {
    this.physics = new Physics(scene);
    this.calls = calls;
    this.command = direct(commandSize(scene));
    this.state = direct(physics.stateSize());
  }

  private static DoubleBuffer direct(int doubles) {
    return ByteBuffer.allocateDirect(doubles * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }

  /** Doubles in a command: controls, then positions and quatWxyz of motion-capture bodies. */
  public static int commandSize(Model scene) {
    return scene.controlCount() + 7 * scene.mocapCount();
  }

  /** Reads the command that a simulation carries out. */
  public static void readCommand(Physics source, double[] target, int offset) {
    int at = offset;
    for (DoubleArray array :
        new DoubleArray[] {source.ctrl(), source.mocapPos(), source.mocapQuat()}) {
      for (int i = 0; i < array.size(); i++) {
        target[at++] = array.get(i);
      }
    }
  }

  /** The simulation, for its state. */
  public Physics physics() {
    return physics;
  }

  /** Repeats one control period. */
  public void step(WorkerModel model, double[] commands, int offset) {
    physics.useModel(model);
    command.put(0, commands, offset, command.capacity());
    MuJoCo.wc_floorStep(
        physics.modelHandle(),
        physics.dataHandle(),
        command,
        calls.substeps(),
        calls.postConstraint(),
        calls.forward());
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
