package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim2real.model.ConstantBindings;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotParameter;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.optimize.Scale;
import org.workcell.sim2real.optimize.SearchParameter;
import org.workcell.sim2real.optimize.SearchSpace;

/**
 * A robot with actuators of a family: how it is simulated, and what is unknown of it. Immutable;
 * borrows the model.
 */
final class FamilyModel {

  /** Searched by their logarithm: positive numbers that may be wrong by a factor. */
  private static final Set<String> FACTORS =
      Set.of(
          "kp",
          "kv",
          "mass",
          "armature",
          "force_limit",
          "stiffness",
          "torque_constant",
          "resistance",
          "voltage_limit",
          "stall_torque",
          "no_load_speed",
          "stribeck_velocity",
          "stribeck_exponent");

  /** How far from its nominal value such a number may be where nobody says. */
  private static final double FACTOR = 10;

  /** Dry and viscous friction of a drive without load, as a share of the torque at its joint. */
  private static final double DRY_SHARE = 0.2;

  private static final Map<String, Bounds> STANDARD_BOUNDS =
      Map.of(
          "actuator:*/servo.stiffness", new Bounds(1e-3, 1, 1e3),
          "actuator:*/dc-motor.torque_constant", new Bounds(0.05, 0.5, 5),
          "actuator:*/dc-motor.resistance", new Bounds(0.5, 5, 50),
          "actuator:*/friction.*_share", new Bounds(0, 0.15, 0.6),
          "actuator:*/friction.*_share_stribeck", new Bounds(0, 0.1, 0.6),
          "actuator:*/friction.stribeck_velocity", new Bounds(0.01, 2, 10),
          "actuator:*/friction.stribeck_exponent", new Bounds(0.3, 1.5, 10),
          "actuator:*/backlash.gap", new Bounds(0, 0, 0.1));

  private final ActuatorFamily family;
  private final RobotModel model;
  private final List<Unknown> unknowns;
  private final Map<String, Double> held;
  private final List<ChainStage> chain;
  private final RobotSetup setup;
  private final double delayRoomSeconds;
  private final ConstantBindings bindings;

  private FamilyModel(
      ActuatorFamily family,
      RobotModel model,
      List<Unknown> unknowns,
      Map<String, Double> held,
      List<ChainStage> chain,
      double delayRoomSeconds,
      ConstantBindings bindings) {
    this.family = family;
    this.model = model;
    this.unknowns = List.copyOf(unknowns);
    this.held = held;
    this.chain = chain;
    this.delayRoomSeconds = delayRoomSeconds;
    this.bindings = bindings;
    this.setup = setup(model, chain, held, paths(unknowns), delayRoomSeconds, bindings);
  }

  /** What a family is on a robot, with the joints of its logs. */
  static FamilyModel of(
      RobotModel model, List<RobotJoint> joints, ActuatorFamily family, ForwardOptions options) {
    CandidatePaths candidates = new CandidatePaths(model, joints, family, options);
    Map<String, Double> held = new LinkedHashMap<>(candidates.switchedOff());
    held.putAll(options.held());
    List<List<String>> free = new ArrayList<>(candidates.free());
    for (String path : options.bounds().keySet()) {
      if (!path.contains("*") && free.stream().noneMatch(paths -> paths.contains(path))) {
        free.add(List.of(path));
      }
    }
    ConstantBindings bindings =
        options.constants().isEmpty()
            ? model.bindings()
            : ConstantBindings.parse(options.constants());
    free.removeIf(
        paths -> paths.stream().anyMatch(path -> bindings.sets(path) || held.containsKey(path)));
    double room = options.delays().maxSeconds() + options.delays().stepSeconds();
    List<String> all = free.stream().flatMap(List::stream).toList();
    RobotSetup probe = setup(model, candidates.chain(), held, all, room, bindings);
    Map<String, RobotParameter> described = new LinkedHashMap<>();
    probe.parameters().forEach(parameter -> described.put(parameter.path(), parameter));
    List<Unknown> unknowns = new ArrayList<>();
    for (List<String> paths : free) {
      unknowns.add(unknown(paths, described.get(paths.get(0)), candidates.bounds(), options));
    }
    return new FamilyModel(family, model, unknowns, held, candidates.chain(), room, bindings);
  }

  private static RobotSetup setup(
      RobotModel model,
      List<ChainStage> chain,
      Map<String, Double> held,
      List<String> paths,
      double delayRoomSeconds,
      ConstantBindings bindings) {
    RobotSetup.Builder builder =
        RobotSetup.builder(model)
            .chain(chain)
            .bindings(bindings)
            .parameters(paths)
            .delayRoomSeconds(delayRoomSeconds);
    held.forEach(builder::hold);
    return builder.build();
  }

