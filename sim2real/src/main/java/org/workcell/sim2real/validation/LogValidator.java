package org.workcell.sim2real.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.time.DelayEstimate;
import org.workcell.sim2real.time.JitterStatistics;

/**
 * Examines logs: times, missing values, units, limits, lag, excitation, saturation. Logs may be as
 * broken as they are. Immutable, thread-safe.
 */
public final class LogValidator {

  private final Optional<ModelFacts> model;

  /**
   * A validator.
   *
   * @param model what logs are held against; without one, limits are not checked
   */
  public LogValidator(Optional<ModelFacts> model) {
    this.model = model;
  }

  /** Everything that is found of a log. */
  public LogVerdict examine(RobotLog log) {
    List<LogFinding> findings = new ArrayList<>();
    JitterStatistics time = JitterStatistics.of(log.timesSeconds());
    new TimeCheck(log, time, findings::add).run();
    new MissingCheck(log, findings::add).run();
    LogView view = new LogView(log);
    List<LogVerdict.JointSummary> joints = view.hasMotion() ? motion(view, findings) : List.of();
    findings.sort(Comparator.comparing(LogFinding::severity));
    return new LogVerdict(
        log.meta().name(),
        findings.stream().noneMatch(each -> each.severity() == LogFinding.Severity.FATAL),
        log.rows(),
        time.durationSeconds(),
        finite(time.rateHz()),
        finite(time.meanRateHz()),
        finite(1000 * time.jitterSeconds()),
        finite(1000 * time.longestSeconds()),
        time.missingRows(),
        joints,
        List.copyOf(findings));
  }

  private List<LogVerdict.JointSummary> motion(LogView view, List<LogFinding> findings) {
    new UnitCheck(view, findings::add).run();
    new LimitCheck(view, model, findings::add).run();
    MotionCheck motion = new MotionCheck(view, findings::add);
    motion.run();
    SignalCheck signals = new SignalCheck(view, findings::add);
    signals.run(motion);
    LagCheck lags = new LagCheck(view);
    List<LogVerdict.JointSummary> joints = new ArrayList<>();
    for (int joint = 0; joint < view.joints(); joint++) {
      Optional<DelayEstimate> lag = lags.of(joint);
      int index = joint;
      lag.ifPresent(each -> lags.judge(index, each, findings::add));
      joints.add(summary(view, motion, signals, lag, joint));
    }
    return joints;
  }

  private static LogVerdict.JointSummary summary(
      LogView view,
      MotionCheck motion,
      SignalCheck signals,
      Optional<DelayEstimate> lag,
      int joint) {
    String name = view.joint(joint);
    Double lagMs = lag.map(each -> 1000 * each.seconds()).orElse(null);
    Double correlation = lag.map(DelayEstimate::correlation).orElse(null);
    if (!motion.has(joint)) {
      return new LogVerdict.JointSummary(
          name, null, null, null, null, null, lagMs, correlation, null);
    }
    double[] sorted =
        Arrays.stream(view.column(Quantity.POSITION, joint))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return new LogVerdict.JointSummary(
        name,
        sorted[0],
        sorted[sorted.length - 1],
        motion.topSpeed(joint),
        motion.movingShare(joint),
        motion.bandHz(joint),
        lagMs,
        correlation,
        finite(signals.step(joint)));
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
