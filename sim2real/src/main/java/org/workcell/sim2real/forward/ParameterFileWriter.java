package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.model.ConstantBindings;
import org.workcell.sim2real.optimize.Identifiability;
import org.workcell.sim2real.optimize.Interval;
import org.workcell.sim2real.optimize.Intervals;
import org.workcell.sim2real.optimize.WeakDirection;

/** Writes down a fit. */
final class ParameterFileWriter {

  private static final int LEAST_TRAJECTORIES = 4;

  private final ForwardProblem problem;
  private final ForwardOptions options;
  private final LinearizedFit fit;
  private final Freezer freezer;
  private final List<Frozen> frozen = new ArrayList<>();
  private final ConstantBindings bindings;

  ParameterFileWriter(
      ForwardProblem problem,
      ForwardOptions options,
      LinearizedFit fit,
      Freezer freezer,
      List<Frozen> undetermined) {
    this.problem = problem;
    this.options = options;
    this.fit = fit;
    this.freezer = freezer;
    frozen.addAll(freezer.frozen());
    frozen.addAll(undetermined);
    this.bindings = fit.model().bindings();
  }

  ParameterFile write(HorizonErrors fitted, HorizonErrors heldOut, List<FamilyScore> scores) {
    Engine.Identity engine = Engine.load();
    return new ParameterFile(
        ParameterFile.FORMAT,
        WorkcellVersion.current(),
        engine.name() + " " + engine.version(),
        "forward",
        fit.model().family().name(),
        problem.modelSource(),
        inputs(),
        parameters(),
        chain(),
        numbers(fitted, heldOut, scores));
  }

  private List<ParameterFile.Source> inputs() {
    List<ParameterFile.Source> all = new ArrayList<>(problem.inputs());
    List.of(problem.logs(), problem.heldOut())
        .forEach(
            logs ->
                logs.forEach(
                    log -> {
                      LogMeta meta = log.meta();
                      all.add(new ParameterFile.Source(meta.sourceFile(), meta.sourceSha256()));
                    }));
    return all.stream().distinct().toList();
  }

  private List<IdentifiedParameter> parameters() {
    List<IdentifiedParameter> all = new ArrayList<>();
    List<Interval> jacobian =
        fit.blocks().count() > 1
            ? Intervals.byJacobian(fit.result(), fit.loss(), fit.blocks())
            : null;
    List<Interval> bootstrap =
        fit.trajectories().count() >= LEAST_TRAJECTORIES && options.bootstrapReplicates() > 0
            ? Intervals.byBootstrap(
                fit.result(),
                fit.loss(),
                fit.trajectories(),
                options.bootstrapReplicates(),
                new SeedStreams(options.seed()).stream("bootstrap"))
            : null;
    for (int i = 0; i < fit.values().length; i++) {
      Unknown unknown = fit.model().unknowns().get(i);
      List<Double> first = jacobian == null ? null : ends(jacobian.get(i));
      List<Double> second = bootstrap == null ? null : ends(bootstrap.get(i));
      String note = note(unknown, fit.values()[i]);
      all.addAll(describe(unknown, fit.values()[i], first, second, Status.FITTED, note));
    }
    for (Frozen each : frozen) {
      Unknown unknown = each.unknown();
      double value = unknown.search().nominal();
      all.addAll(describe(unknown, value, null, null, Status.FROZEN, each.note()));
    }
    Set<String> named = all.stream().map(IdentifiedParameter::path).collect(Collectors.toSet());
    fit.model()
        .held()
        .forEach(
            (path, value) -> {
              if (!named.contains(path)) {
                all.add(held(path, value));
              }
            });
    return all;
  }

  private String note(Unknown unknown, double value) {
    WeakDirection poor = freezer.kept().get(unknown.search().name());
    return join(
        unknown.bound(value), poor == null ? "" : "poorly told; mostly in the combination " + poor);
  }

