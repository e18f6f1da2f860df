package org.workcell.sim.physics;

import java.util.function.Supplier;

/**
 * Runs the engine's parser and compiler, which descend into elements and bodies recursively, on
 * threads whose stack has room for every scene that {@link SceneNesting} lets pass.
 */
public final class LargeStack {

  /** Reserved, not used: pages that nothing touches cost nothing. */
  private static final long BYTES = 64L << 20;

  private LargeStack() {}

  private static final class Caller<T> extends Thread {
    private final Supplier<T> call;
    private T result;
    private Throwable failure;

    Caller(Supplier<T> call) {
      super(null, null, "workcell-compiler", BYTES);
      this.call = call;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        result = call.get();
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }

    void await() {
      boolean interrupted = false;
      while (isAlive()) {
        try {
          join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Makes a call and waits for it; what it throws is thrown here. */
  public static <T> T call(Supplier<T> call) {
    if (Thread.currentThread() instanceof Caller) {
      return call.get();
    }
    Caller<T> caller = new Caller<>(call);
    caller.start();
    caller.await();
    if (caller.failure instanceof Error error) {
      throw error;
    }
    if (caller.failure instanceof RuntimeException failure) {
      throw failure;
    }
    return caller.result;
  }
}
