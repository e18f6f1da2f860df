package org.workcell.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and a polite kill into an orderly end: the process stays until what is guarded has
 * stopped, so that no thread is inside native code or a file when it goes.
 */
final class Interrupts {

  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Guards until released.
   *
   * @param stop asks what is guarded to stop soon; called on another thread
   */
  Interrupts(Runnable stop) {
    hook = new Thread(() -> stopAndWait(stop), "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stopAndWait(Runnable stop) {
    stop.run();
    try {
      if (!stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("workcell: the run did not stop in time and is ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was guarded has ended, by itself or because it was asked to. */
  void release() {
    stopped.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook runs and has just been let go.
    }
  }
}
