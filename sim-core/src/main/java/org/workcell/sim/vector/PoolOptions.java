package org.workcell.sim.vector;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How the workers of vector environments run. Immutable; {@code with} methods return changed
 * copies.
 *
 * @param workers number of threads that simulate
 * @param stuckAfter how long an environment may take for one call before it is given up
 * @param modelBytes memory for the workers' copies of models, all together
 * @param firstCpu the processor of worker 0, worker {@code i} being pinned to the {@code i}-th one
 *     after it that this process may use; not pinned where absent
 */
public record PoolOptions(int workers, Duration stuckAfter, long modelBytes, OptionalInt firstCpu) {

  private static final Duration DEFAULT_STUCK_AFTER = Duration.ofSeconds(60);
  private static final long LEAST_MODEL_BYTES = 1L << 30;

  /** Checks the numbers. */
  public PoolOptions {
    if (workers < 1 || workers > 1024) {
      throw new IllegalArgumentException("a pool has 1..1024 workers, not " + workers);
    }
    if (stuckAfter.isNegative() || stuckAfter.isZero()) {
      throw new IllegalArgumentException(
          "the time after which an environment counts as stuck must be positive, not "
              + stuckAfter);
    }
    if (modelBytes < 1) {
      throw new IllegalArgumentException(
          "memory for model copies must be positive, not " + modelBytes);
    }
    if (firstCpu.isPresent() && firstCpu.getAsInt() < 0) {
      throw new IllegalArgumentException("the first processor is " + firstCpu.getAsInt());
    }
  }

  /** So many workers; a quarter of the machine's memory for models, one minute, not pinned. */
  public static PoolOptions of(int workers) {
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long modelBytes = Math.max(LEAST_MODEL_BYTES, machine.getTotalMemorySize() / 4);
    return new PoolOptions(workers, DEFAULT_STUCK_AFTER, modelBytes, OptionalInt.empty());
  }

  /** A worker for every processor that this process may use. */
  public static PoolOptions allProcessors() {
    return of(Runtime.getRuntime().availableProcessors());
  }

  /** A copy with another time limit. */
  public PoolOptions withStuckAfter(Duration limit) {
    return new PoolOptions(workers, limit, modelBytes, firstCpu);
  }

  /** A copy with another budget. */
  public PoolOptions withModelBytes(long bytes) {
    return new PoolOptions(workers, stuckAfter, bytes, firstCpu);
  }

  /** A copy whose workers are pinned to processors. */
  public PoolOptions withFirstCpu(int cpu) {
    return new PoolOptions(workers, stuckAfter, modelBytes, OptionalInt.of(cpu));
  }
}
