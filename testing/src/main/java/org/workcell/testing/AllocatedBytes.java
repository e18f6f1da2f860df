package org.workcell.testing;

import java.lang.management.ManagementFactory;

/**
 * Bytes that the calling thread and all threads that work or serve allocate; asking is not counted.
 */
public final class AllocatedBytes {

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long[] ids;
  private final long[] start;
  private final long asking;

  private AllocatedBytes() {
    ids =
        Thread.getAllStackTraces().keySet().stream()
            .filter(
                thread ->
                    thread == Thread.currentThread()
                        || thread.getName().startsWith("workcell-worker")
                        || thread.getName().startsWith("workcell-client")
                        || thread.getName().startsWith("workcell-render"))
            .mapToLong(Thread::getId)
            .toArray();
    threads.getThreadAllocatedBytes(ids);
    long[] first = threads.getThreadAllocatedBytes(ids);
    start = threads.getThreadAllocatedBytes(ids);
    asking = sum(start) - sum(first);
  }

  /** Counts from now on. */
  public static AllocatedBytes ofWorkersAndThisThread() {
    return new AllocatedBytes();
  }

  /** Bytes since then. */
  public long sinceStart() {
    long[] end = threads.getThreadAllocatedBytes(ids);
    return sum(end) - sum(start) - asking;
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}
