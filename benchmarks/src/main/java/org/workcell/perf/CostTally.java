package org.workcell.perf;

/**
 * CPU time and allocations of batch steps, those with and those without resets apart, so that the
 * cost of a reset can be told.
 */
final class CostTally {

  private long cpu;
  private long bytes;

  private long plainSteps;
  private long plainCpu;
  private long plainBytes;
  private long mixedSteps;
  private long mixedCpu;
  private long resets;

  /** Right before a batch step. */
  void begin(ThreadMeter meter) {
    cpu = -meter.cpuNanoseconds();
    bytes = -meter.allocatedBytes();
  }

  /** Right after it. */
  void end(ThreadMeter meter) {
    bytes += meter.allocatedBytes();
    cpu += meter.cpuNanoseconds();
  }

  /** Counts the batch step that has been measured; returns its CPU time in nanoseconds. */
  long add(int steps, int resetCount) {
    if (resetCount == 0) {
      plainSteps += steps;
      plainCpu += cpu;
      plainBytes += bytes;
    } else {
      mixedSteps += steps;
      mixedCpu += cpu;
      resets += resetCount;
    }
    return cpu;
  }

  double cpuMicrosecondsPerStep() {
    return (plainCpu + mixedCpu) / 1e3 / (plainSteps + mixedSteps);
  }

  double bytesPerStep() {
    return (double) plainBytes / plainSteps;
  }

  /** Null where there was no reset, or nothing to compare it with. */
  Double resetInSteps() {
    if (resets == 0 || plainSteps == 0) {
      return null;
    }
    double perStep = (double) plainCpu / plainSteps;
    return (mixedCpu - mixedSteps * perStep) / resets / perStep;
  }
}