  private static Unknown unknown(
      List<String> paths,
      RobotParameter described,
      Map<String, Bounds> ofRobot,
      ForwardOptions options) {
    String path = described.path();
    boolean factor = FACTORS.contains(lastName(path)) || path.endsWith("/servo.damping");
    Bounds bounds =
        PathPattern.find(options.bounds(), path)
            .or(() -> Optional.ofNullable(ofRobot.get(path)))
            .or(() -> PathPattern.find(STANDARD_BOUNDS, path))
            .orElseGet(() -> bounds(described, factor, options));
    Scale scale = factor && bounds.low() > 0 ? Scale.LOG : Scale.LINEAR;
    SearchParameter search =
        new SearchParameter(path, bounds.start(), bounds.low(), bounds.high(), scale);
    return new Unknown(search, paths, described.unit(), described.nominal());
  }

  private static Bounds bounds(RobotParameter described, boolean factor, ForwardOptions options) {
    double nominal = described.nominal();
    if (described.path().endsWith("/delay.delay_seconds")) {
      return new Bounds(0, Math.max(0, nominal), options.delays().maxSeconds());
    }
    if (factor && nominal > 0 && Double.isFinite(nominal)) {
      double low = Math.max(described.low(), nominal / FACTOR);
      return new Bounds(low, nominal, nominal * FACTOR);
    }
    if (described.path().contains("/friction.") && described.unit().startsWith("N")) {
      double high = Math.max(DRY_SHARE * described.high(), 2 * nominal);
      return new Bounds(0, nominal, high);
    }
    double start = Double.isFinite(nominal) ? nominal : (described.low() + described.high()) / 2;
    return new Bounds(
        described.low(),
        Math.max(described.low(), Math.min(described.high(), start)),
        described.high());
  }

  private static String lastName(String path) {
    String number = path.substring(path.lastIndexOf('/') + 1);
    return number.substring(number.lastIndexOf('.') + 1);
  }

  private static List<String> paths(List<Unknown> unknowns) {
    return unknowns.stream().flatMap(unknown -> unknown.paths().stream()).toList();
  }

  ActuatorFamily family() {
    return family;
  }

  List<Unknown> unknowns() {
    return unknowns;
  }

  Map<String, Double> held() {
    return held;
  }

  List<ChainStage> chain() {
    return chain;
  }

  RobotSetup setup() {
    return setup;
  }

  /** What a path has that is not fitted. */
  double fixed(String path) {
    RobotSetup one = setup(model, chain, held, List.of(path), delayRoomSeconds, bindings);
    return one.nominal()[0];
  }

  /** What constants of logs set. */
  ConstantBindings bindings() {
    return bindings;
  }

  SearchSpace space() {
    return new SearchSpace(unknowns.stream().map(Unknown::search).toList());
  }

  /** The vector of the setup for values of the unknowns. */
  double[] vector(double[] values) {
    double[] vector = new double[setup.parameters().size()];
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < unknowns.get(i).paths().size(); k++) {
        vector[next++] = values[i];
      }
    }
    return vector;
  }

  /** The same robot with some unknowns held at a value, or searched within other bounds. */
  FamilyModel with(List<Unknown> remaining, Map<String, Double> moreHeld) {
    Map<String, Double> all = new LinkedHashMap<>(held);
    all.putAll(moreHeld);
    return new FamilyModel(family, model, remaining, all, chain, delayRoomSeconds, bindings);
  }

  /** What the model's own servo calls a gain of a stage that takes its place. */
  private static String ofOwnServo(String path) {
    return path.replace("/servo.stiffness", "/kp").replace("/servo.damping", "/kv");
  }

  /** Start values where the other family has the same unknown, else the standard ones. */
  double[] startFrom(FamilyModel other, double[] otherValues) {
    double[] start = space().nominal();
    for (int i = 0; i < start.length; i++) {
      for (int k = 0; k < otherValues.length; k++) {
        String path = unknowns.get(i).paths().get(0);
        List<String> others = other.unknowns.get(k).paths();
        if (others.contains(path) || others.contains(ofOwnServo(path))) {
          SearchParameter search = unknowns.get(i).search();
          start[i] = Math.max(search.low(), Math.min(search.high(), otherValues[k]));
        }
      }
    }
    return start;
  }
}
