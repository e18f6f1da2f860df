package org.workcell.perf;

import java.util.ArrayList;
import java.util.List;

/**
 * CPU time and allocations of batch steps, those with and those without resets apart, so that the
 * cost of a reset can be told. Allocations are the median over slices: when the JVM compiles a
 * method it makes strings of all constants of its class, once, and counts them to the thread that
 * has called the method.
 */
final class CostTally {

  private long cpu;
  private long bytes;

  private long plainSteps;
  private long plainCpu;
  private long sliceSteps;
  private long sliceBytes;
  private final List<Double> bytesPerStep = new ArrayList<>();
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
      sliceSteps += steps;
      sliceBytes += bytes;
    } else {
      mixedSteps += steps;
      mixedCpu += cpu;
      resets += resetCount;
    }
    return cpu;
  }

  /** A slice has ended. */
  void endSlice() {
    if (sliceSteps > 0) {
      bytesPerStep.add((double) sliceBytes / sliceSteps);
    }
    sliceSteps = 0;
    sliceBytes = 0;
  }

  double cpuMicrosecondsPerStep() {
    return (plainCpu + mixedCpu) / 1e3 / (plainSteps + mixedSteps);
  }

  double bytesPerStep() {
    return SliceRatios.median(bytesPerStep);
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