  private List<IdentifiedParameter> describe(
      Unknown unknown,
      double value,
      List<Double> jacobian,
      List<Double> bootstrap,
      Status status,
      String why) {
    List<IdentifiedParameter> all = new ArrayList<>();
    for (String path : unknown.paths()) {
      String note = join(why, equal(unknown, path), constants(path));
      all.add(
          new IdentifiedParameter(
              path,
              unknown.unit(),
              value,
              unknown.nominal(),
              unknown.search().low(),
              unknown.search().high(),
              jacobian,
              bootstrap,
              status,
              note));
    }
    return all;
  }

  private IdentifiedParameter held(String path, double value) {
    return new IdentifiedParameter(
        path, "", value, value, value, value, null, null, Status.HELD, constants(path));
  }

  private static String equal(Unknown unknown, String path) {
    return path.equals(unknown.paths().get(0)) ? "" : "equal to " + unknown.paths().get(0);
  }

  private String constants(String path) {
    return bindings.paths().contains(path) ? "times a constant of each log" : "";
  }

  private static String join(String... parts) {
    return String.join("; ", List.of(parts).stream().filter(part -> !part.isEmpty()).toList());
  }

  private static List<Double> ends(Interval interval) {
    return List.of(interval.low(), interval.high());
  }

  /**
   * With all values that are known; constants that replace a number and are the same in all logs.
   */
  private List<ChainStage> chain() {
    Map<String, Double> known = new LinkedHashMap<>(fit.model().held());
    for (int i = 0; i < fit.values().length; i++) {
      for (String path : fit.model().unknowns().get(i).paths()) {
        known.put(path, fit.values()[i]);
      }
    }
    List<ChainStage> chain = new ArrayList<>();
    for (ChainStage stage : fit.model().chain()) {
      Map<String, Map<String, Double>> actuators = new LinkedHashMap<>();
      stage
          .actuators()
          .forEach(
              (actuator, values) -> {
                String prefix = "actuator:%s/%s.".formatted(actuator, stage.stage());
                Map<String, Double> all = new TreeMap<>(values);
                known.forEach(
                    (path, value) -> {
                      if (path.startsWith(prefix)) {
                        all.put(path.substring(prefix.length()), value);
                      }
                    });
                addConstants(prefix, all);
                actuators.put(actuator, all);
              });
      chain.add(new ChainStage(stage.stage(), actuators));
    }
    return chain;
  }

  private void addConstants(String prefix, Map<String, Double> values) {
    for (String path : bindings.paths()) {
      if (path.startsWith(prefix) && bindings.sets(path)) {
        List<Double> all =
            problem.logs().stream()
                .map(log -> bindings.apply(path, 0, log.meta().constants(), log.meta().name()))
                .distinct()
                .toList();
        if (all.size() == 1) {
          values.put(path.substring(prefix.length()), all.get(0));
        }
      }
    }
  }

  private Map<String, Double> numbers(
      HorizonErrors fitted, HorizonErrors heldOut, List<FamilyScore> scores) {
    Map<String, Double> numbers = new TreeMap<>();
    put(numbers, "", fitted);
    if (heldOut != null) {
      put(numbers, "held_out.", heldOut);
    }
    for (FamilyScore score : scores) {
      put(numbers, "family." + score.family().name() + ".", score.fitted());
      if (score.heldOut() != null) {
        put(numbers, "family." + score.family().name() + ".cross_validation.", score.heldOut());
      }
    }
    Identifiability seen = fit.identifiability(options.identifiableLimit());
    numbers.put("windows", (double) fit.windows());
    numbers.put("window_seconds", options.windowSeconds());
    numbers.put("unknowns", (double) fit.values().length);
    numbers.put("frozen", (double) frozen.size());
    numbers.put("effective_noise", seen.effectiveNoise());
    numbers.put("condition_number", seen.conditionNumber());
    numbers.put("residual_rms_position", fit.result().rms());
    numbers.put("seed", (double) options.seed());
    return numbers;
  }

  private static void put(Map<String, Double> numbers, String prefix, HorizonErrors errors) {
    for (int i = 0; i < errors.horizonsSeconds().size(); i++) {
      String at = "@" + errors.horizonsSeconds().get(i);
      numbers.put(prefix + "rms_position" + at, errors.rms(i));
      numbers.put(prefix + "rms_position_of_standing_still" + at, errors.rmsOfStandingStill(i));
    }
  }
}
