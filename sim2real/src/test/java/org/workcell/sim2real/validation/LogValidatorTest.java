package org.workcell.sim2real.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.workcell.sim2real.validation.LogFinding.Severity.FATAL;
import static org.workcell.sim2real.validation.LogFinding.Severity.NOTE;
import static org.workcell.sim2real.validation.LogFinding.Severity.WARNING;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.physics.Model;

class LogValidatorTest {

  private static final String SEEN_NOTHING = "no finding of check %s with '%s' in %s";

  private static LogVerdict examine(RobotLog log) {
    return new LogValidator(Optional.empty()).examine(log);
  }

  private static void assertFound(
      LogVerdict verdict, LogFinding.Severity severity, String check, String text) {
    boolean found =
        verdict.findings().stream()
            .anyMatch(
                each ->
                    each.severity() == severity
                        && each.check().equals(check)
                        && (each.seen() + each.means()).contains(text));
    assertTrue(found, SEEN_NOTHING.formatted(check, text, verdict.findings()));
    assertEquals(severity != FATAL, verdict.usable() && severity != FATAL);
  }

  private static RobotLog atTimes(double... times) {
    double[] values = Arrays.stream(times).map(Math::sin).toArray();
    return RobotLog.builder(TestLogs.meta(CommandKind.NONE, "elbow"), times)
        .with(Quantity.POSITION, values)
        .build();
  }

