package org.workcell.evaluation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Calls of policies that must return in time. One that does not is left alone on its thread, which
 * nothing can end but the end of the process; see {@link #isCallAbandoned}.
 */
public final class TimeLimit {

  /** For how long a policy may be asked unless the user says otherwise. */
  public static final Duration STANDARD = Duration.ofSeconds(10);

  /** The longest limit. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final AtomicInteger ABANDONED = new AtomicInteger();

  private TimeLimit() {}

  /** A call did not return in time. */
  static final class ExceededException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ExceededException(String message) {
      super(message);
    }
  }

  /**
   * Makes a call on a thread of its own and waits for it; what it throws is thrown here.
   *
   * @param policy label of the policy, for the message
   * @throws ExceededException if it takes longer
   */
  static <T> T call(String policy, Duration limit, Supplier<T> call) {
    Caller<T> caller = new Caller<>(call);
    caller.start();
    boolean interrupted = false;
    long end = System.nanoTime() + limit.toNanos();
    while (caller.isAlive()) {
      long milliseconds = (end - System.nanoTime()) / 1_000_000;
      if (milliseconds <= 0) {
        throw abandon(policy, limit, "when it was tried");
      }
      try {
        caller.join(milliseconds);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return caller.result();
  }

  /** Notes that a call within an episode is left alone, and says so. */
  static RunAbortedException abandoned(Evaluation evaluation, EpisodeSlot slot) {
    return new RunAbortedException(
        abandon(evaluation.policy().label(), evaluation.policyTimeout(), "in " + slot.describe())
            .getMessage(),
        null);
  }

  /** Notes that a call is left alone, and says so. */
  private static ExceededException abandon(String policy, Duration limit, String where) {
    ABANDONED.incrementAndGet();
    return new ExceededException(
        "policy %s has not answered for %s s, %s; look for what it waits for, or raise --policy-timeout"
            .formatted(
                policy,
                new BigDecimal(limit.toMillis())
                    .movePointLeft(3)
                    .stripTrailingZeros()
                    .toPlainString(),
                where));
  }

  /**
   * Whether a thread may still be inside a policy. The process then has to be halted: leaving it in
   * the usual way would take down libraries that are in use.
   */
  public static boolean isCallAbandoned() {
    return ABANDONED.get() > 0;
  }

  private static final class Caller<T> extends Thread {

    private final Supplier<T> call;
    private T result;
    private Throwable failure;

    Caller(Supplier<T> call) {
      super("policy");
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

    T result() {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
      return result;
    }
  }
}
