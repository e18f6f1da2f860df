package org.workcell.tasks.parity;

import org.workcell.sim.engine.Engine;

/** Recordings repeat to the bit on the engine that they were made with, and on no other. */
public final class RecordedEngine {

  private RecordedEngine() {}

  /**
   * Checks that this is the engine of a recording.
   *
   * @param recorded its version, for example {@code 3.14.0}
   * @throws IllegalArgumentException if it is another one
   */
  public static void requireThis(String recorded) {
    String engine = Engine.load().version();
    if (!recorded.equals(engine)) {
      throw new IllegalArgumentException(
          "was recorded with MuJoCo %s, but this is %s; check it with a build for %s"
              .formatted(recorded, engine, recorded));
    }
  }
}
