package org.workcell.sim2real.gap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.gap.GapTruth.TrueNumber;
import org.workcell.sim2real.metrics.Bootstrap;
import org.workcell.sim2real.metrics.HorizonErrors;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

/**
 * Compares identified parameters with a hidden truth, and open-loop replays of held-out logs with
 * those of the nominal model. The only reader of {@code hidden/truth.json}.
 */
public final class GapScorer {

  private static final double[] HORIZONS_SECONDS = {0.25, 0.5, 1.0};
  private static final double LEVEL = 0.95;
  private static final int RESAMPLES = 2000;

  private final RobotModel robot;
  private final GapTruth truth;
  private final ParameterFile found;
  private final List<ChainStage> nominalChain;
  private final List<ChainStage> foundChain;
  private final Combined combined;

  private GapScorer(
      RobotModel robot, GapTruth truth, ParameterFile found, List<ChainStage> nominalChain) {
    this.robot = robot;
    this.truth = truth;
    this.found = found;
    this.nominalChain = nominalChain;
    this.foundChain = merged(nominalChain, found.chain());
    this.combined = new Combined(robot);
  }

  /**
   * Scores.
   *
   * @param folder that {@link GapMaker} made
   * @param model the nominal model that the logs were made with
   * @param nominalChain its actuator stages
   * @param found what was identified; nominal stages that its chain does not name stay
   * @throws BadInputException if the folder has no truth, or the model is another one
   */
  public static GapScore score(
      Path folder, Path model, List<ChainStage> nominalChain, ParameterFile found) {
    return score(folder, NominalModel.of(model), nominalChain, found, null);
  }

  /**
   * Scores a load in the hand, too.
   *
   * @param loaded what was identified from the logs with the load; null without any
   * @see #score(Path, Path, List, ParameterFile)
   */
  public static GapScore score(
      Path folder,
      NominalModel model,
      List<ChainStage> nominalChain,
      ParameterFile found,
      ParameterFile loaded) {
    GapTruth truth = truth(folder, model);
    try (RobotModel robot = RobotModel.load(model.mjcf())) {
      GapScorer scorer = new GapScorer(robot, truth, found, nominalChain);
      List<GapScore.Number> numbers = scorer.numbers();
      if (loaded != null) {
        numbers.addAll(PayloadScore.of(truth, loaded));
      }
      return new GapScore(truth.family(), truth.level(), numbers, scorer.replays(folder));
    }
  }

  private static GapTruth truth(Path folder, NominalModel model) {
    GapTruth truth = TruthFile.read(folder);
    require(model.source(), truth.model(), folder);
    if (model.parts().size() != truth.modelParts().size()) {
      throw new BadInputException(
          "model %s was read with %s, and the logs of %s were made with %s; give the same map and meshes"
              .formatted(
                  model.source().file(), names(model.parts()), folder, names(truth.modelParts())));
    }
    for (int i = 0; i < model.parts().size(); i++) {
      require(model.parts().get(i), truth.modelParts().get(i), folder);
    }
    return truth;
  }

  private static void require(ParameterFile.Source given, ParameterFile.Source made, Path folder) {
    if (!given.sha256().equals(made.sha256())) {
      throw new BadInputException(
          "%s is not the %s that the logs of %s were made with; give that one"
              .formatted(given.file(), made.file(), folder));
    }
  }

  private static List<String> names(List<ParameterFile.Source> sources) {
    return sources.stream().map(ParameterFile.Source::file).toList();
  }

  /** The inverse method finds friction and says nothing of servos. */
  private static List<ChainStage> merged(List<ChainStage> nominal, List<ChainStage> found) {
    List<ChainStage> all = new ArrayList<>(found);
    Set<String> named = new LinkedHashSet<>();
    found.forEach(stage -> named.add(StageOrder.standard(stage)));
    nominal.stream().filter(stage -> !named.contains(StageOrder.standard(stage))).forEach(all::add);
    return all.size() == found.size() ? found : StageOrder.sorted(all);
  }

  private List<GapScore.Number> numbers() {
    Combined.Robot estimated =
        robot(
            found.parameters(), IdentifiedParameter::path, IdentifiedParameter::value, foundChain);
    Combined.Robot real =
        robot(truth.numbers(), TrueNumber::path, TrueNumber::value, truth.chain());
    Combined.Robot nominal =
        robot(List.<TrueNumber>of(), TrueNumber::path, TrueNumber::value, nominalChain);
    List<GapScore.Number> numbers = new ArrayList<>();
    Set<List<String>> done = new LinkedHashSet<>();
    for (TrueNumber number : truth.numbers()) {
      List<String> parts = combined.parts(number.path());
      if (done.add(parts)) {
        numbers.add(compare(number, parts, nominal.sum(parts), real.sum(parts), estimated));
      }
    }
    return numbers;
  }

