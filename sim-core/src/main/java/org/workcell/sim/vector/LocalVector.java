package org.workcell.sim.vector;

import java.util.List;
import java.util.function.Function;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentSpec;

/**
 * What vectors in this process have in common, whether their rows come together ({@link
 * PooledVectorEnvironment}) or as they finish ({@link AsyncVectorEnvironment}). Used by one thread
 * at a time.
 */
public sealed interface LocalVector extends AutoCloseable
    permits PooledVectorEnvironment, AsyncVectorEnvironment {

  /** Number of environments. */
  int count();

  /** When environments whose episode has ended start the next one. */
  Autoreset autoreset();

  /** What each row holds; bounds are those of all tasks together. */
  BatchLayout layout();

  /** Where everything lies in memory. */
  SegmentDescriptor descriptor();

  /** What identifies an environment. */
  EnvironmentSpec spec(int environment);

  /** The latest batch; before the first one, rows without results. */
  VectorBatch current();

  /** How many batches have been shown: the first control word of the segment. */
  long shown();

  /**
   * Lets a function read one environment that is not under way, on a worker, for example its
   * episode record, or render it. What the function throws is thrown here. It must not keep the
   * environment.
   */
  <T> T visit(int environment, Function<Environment, T> visitor);

  /** The same for several environments at the same time; answers in their order. */
  <T> List<T> visit(int[] environments, Function<Environment, T> visitor);

  /** Frees everything. Idempotent. */
  @Override
  void close();
}
