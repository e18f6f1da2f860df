package org.workcell.sim2real.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;
import org.workcell.sim2real.gap.GapScore;

/**
 * What came out of a cell.
 *
 * @param key of the cell
 * @param family of its gap
 * @param level of its gap
 * @param trainingSeconds of logs that taught
 * @param modelSha256 of the nominal model
 * @param best the method that the gate leaves: the accepted delta with the largest gain on the
 *     validation logs, or {@code sysid}
 * @param identified numbers of the model, and what the gate says of them; refused ones are not used
 * @param deltas and what the gate says of them
 * @param errors by method, split and horizon; open loop first
 * @param numbers of the truth and what was found; empty where the model's numbers cannot say it
 * @param exact errors of the identified model against what the robot did, without the noise of
 *     logs; empty where there are no numbers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CellResult(
    String key,
    GapFamily family,
    GapLevel level,
    double trainingSeconds,
    String modelSha256,
    String best,
    Learned identified,
    List<Learned> deltas,
    List<Errors> errors,
    List<GapScore.Number> numbers,
    List<GapScore.Replay> exact) {

  static final String OPEN = "openloop";
  static final String SYSID = "sysid";
  static final String COUPLED = "sysid+coupled";
  static final String ALONE = "delta";

  /** A row of {@link #errors} with a method that diverges counts as this reduction. */
  private static final double FAILED = -1;

  /** Numbers of the model, or a delta, and the gate's decision. */
  public record Learned(
      String method, boolean accepted, String reason, double validationGain, String sha256) {}

  /**
   * Root mean square errors of joint positions over windows up to a horizon.
   *
   * @param split {@code test} or {@code ood}
   * @param windows how many
   * @param diverged in how many the simulation diverged
   * @param rms rad or m
   * @param reduction {@code 1 - rms / that of open loop}; null for open loop
   * @param low end of its 95 % interval; null where there is nothing to resample
   * @param high end
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Errors(
      String method,
      String split,
      double horizonSeconds,
      int windows,
      int diverged,
      Double rms,
      Double reduction,
      Double low,
      Double high) {}

  /** Takes defensive copies. */
  public CellResult {
    deltas = List.copyOf(deltas);
    errors = List.copyOf(errors);
    numbers = List.copyOf(numbers);
    exact = List.copyOf(exact);
  }

  /** Errors of a method; empty where it was not tried. */
  Optional<Errors> errors(String method, String split, double horizon) {
    return errors.stream()
        .filter(each -> each.method().equals(method) && each.split().equals(split))
        .filter(each -> each.horizonSeconds() == horizon)
        .findFirst();
  }

  /** Reduction of the open-loop error; -1 where a window diverged; null where it was not tried. */
  Double reduction(String method, String split, double horizon) {
    return errors(method, split, horizon)
        .map(row -> row.diverged() > 0 || row.reduction() == null ? FAILED : row.reduction())
        .orElse(null);
  }

  /** As {@link #reduction}, of the identified model against what the robot did. */
  Double exactReduction(String split, double horizon) {
    return exact.stream()
        .filter(each -> each.split().equals(split) && each.horizonSeconds() == horizon)
        .findFirst()
        .map(each -> each.diverged() > 0 ? FAILED : each.reduction())
        .orElse(null);
  }

  /** Whether the gate accepted a delta on the identified model. */
  boolean accepted() {
    return !best.equals(SYSID);
  }
}
