package org.workcell.tasks.parity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a suite compares with a folder of recordings.
 *
 * @param files number of files
 * @param failed number of files that differ by more than is allowed, or could not be repeated
 * @param worst by quantity, the largest difference over all files
 * @param failures why each failed file failed
 */
public record ParityReport(
    int files, int failed, Map<String, Place> worst, Map<String, List<String>> failures) {

  /**
   * Where a quantity differs most.
   *
   * @param file name of the file
   * @param replay {@code teacher_forced}, {@code free_running} or {@code draw}
   * @param episode 0-based number of the episode, or of the drawn goal
   * @param step 0-based step within the episode; -1 for the reset
   * @param difference differing bits where the quantity must be equal to the bit, else the distance
   * @param allowed the largest difference that passes
   */
  public record Place(
      String file, String replay, int episode, int step, double difference, double allowed) {}

  /** Takes defensive copies that keep the order. */
  public ParityReport {
    worst = Collections.unmodifiableMap(new TreeMap<>(worst));
    failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
  }

  /** Whether every file could be repeated and none differs. */
  public boolean passed() {
    return failed == 0 && failures.isEmpty();
  }
}
