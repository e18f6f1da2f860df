package org.workcell.sim.engine;

import org.workcell.mujoco.global.MuJoCo;

/** The processors that this process may use. */
public final class Processors {

  static {
    Engine.load();
  }

  private Processors() {}

  /**
   * Keeps the calling thread on one processor from now on.
   *
   * @param index counts the processors that the process may use, and starts again after the last
   * @return the operating system's number of the processor
   * @throws EngineException if the operating system refuses
   */
  public static int pinThisThread(int index) {
    int processor = MuJoCo.wc_pinThread(index);
    if (processor < 0) {
      throw new EngineException(
          "the operating system refused to pin a thread to processor " + index);
    }
    return processor;
  }
}
