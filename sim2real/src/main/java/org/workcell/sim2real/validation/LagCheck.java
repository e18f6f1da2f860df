package org.workcell.sim2real.validation;

import static org.workcell.sim2real.validation.LogFinding.Severity.NOTE;
import static org.workcell.sim2real.validation.LogFinding.Severity.WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;
import org.workcell.sim2real.time.DelayEstimate;

/** By how much joints follow their commands. */
final class LagCheck {

  private static final String NAME = "lag";
  private static final double LOWEST_SECONDS = -0.2;
  private static final double HIGHEST_SECONDS = 0.8;
  private static final double FOLLOWS = 0.6;
  private static final double LONG_SECONDS = 0.1;
  private static final int FEWEST_ROWS = 50;
  private static final int FEWEST_REVERSALS = 3;

  private final LogView view;

  LagCheck(LogView view) {
    this.view = view;
  }

  /** The lag of a joint; empty where it cannot be told. */
  Optional<DelayEstimate> of(int joint) {
    CommandKind kind = view.log().meta().commandKind();
    boolean position = kind == CommandKind.POSITION;
    Quantity follower = position ? Quantity.POSITION : Quantity.VELOCITY;
    if (!(position || kind == CommandKind.VELOCITY)
        || !view.has(Quantity.COMMAND, joint)
        || !view.has(follower, joint)) {
      return Optional.empty();
    }
    int[] stretch = view.enabledStretch(joint);
    if (stretch[1] - stretch[0] < FEWEST_ROWS) {
      return Optional.empty();
    }
    double[] leads =
        Arrays.copyOfRange(view.onGrid(Quantity.COMMAND, joint), stretch[0], stretch[1]);
    double[] follows = Arrays.copyOfRange(view.onGrid(follower, joint), stretch[0], stretch[1]);
    double quarter = leads.length / view.rateHz() / 4;
    if (!reverses(leads) || constant(follows)) {
      return Optional.empty();
    }
    return Optional.of(
        DelayEstimate.between(
            leads,
            follows,
            view.rateHz(),
            Math.max(LOWEST_SECONDS, -quarter),
            Math.min(HIGHEST_SECONDS, quarter)));
  }

  /**
   * Whether a command turns back several times. One that rises once is followed sooner or later by
   * whatever rises to another height, so that it tells no lag.
   */
  private static boolean reverses(double[] values) {
    double sign = 0;
    int count = 0;
    for (int i = 1; i < values.length; i++) {
      double own = Math.signum(values[i] - values[i - 1]);
      count += own * sign < 0 ? 1 : 0;
      sign = own == 0 ? sign : own;
    }
    return count >= FEWEST_REVERSALS;
  }

  private static boolean constant(double[] values) {
    return Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  /** Says what is remarkable about a lag. */
  void judge(int joint, DelayEstimate lag, Consumer<LogFinding> findings) {
    String seen =
        String.format(
            Locale.ROOT,
            "The joint follows its command by %.0f ms (correlation %.3f).",
            1000 * lag.seconds(),
            lag.correlation());
    if (lag.correlation() < FOLLOWS) {
      add(
          findings,
          WARNING,
          joint,
          seen,
          "It does not follow: the command is of another joint or another kind, the drive is off,"
              + " or the joint is blocked.",
          "Check the order of columns and the kind of the command.");
    } else if (lag.atBound()) {
      add(
          findings,
          WARNING,
          joint,
          seen,
          "The lag may lie beyond what was tried.",
          "Look whether commands and states have the same clock.");
    } else if (lag.seconds() < -1 / view.rateHz()) {
      add(
          findings,
          WARNING,
          joint,
          seen,
          "The joint moves before it is told to: commands are logged late, states are predicted, or"
              + " both columns are exchanged.",
          "Check which column is the command.");
    } else if (lag.seconds() > LONG_SECONDS) {
      add(
          findings,
          NOTE,
          joint,
          seen,
          "It is the sum of transport, of the drive's own lag and of friction; a pure delay is"
              + " only part of it.",
          "Identify a model with a delay, which tells them apart.");
    }
  }

  private void add(
      Consumer<LogFinding> findings,
      LogFinding.Severity severity,
      int joint,
      String seen,
      String means,
      String todo) {
    findings.accept(LogFinding.of(severity, NAME, view.joint(joint), seen, means, todo));
  }
}
