package org.workcell.perf;

import java.lang.management.ManagementFactory;
import org.workcell.sim.vector.WorkerPool;

/** CPU time and Java heap that the workers of a pool and the calling thread take. */
final class ThreadMeter {

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long[] workers;
  private final long caller = Thread.currentThread().getId();

  ThreadMeter(WorkerPool pool) {
    workers = pool.threadIds();
  }

  long cpuNanoseconds() {
    long sum = threads.getCurrentThreadCpuTime();
    for (long worker : workers) {
      sum += threads.getThreadCpuTime(worker);
    }
    return sum;
  }

  long allocatedBytes() {
    long sum = threads.getThreadAllocatedBytes(caller);
    for (long worker : workers) {
      sum += threads.getThreadAllocatedBytes(worker);
    }
    return sum;
  }
}
