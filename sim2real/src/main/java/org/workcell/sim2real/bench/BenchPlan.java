package org.workcell.sim2real.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.datasets.records.Json;
import org.workcell.sim2real.forward.ActuatorFamily;
import org.workcell.sim2real.forward.Part;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a suite runs and demands, as its YAML file says.
 *
 * @param version raised with every change of a number
 * @param suite its name
 * @param levels of gaps
 * @param repetitions how often each cell is drawn anew
 * @param robots and the families that are tried on each
 * @param identification how numbers of the model are found
 * @param delta how deltas are learned
 * @param less how many seconds of logs are tried besides all of them, and for which families
 * @param floors least reduction of the open-loop error by horizon, percent
 * @param targets that the suite judges: T1 to T8
 */
public record BenchPlan(
    int version,
    String suite,
    List<GapLevel> levels,
    int repetitions,
    List<Robot> robots,
    Identification identification,
    Delta delta,
    Less less,
    Map<String, Double> floors,
    List<String> targets) {

  /** Names of suites. */
  public static final List<String> SUITES = List.of("small", "full");

  /**
   * A robot and its motions.
   *
   * @param model resource beside this class, or with its whole path, MJCF
   * @param bodies whose masses identification does not know
   * @param trajectories besides those out of distribution
   * @param coupled whether there is a delta with one network for all joints, too
   */
  record Robot(
      String name,
      String model,
      List<GapFamily> families,
      List<String> bodies,
      int trajectories,
      double seconds,
      double amplitude,
      double highestHz,
      double velocityLimit,
      double accelerationLimit,
      boolean coupled) {}

  /**
   * Identification by simulation.
   *
   * @param families of actuators to choose among for some gaps, by files held out; the engine's own
   *     for the others
   */
  record Identification(
      List<Part> parts,
      Map<GapFamily, List<String>> families,
      double windowSeconds,
      double strideSeconds,
      double longestDelaySeconds,
      double delayStepSeconds,
      int iterations) {

    Identification {
      families = families == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(families));
    }

    /** Those of a gap. */
    List<ActuatorFamily> familiesOf(GapFamily gap) {
      return families.getOrDefault(gap, List.of(ActuatorFamily.ENGINE.name())).stream()
          .map(ActuatorFamily::named)
          .toList();
    }
  }

  /**
   * Learning of deltas.
   *
   * @param alone whether there is one on the nominal model, too
   */
  record Delta(
      List<String> methods,
      boolean alone,
      List<Integer> hidden,
      int epochs,
      int rounds,
      List<Integer> horizonRows,
      int iterations) {}

  /** Fewer logs; none where seconds are 0. */
  record Less(double seconds, List<GapFamily> families) {}

  /**
   * The plan of a suite.
   *
   * @throws IllegalArgumentException naming the suites, if it is none of them
   */
  public static BenchPlan named(String suite) {
    if (!SUITES.contains(suite)) {
      throw new IllegalArgumentException(
          "there is no suite '%s'; expected one of %s".formatted(suite, String.join(", ", SUITES)));
    }
    try (InputStream in = BenchPlan.class.getResourceAsStream("bench-%s.yaml".formatted(suite))) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the plan of suite %s cannot be read".formatted(suite), e);
    }
  }

  /**
   * A plan from YAML text.
   *
   * @throws IllegalArgumentException naming a field that is unknown or of another type
   */
  static BenchPlan parse(String yaml) {
    Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    return Json.mapper().convertValue(root, BenchPlan.class);
  }

  /** All cells, in the order in which they run. */
  public List<BenchCell> cells() {
    List<BenchCell> cells = new ArrayList<>();
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      for (Robot robot : robots) {
        for (GapLevel level : levels) {
          for (GapFamily family : robot.families()) {
            if (family != GapFamily.G0 || level == levels.get(0)) {
              add(cells, new BenchCell(robot.name(), family, level, repetition, 0));
            }
          }
        }
      }
    }
    return cells;
  }

  private void add(List<BenchCell> cells, BenchCell cell) {
    cells.add(cell);
    if (less.seconds() > 0 && less.families().contains(cell.family())) {
      cells.add(cell.with(less.seconds()));
    }
  }

  Robot robot(String name) {
    return robots.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
