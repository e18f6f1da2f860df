package org.workcell.sim2real.bench;

import java.util.List;
import java.util.Map;

/**
 * What a benchmark says: the same bytes for the same suite, seed and machine. No times, no paths.
 *
 * @param format 1
 * @param workcell version
 * @param engine name and version
 * @param suite its name
 * @param planVersion version of its plan
 * @param seed of everything that was drawn
 * @param complete whether all cells of the suite are there
 * @param targets by id
 * @param cells in the order of the plan
 * @param loops closed loops that were read
 */
public record BenchReport(
    int format,
    String workcell,
    String engine,
    String suite,
    int planVersion,
    long seed,
    boolean complete,
    Map<String, Target> targets,
    List<CellResult> cells,
    List<Loop> loops) {

  /** How a value is compared with its threshold. */
  public enum Rule {
    /** Not below the threshold. */
    AT_LEAST,
    /** Not above the threshold. */
    AT_MOST,
    /** Above the threshold. */
    ABOVE
  }

  /**
   * A target.
   *
   * @param value null where its cells are not all there
   * @param rule how it is judged
   * @param threshold of the value
   * @param met whether it is met
   */
  public record Target(Double value, Rule rule, double threshold, boolean met) {

    static Target of(Double value, Rule rule, double threshold) {
      boolean met =
          value != null
              && switch (rule) {
                case AT_LEAST -> value >= threshold;
                case AT_MOST -> value <= threshold;
                case ABOVE -> value > threshold;
              };
      return new Target(value, rule, threshold, met);
    }
  }

  /**
   * What a closed loop recovered on the hidden robot.
   *
   * @param name of task, family and level
   * @param recovered share of the loss from oracle to nominal policy that fine-tuning behind the
   *     identified model and the delta takes back; null where nothing was lost
   * @param noise the same of fine-tuning with noise
   */
  public record Loop(String name, Double recovered, Double noise) {}

  /** Whether all targets are met. */
  public boolean met() {
    return targets.values().stream().allMatch(Target::met);
  }
}
