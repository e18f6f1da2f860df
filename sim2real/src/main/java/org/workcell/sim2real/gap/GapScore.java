package org.workcell.sim2real.gap;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.workcell.sim2real.metrics.Interval;

/**
 * How close identified parameters come to a hidden truth.
 *
 * @param family of gaps
 * @param level of the gap
 * @param numbers every number that differs from the nominal model
 * @param replays errors of open-loop replays of held-out logs
 */
public record GapScore(
    GapFamily family, GapLevel level, List<Number> numbers, List<Replay> replays) {

  /**
   * One number. Numbers that no log can tell apart are added: stiffness of a servo in the model or
   * in the actuator chain; damping of servo, joint and friction stage; Coulomb friction of joint
   * and friction stage.
   *
   * @param path of the truth
   * @param unit SI
   * @param nominal what the model says
   * @param truth what it is
   * @param estimate what was found; the nominal value where nothing was
   * @param percentError size of the error in percent of the truth, or of its range where it may be
   *     about zero
   * @param identifiable whether the committed ranges say that the logs tell it
   * @param found whether the parameter file has it
   * @param covered whether the 95 % interval from the Jacobian holds the truth; null without one
   * @param coveredBootstrap the same of the interval from the bootstrap
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Number(
      String path,
      String unit,
      double nominal,
      double truth,
      double estimate,
      double percentError,
      boolean identifiable,
      boolean found,
      Boolean covered,
      Boolean coveredBootstrap) {}

  /**
   * Errors of joint positions in one folder at one horizon.
   *
   * @param split {@code test} or {@code ood}
   * @param states {@code true} where windows begin with and are compared with what the robot really
   *     did, so that an error is the model's alone; {@code recorded} where with the logs
   * @param horizonSeconds length of the windows
   * @param windows how many
   * @param diverged how many diverged with these parameters
   * @param openLoopRms error of the nominal model, rad or m
   * @param rms error with these parameters
   * @param reduction {@code 1 - rms / openLoopRms}
   * @param interval of the reduction, 95 %, over trajectories
   */
  public record Replay(
      String split,
      String states,
      double horizonSeconds,
      int windows,
      int diverged,
      double openLoopRms,
      double rms,
      double reduction,
      Interval interval) {}

  /** The largest error of identifiable numbers, percent; 0 where there is none. */
  public double worstPercentError() {
    return numbers.stream()
        .filter(Number::identifiable)
        .mapToDouble(Number::percentError)
        .max()
        .orElse(0);
  }
}