  @Test
  void aGoodLogIsUsable() {
    LogVerdict verdict = examine(TestLogs.with(Quantity.POSITION, TestLogs.positions()));
    assertTrue(verdict.usable());
    assertEquals(0, verdict.count(WARNING), verdict.findings().toString());
    LogVerdict.JointSummary joint = verdict.joints().get(0);
    assertEquals(1000 * TestLogs.LAG_SECONDS, joint.lagMs(), 2);
    assertEquals(100, verdict.meanRateHz(), 0.1);
    assertEquals(1.1, joint.bandHz(), 0.15);
    assertEquals(4.08, joint.topSpeed(), 0.1);
    assertTrue(joint.movingShare() > 0.95);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "57.29577951308232  | FATAL   | deg where rad",
        "0.01745329         | FATAL   | rad where deg",
        "9.5493             | FATAL   | rpm where rad/s",
        "1000               | FATAL   | thousandths",
        "-1                 | FATAL   | wrong sign",
        "1.5                | WARNING | Its unit, or that of time"
      })
  void velocitiesInAnotherUnitAreFound(
      double factor, LogFinding.Severity severity, String explanation) {
    RobotLog log = TestLogs.with(Quantity.VELOCITY, TestLogs.scaled(TestLogs.velocities(), factor));
    assertFound(examine(log), severity, "units", explanation);
  }

  @Test
  void commandsInAnotherUnitAreFound() {
    double[] degrees = TestLogs.scaled(TestLogs.commands(), 180 / Math.PI);
    assertFound(examine(TestLogs.with(Quantity.COMMAND, degrees)), FATAL, "units", "rad where deg");
    double[] mirrored = TestLogs.scaled(TestLogs.commands(), -1);
    assertFound(examine(TestLogs.with(Quantity.COMMAND, mirrored)), FATAL, "units", "wrong sign");
    double[] shifted = Arrays.stream(TestLogs.commands()).map(value -> value + 5).toArray();
    assertFound(
        examine(TestLogs.with(Quantity.COMMAND, shifted)), WARNING, "units", "zeros differ");
  }

  @Test
  void velocitiesOfAnotherJointAreFound() {
    double[] other = Arrays.stream(TestLogs.times()).map(t -> Math.cos(17 * t)).toArray();
    assertFound(
        examine(TestLogs.with(Quantity.VELOCITY, other)), WARNING, "units", "another joint");
  }

  @Test
  void brokenTimesAreFound() {
    assertFound(examine(atTimes(1)), FATAL, "time", "has 1 rows");
    assertFound(examine(atTimes()), FATAL, "time", "has 0 rows");
    assertFound(
        examine(atTimes(0, 1, 3, 2, 4)),
        FATAL,
        "time",
        "goes back 1 times, first in row 3 from 3.000000 s to 2.000000 s");
    assertFound(
        examine(atTimes(0, 1, 1, 2)), FATAL, "time", "1 rows have the time of the row before");
    assertFound(examine(atTimes(0, Double.NaN, 2)), FATAL, "time", "1 rows have no time");
    double[] gap =
        IntStream.range(0, 500).mapToDouble(i -> 0.01 * i + (i > 250 ? 0.3 : 0)).toArray();
    LogVerdict verdict = examine(atTimes(gap));
    assertFound(verdict, WARNING, "time", "1 gaps, the longest 310 ms; about 30 rows");
    assertEquals(30, verdict.missingRows());
    double[] even = IntStream.range(0, 500).mapToDouble(i -> i / 64.0).toArray();
    assertFound(examine(atTimes(even)), NOTE, "time", "made from row numbers");
  }

  @Test
  void missingAndInfiniteValuesAreFound() {
    double[] gaps = TestLogs.positions();
    Arrays.fill(gaps, 100, 150, Double.NaN);
    assertFound(
        examine(TestLogs.with(Quantity.POSITION, gaps)), NOTE, "missing", "in 50 of 1000 rows");
    Arrays.fill(gaps, Double.NaN);
    assertFound(
        examine(TestLogs.with(Quantity.POSITION, gaps)), FATAL, "missing", "cannot be used");
    double[] infinite = TestLogs.commands();
    infinite[3] = Double.POSITIVE_INFINITY;
    assertFound(
        examine(TestLogs.with(Quantity.COMMAND, infinite)), FATAL, "missing", "infinite in 1 rows");
    RobotLog none =
        RobotLog.builder(TestLogs.meta(CommandKind.NONE, "a"), 0, 1)
            .with(Quantity.CURRENT, 1, 2)
            .build();
    assertFound(examine(none), FATAL, "missing", "no joint positions");
  }

  @Test
  void jointsThatDoNotShowMuchAreFound() {
    double[] still = new double[1000];
    assertFound(
        examine(TestLogs.with(Quantity.POSITION, still)), WARNING, "excitation", "0.0000 rad");
    double[] oneWay = Arrays.stream(TestLogs.times()).map(t -> 0.2 * t).toArray();
    assertFound(
        examine(TestLogs.with(Quantity.POSITION, oneWay)), WARNING, "excitation", "never reverses");
    RobotLog both =
        RobotLog.builder(TestLogs.meta(CommandKind.NONE, "a", "b"), TestLogs.times())
            .with(
                Quantity.POSITION,
                Arrays.stream(TestLogs.positions())
                    .flatMap(q -> Arrays.stream(new double[] {q, -2 * q}))
                    .toArray())
            .build();
    assertFound(examine(both), WARNING, "excitation", "always moves with b");
  }

  @Test
  void saturationAndStaleReadingsAreFound() {
    double[] cut =
        Arrays.stream(TestLogs.velocities()).map(v -> Math.max(-2, Math.min(2, v))).toArray();
    assertFound(examine(TestLogs.with(Quantity.CURRENT, cut)), WARNING, "saturation", "stays at 2");
    LogVerdict whole = examine(TestLogs.with(Quantity.CURRENT, TestLogs.velocities()));
    assertTrue(whole.findings().stream().noneMatch(each -> each.check().equals("saturation")));
    double[] stale = TestLogs.positions();
    for (int i = 0; i < stale.length; i++) {
      stale[i] = 1e-3 * Math.rint(1e3 * stale[i - i % 3]);
    }
    assertFound(
        examine(TestLogs.with(Quantity.POSITION, stale)), WARNING, "stale", "repeat the position");
  }

  @Test
  void jointsThatLeadTheirCommandOrIgnoreItAreFound() {
    double[] late = Arrays.stream(TestLogs.times()).map(t -> TestLogs.position(t - 0.08)).toArray();
    assertFound(
        examine(TestLogs.with(Quantity.COMMAND, late)), WARNING, "lag", "before it is told");
    double[] other = Arrays.stream(TestLogs.times()).map(t -> Math.sin(9 * t)).toArray();
    assertFound(examine(TestLogs.with(Quantity.COMMAND, other)), WARNING, "lag", "does not follow");
  }

  /** A weak drive that gravity holds back is in the right unit all the same. */
  @Test
  void weakDrivesAreNotFatal() {
    RobotLog weak =
        TestLogs.with(Quantity.COMMAND, TestLogs.scaled(TestLogs.commands(), 2 * Math.PI));
    LogVerdict verdict = examine(weak);
    assertTrue(verdict.usable());
    assertFound(verdict, WARNING, "units", "too weak");
  }

  private static LogVerdict against(String joint, RobotLog log) {
    String mjcf =
        """
        <mujoco><worldbody><body><joint name="%1$s" range="-100 100" actuatorfrcrange="-50 50"/>
        <geom size="0.1"/></body></worldbody>
        <custom><text name="velocity_limits" data="%1$s:10"/></custom></mujoco>
        """
            .formatted(joint);
    try (Model model =
        Model.load("arm.xml", Map.of("arm.xml", mjcf.getBytes(StandardCharsets.UTF_8)))) {
      return new LogValidator(Optional.of(ModelFacts.of(model))).examine(log);
    }
  }

  @Test
  void positionsThatDoNotFitTheModelAreFound() {
    double[] degrees = TestLogs.scaled(TestLogs.positions(), 180 / Math.PI);
    RobotLog log =
        RobotLog.builder(TestLogs.meta(CommandKind.NONE, "elbow"), TestLogs.times())
            .with(Quantity.POSITION, degrees)
            .build();
    assertFound(against("elbow", log), FATAL, "limits", "They are in deg");
    RobotLog ticks =
        RobotLog.builder(TestLogs.meta(CommandKind.NONE, "elbow"), TestLogs.times())
            .with(Quantity.POSITION, TestLogs.scaled(TestLogs.positions(), 65536))
            .build();
    assertFound(against("elbow", ticks), FATAL, "limits", "another unit");
    RobotLog good = TestLogs.with(Quantity.TORQUE, TestLogs.positions());
    assertEquals(0, against("elbow", good).count(WARNING));
    assertFound(against("knee", good), FATAL, "joints", "has no joints elbow");
    RobotLog milli = TestLogs.with(Quantity.TORQUE, TestLogs.scaled(TestLogs.positions(), 20000));
    assertFound(against("elbow", milli), FATAL, "limits", "mN m");
  }

  /** Speeds of the log are up to 4 rad/s, and the model allows 10. */
  @Test
  void aJointThatIsFasterThanTheModelAllowsIsFound() {
    assertFalse(against("elbow", scaled(2)).toString().contains("the model allows 10.00"));
    assertFound(against("elbow", scaled(3)), WARNING, "limits", "the model allows 10.00");
  }

  private static RobotLog scaled(double factor) {
    return RobotLog.builder(TestLogs.meta(CommandKind.NONE, "elbow"), TestLogs.times())
        .with(Quantity.POSITION, TestLogs.scaled(TestLogs.positions(), factor))
        .build();
  }

  @Test
  void findingsAreSortedAndNumbersThatNobodyKnowsAreNull() {
    LogVerdict verdict = examine(atTimes(0, 1, 1, 2));
    assertFalse(verdict.usable());
    List<LogFinding.Severity> severities =
        verdict.findings().stream().map(LogFinding::severity).toList();
    assertEquals(severities.stream().sorted().toList(), severities);
    assertNull(examine(atTimes(3)).rateHz());
  }
}
