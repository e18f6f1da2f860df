package org.workcell.evaluation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.workcell.datasets.records.EpisodeKey;

/** Wall and processor time of the calling thread since this clock was made. */
final class EpisodeClock {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NANOSECOND = 1e-9;

  private final long startWall = System.nanoTime();
  private final long startCpu = THREADS.getCurrentThreadCpuTime();

  EpisodeTiming read(EpisodeKey key, int steps) {
    double wallSeconds = (System.nanoTime() - startWall) * NANOSECOND;
    double cpuSeconds = (THREADS.getCurrentThreadCpuTime() - startCpu) * NANOSECOND;
    return new EpisodeTiming(
        key.task(), key.condition(), key.episode(), wallSeconds, cpuSeconds, steps / wallSeconds);
  }
}
