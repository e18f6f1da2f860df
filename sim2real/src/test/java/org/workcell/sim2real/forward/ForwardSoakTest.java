package org.workcell.sim2real.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.sim2real.model.RobotModel;

/** Experiments of minutes; what they print stands in {@code docs/identification-forward.md}. */
@Tag("soak")
class ForwardSoakTest {

  private static final Set<Part> ARM_PARTS =
      EnumSet.of(Part.GAINS, Part.DAMPING, Part.ARMATURE, Part.FRICTION, Part.DELAY, Part.MASS);

  private static ForwardOptions.Builder armOptions() {
    return ForwardOptions.builder().parts(ARM_PARTS).bodies(List.of("tool"));
  }

  /** 26 parameters, each within 5 %; the error shrinks to a twentieth, also for larger motions. */
  @Test
  void sixJointsAreFoundFromSixtyWindows() {
    HiddenArm arm = new HiddenArm(6, 50, 2e-4, 5e-3);
    try (RobotModel model = arm.model()) {
      for (long seed = 0; seed < 3; seed++) {
        Map<String, Double> truth = arm.truth(model, seed, 0.0137);
        List<RobotLog> logs = arm.logs(model, truth, seed, 5);
        long start = System.nanoTime();
        ForwardResult result =
            ForwardIdentification.identify(
                HiddenArm.problem(model, logs.subList(0, 5), logs.subList(5, 7)),
                armOptions().build(),
                System.out::println);
        System.out.printf(
            "seed %d: %.1f s; nominal %s; alike %s; larger %s mrad%n",
            seed,
            1e-9 * (System.nanoTime() - start),
            ServoBench.millirad(result.nominal()),
            ServoBench.millirad(result.logErrors().get("alike")),
            ServoBench.millirad(result.logErrors().get("larger")));
        for (IdentifiedParameter parameter : result.file().parameters()) {
          double expected = truth.get(parameter.path());
          boolean delay = parameter.path().endsWith("delay_seconds");
          double tolerance = delay ? HiddenArm.TIMESTEP : 0.05 * expected;
          assertEquals(expected, parameter.value(), tolerance, parameter.toString());
        }
        for (String held : List.of("alike", "larger")) {
          assertTrue(result.logErrors().get(held).rms(2) < 0.05 * result.nominal().rms(2));
        }
      }
    }
  }

  @Test
  void intervalsCoverTheTruthOfFortyArms() {
    int runs = 40;
    Map<String, int[]> hits = new TreeMap<>();
    for (long seed = 0; seed < runs; seed++) {
      covered(seed, Runtime.getRuntime().availableProcessors())
          .forEach(
              (path, hit) ->
                  Arrays.setAll(
                      hits.computeIfAbsent(path, key -> new int[hit.length]),
                      i -> hits.get(path)[i] + hit[i]));
      System.out.printf("run %d: %s%n", seed, summary(hits));
    }
    double[] pooled = new double[2];
    hits.forEach(
        (path, hit) -> {
          System.out.printf("%-36s Jacobian %d, bootstrap %d of %d%n", path, hit[0], hit[1], runs);
          pooled[0] += hit[0] / (double) (runs * hits.size());
          pooled[1] += hit[1] / (double) (runs * hits.size());
        });
    System.out.printf("pooled: Jacobian %.3f, bootstrap %.3f%n", pooled[0], pooled[1]);
    hits.forEach((path, hit) -> assertTrue(hit[0] >= 33, path + " " + hit[0]));
    assertTrue(pooled[0] >= 0.90 && pooled[0] <= 0.99, "pooled " + pooled[0]);
  }

  /**
   * One arm of the forty.
   *
   * @return by path: 1 or 0 for whether the interval by Jacobian, and that by bootstrap, has the
   *     true value
   */
  static Map<String, int[]> covered(long seed, int threads) {
    HiddenArm arm = new HiddenArm(2, 50, 2e-4, 5e-3);
    Map<String, int[]> hits = new TreeMap<>();
    try (RobotModel model = arm.model()) {
      Map<String, Double> truth = arm.truth(model, seed, 0.006 + 0.0003 * seed);
      ForwardResult result =
          ForwardIdentification.identify(
              HiddenArm.problem(model, arm.logs(model, truth, seed, 5).subList(0, 5), List.of()),
              armOptions()
                  .windows(0.5, 1.0)
                  .delays(new DelayGrid(0.02, 0.01, false))
                  .horizons(List.of(0.25))
                  .threads(threads)
                  .build(),
              line -> {});
      for (IdentifiedParameter parameter : result.file().parameters()) {
        double expected = truth.get(parameter.path());
        hits.put(
            parameter.path(),
            new int[] {
              covers(parameter.ci95(), expected) ? 1 : 0,
              covers(parameter.ci95Bootstrap(), expected) ? 1 : 0
            });
      }
    }
    return hits;
  }

