package org.workcell.server.dmenv;

import org.workcell.server.dmenv.v1.EnvironmentStateType;

/** Where a stream is in a world. Guarded by the world's lock. */
final class Participant {

  private EnvironmentStateType state = EnvironmentStateType.TERMINATED;
  private long sequence;
  private boolean interrupted;

  EnvironmentStateType state() {
    return state;
  }

  boolean isRunning() {
    return state == EnvironmentStateType.RUNNING;
  }

  boolean isRunningIn(long which) {
    return isRunning() && sequence == which;
  }

  /** Whether its next step tells that the world was reset. */
  boolean isInterrupted() {
    return interrupted;
  }

  void begin(long which) {
    state = EnvironmentStateType.RUNNING;
    sequence = which;
  }

  void rest(EnvironmentStateType resting) {
    state = resting;
    interrupted = false;
  }

  void interrupt() {
    interrupted = true;
  }

  void carryOn() {
    interrupted = false;
  }
}
