package org.workcell.perf;

import java.util.List;
import java.util.Map;

/**
 * What Python clients of a server get. All rates are in environment steps, that is control periods;
 * frame skip is not multiplied in.
 *
 * @param inProcessStepsPerSecond median rate of a vector in a Java program
 * @param clients each kind of Python vector, in turns of one run with the Java program
 * @param skipped what was not measured, and why
 * @param rounds number of turns
 */
public record ServeReport(
    double inProcessStepsPerSecond, List<Client> clients, Map<String, String> skipped, int rounds) {

  /**
   * One kind of vector.
   *
   * @param name for example {@code shared memory}
   * @param stepsPerSecond median rate in Python
   * @param ratio median over turns of its rate divided by the Java program's in the same turn
   * @param overheadMicroseconds median time of a batch outside of the server's vector; absent where
   *     there is no server
   * @param overheadP99Microseconds the same, the 99th percentile
   */
  public record Client(
      String name,
      double stepsPerSecond,
      double ratio,
      Double overheadMicroseconds,
      Double overheadP99Microseconds) {}
}