  private static String summary(Map<String, int[]> hits) {
    int[] sums = new int[2];
    hits.values().forEach(hit -> Arrays.setAll(sums, i -> sums[i] + hit[i]));
    return "%d parameters, so far covered by Jacobian %d, by bootstrap %d"
        .formatted(hits.size(), sums[0], sums[1]);
  }

  private static boolean covers(List<Double> interval, double value) {
    return interval != null && interval.get(0) <= value && value <= interval.get(1);
  }

  /** 30 Hz, 12-bit encoders, 133 ms lag, positions alone, and rows at even times. */
  @Test
  void aHobbyArmIsFoundThroughItsLogs() {
    findHobbyArm(new HiddenArm(6, 30, 0, 0));
  }

  /** Control cycles jitter by 3 ms, and each row has the time number / 30 all the same. */
  @Test
  void aHobbyArmIsFoundThroughLogsWithNominalTimes() {
    findHobbyArm(new HiddenArm(6, 30, 0, 0, 0.003));
  }

  private static void findHobbyArm(HiddenArm arm) {
    double lag = 0.133;
    try (RobotModel model = arm.model()) {
      Map<String, Double> truth = arm.truth(model, 11, lag);
      List<RobotLog> logs = new ArrayList<>();
      for (RobotLog log : arm.logs(model, truth, 11, 6)) {
        logs.add(asRead(log));
      }
      ForwardResult result =
          ForwardIdentification.identify(
              HiddenArm.problem(model, logs.subList(0, 6), logs.subList(6, 7)),
              armOptions().windows(1.0, 1.0).delays(new DelayGrid(0.2, 0.02, false)).build(),
              System.out::println);
      double delay = result.file().parameters().get(0).value();
      System.out.printf(
          "nominal %s; held out %s mrad; delay %.1f ms%n",
          ServoBench.millirad(result.nominal()),
          ServoBench.millirad(result.heldOut()),
          1e3 * delay);
      result.weak().forEach(weak -> System.out.println("not told: " + weak));
      assertEquals(lag, delay, 0.5 / 30, "delay");
      assertTrue(result.heldOut().rms(2) < 0.4 * result.nominal().rms(2));
    }
  }

  /** Positions in steps of a 12-bit encoder, without velocities, at nominal times. */
  private static RobotLog asRead(RobotLog log) {
    double step = 2 * Math.PI / 4096;
    double[] positions = log.values(Quantity.POSITION);
    for (int i = 0; i < positions.length; i++) {
      positions[i] = step * Math.rint(positions[i] / step);
    }
    LogMeta meta = log.meta();
    LogMeta nominal =
        new LogMeta(
            meta.name(),
            meta.robot(),
            meta.jointNames(),
            meta.commandKind(),
            meta.nominalRateHz(),
            LogClock.NOMINAL,
            meta.constants(),
            meta.sourceFile(),
            meta.sourceSha256());
    return RobotLog.builder(nominal, log.timesSeconds())
        .with(Quantity.COMMAND, log.values(Quantity.COMMAND))
        .with(Quantity.POSITION, positions)
        .build();
  }

  /** The family is chosen, and everything fitted, without the file that validates. */
  @Test
  void realServosAreFollowed() throws Exception {
    ForwardResult result = servos("xl330.*", ServoBench.VALIDATION);
    HorizonErrors errors = result.heldOut();
    assertTrue(errors.rms(0) <= 0.029, errors.toString());
    assertTrue(errors.rms(1) <= 0.041, errors.toString());
    assertTrue(errors.rms(2) <= 0.044, errors.toString());
  }

  /** Files of the gain 200 take no part, not even the choice. */
  @Test
  void aGainThatWasNotFittedIsPredicted() throws Exception {
    ForwardResult result = servos("xl330.*", "xl330_kp200_(up_and_down|lift_and_drop)");
    HorizonErrors errors = result.heldOut();
    assertTrue(errors.rms(2) < 0.25 * errors.rmsOfStandingStill(2), errors.toString());
  }

  private static ForwardResult servos(String all, String heldOut) throws Exception {
    String data = System.getenv("WORKCELL_REFERENCE_DATA");
    Assumptions.assumeTrue(data != null, "WORKCELL_REFERENCE_DATA is not set");
    Path folder = ServoBench.folder(Path.of(data));
    List<RobotLog> fitted =
        ServoBench.logs(
            folder,
            name ->
                name.matches(all) && !name.matches(heldOut) && !name.equals(ServoBench.VALIDATION));
    List<RobotLog> held = ServoBench.logs(folder, name -> name.matches(heldOut));
    try (RobotModel model = ServoBench.model()) {
      ForwardResult result =
          ForwardIdentification.identify(
              ServoBench.problem(model, fitted, held),
              ServoBench.options().build(),
              System.out::println);
      System.out.println(ServoBench.table(result));
      return result;
    }
  }
}
