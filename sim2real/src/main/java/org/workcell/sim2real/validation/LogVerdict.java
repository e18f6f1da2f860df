package org.workcell.sim2real.validation;

import java.util.List;

/**
 * What was found of one log. Numbers that cannot be told are null.
 *
 * @param log its name
 * @param usable whether no finding is fatal
 * @param rows number of rows
 * @param seconds from the first row to the last
 * @param rateHz 1 / median interval
 * @param meanRateHz intervals per second
 * @param jitterMs root mean square of what intervals differ from the median, gaps left out
 * @param longestMs the longest interval
 * @param missingRows rows that would fill the gaps
 * @param joints each joint
 * @param findings the worst first
 */
public record LogVerdict(
    String log,
    boolean usable,
    int rows,
    double seconds,
    Double rateHz,
    Double meanRateHz,
    Double jitterMs,
    Double longestMs,
    long missingRows,
    List<JointSummary> joints,
    List<LogFinding> findings) {

  /**
   * How a joint moved.
   *
   * @param joint its name
   * @param low lowest position, rad or m
   * @param high highest position
   * @param topSpeed largest smoothed speed, rad/s or m/s
   * @param movingShare share of the time in which it moves, 0 to 1
   * @param bandHz 95 % of the power of its velocity is below this
   * @param lagMs by how much it follows its command
   * @param lagCorrelation how sure that is, -1 to 1
   * @param stepSize smallest change of its position, which shows the encoder
   */
  public record JointSummary(
      String joint,
      Double low,
      Double high,
      Double topSpeed,
      Double movingShare,
      Double bandHz,
      Double lagMs,
      Double lagCorrelation,
      Double stepSize) {}

  /** How many findings have a severity. */
  public long count(LogFinding.Severity severity) {
    return findings.stream().filter(each -> each.severity() == severity).count();
  }
}
