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
 * @param shares limits on shares of all comparisons, and what was found
 * @param recordings by file and quantity, how far comparisons are off
 * @param notes by file, what is listed without being a failure
 * @param absent kinds of recordings that the folder lacks
 */
public record ParityReport(
    int files,
    int failed,
    Map<String, Place> worst,
    Map<String, List<String>> failures,
    List<Share> shares,
    Map<String, Map<String, Distribution>> recordings,
    Map<String, List<String>> notes,
    List<String> absent) {

  /**
   * A limit on a share of all comparisons.
   *
   * @param limit what is allowed
   * @param comparisons how many there are
   * @param found the largest difference of that share
   */
  public record Share(ShareLimit limit, int comparisons, double found) {

    /** Whether the limit is kept. */
    public boolean passes() {
      return found <= limit.allowed();
    }
  }

  /**
   * How far the comparisons of one file are off.
   *
   * @param comparisons how many there are
   * @param median the difference that half of them do not exceed
   * @param most the one that 90 % do not exceed
   * @param nearlyAll the one that 99 % do not exceed
   * @param worst the largest
   */
  public record Distribution(
      int comparisons, double median, double most, double nearlyAll, double worst) {

    static Distribution of(Spread spread) {
      return new Distribution(
          spread.count(),
          spread.within(0.5),
          spread.within(0.9),
          spread.within(0.99),
          spread.within(1));
    }
  }

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
    shares = List.copyOf(shares);
    recordings = Collections.unmodifiableMap(new LinkedHashMap<>(recordings));
    notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    absent = List.copyOf(absent);
  }

  /** Whether every file could be repeated and none differs. */
  public boolean passed() {
    return failed == 0 && failures.isEmpty() && shares.stream().allMatch(Share::passes);
  }
}