  private <T> Combined.Robot robot(
      List<T> all, Function<T, String> path, ToDoubleFunction<T> value, List<ChainStage> chain) {
    Map<String, Double> numbers = new HashMap<>();
    all.forEach(
        each -> numbers.put(combined.standard(path.apply(each)), value.applyAsDouble(each)));
    return new Combined.Robot(combined, numbers, chain, this::ofModel);
  }

  private double ofModel(String path) {
    boolean gain = path.endsWith("/kp") || path.endsWith("/kv");
    try {
      return RobotSetup.builder(robot).parameters(List.of(path)).build().nominal()[0];
    } catch (IllegalArgumentException e) {
      if (gain) {
        return 0;
      }
      throw e;
    }
  }

  private GapScore.Number compare(
      TrueNumber number,
      List<String> parts,
      double nominal,
      double real,
      Combined.Robot estimated) {
    double estimate = estimated.sum(parts);
    List<IdentifiedParameter> reported = combined.among(parts, found.parameters());
    double scale = parts.size() == 1 ? number.scale() : Math.abs(real);
    return new GapScore.Number(
        number.path(),
        number.unit(),
        nominal,
        real,
        estimate,
        100 * Math.abs(estimate - real) / scale,
        number.identifiable(),
        !reported.isEmpty(),
        covered(reported, IdentifiedParameter::ci95, estimate, real),
        covered(reported, IdentifiedParameter::ci95Bootstrap, estimate, real));
  }

  /** The interval of a sum is that of its only part with one. */
  private static Boolean covered(
      List<IdentifiedParameter> reported,
      Function<IdentifiedParameter, List<Double>> interval,
      double estimate,
      double real) {
    List<IdentifiedParameter> known =
        reported.stream().filter(parameter -> interval.apply(parameter) != null).toList();
    if (known.size() != 1) {
      return null;
    }
    double rest = estimate - known.get(0).value();
    List<Double> ends = interval.apply(known.get(0));
    // An end that is no number leaves its side open.
    return !(ends.get(0) + rest > real) && !(ends.get(1) + rest < real);
  }

  private List<GapScore.Replay> replays(Path folder) {
    RobotSetup nominal = RobotSetup.builder(robot).chain(nominalChain).build();
    RobotSetup fitted = RobotSetup.builder(robot).parameterFile(found).chain(foundChain).build();
    List<GapScore.Replay> replays = new ArrayList<>();
    for (String split : List.of(GapPlan.TEST, GapPlan.OUT_OF_DISTRIBUTION)) {
      LogFolder exact = LogFolder.open(TruthFile.trueLogs(folder, split));
      LogFolder recorded = LogFolder.open(folder.resolve(split));
      for (double horizon : HORIZONS_SECONDS) {
        replays.add(replay(split, "true", horizon, nominal, fitted, exact));
      }
      for (double horizon : HORIZONS_SECONDS) {
        replays.add(replay(split, "recorded", horizon, nominal, fitted, recorded));
      }
    }
    return replays;
  }

  private GapScore.Replay replay(
      String split,
      String states,
      double horizon,
      RobotSetup nominal,
      RobotSetup fitted,
      LogFolder logs) {
    HorizonErrors openLoop = SplitReplay.errors(nominal, logs, horizon);
    HorizonErrors errors = SplitReplay.errors(fitted, logs, horizon);
    Bootstrap bootstrap = new Bootstrap(truth.seed(), RESAMPLES);
    return new GapScore.Replay(
        split,
        states,
        horizon,
        errors.windows(),
        errors.failures(),
        openLoop.rms(SplitReplay.POSITION, horizon),
        errors.rms(SplitReplay.POSITION, horizon),
        errors.reduction(openLoop, SplitReplay.POSITION, horizon),
        errors.reductionInterval(openLoop, SplitReplay.POSITION, horizon, LEVEL, bootstrap));
  }

  /** The numbers of a score by path, for tests and reports. */
  static Map<String, GapScore.Number> byPath(GapScore score) {
    Map<String, GapScore.Number> all = new LinkedHashMap<>();
    score.numbers().forEach(number -> all.put(number.path(), number));
    return all;
  }
}
