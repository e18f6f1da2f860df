package org.workcell.sim2real.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.physics.FrameFlags;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/**
 * How a robot's model is to be simulated: its actuator chain, numbers that are held, what the
 * constants of a log set, and which parameters a vector has. Immutable; borrows the model. Any
 * number of threads may make simulations of it.
 *
 * <p>A number comes about in this order: the model (or the chain), a held value, the vector, then
 * the log's constants, which replace or multiply it.
 */
public final class RobotSetup {

  private static final double DELAY_ROOM_SECONDS = 0.2;

  /** Collects what a setup is made of. */
  public static final class Builder {

    private final RobotModel model;
    private final Map<String, Double> held = new LinkedHashMap<>();
    private List<ChainStage> chain = List.of();
    private List<String> parameters = List.of();
    private ConstantBindings bindings;
    private double delayRoomSeconds = DELAY_ROOM_SECONDS;

    private Builder(RobotModel model) {
      this.model = model;
      this.bindings = model.bindings();
    }

    /**
     * Stages between commands and the model's actuators. Where one of them is a servo or a DC
     * motor, the actuator becomes a motor whatever gains the model gives it.
     */
    public Builder chain(List<ChainStage> stages) {
      this.chain = List.copyOf(stages);
      return this;
    }

    /** Holds a number. */
    public Builder hold(String path, double value) {
      held.put(path, value);
      return this;
    }

    /**
     * Takes over the chain and all numbers of a file, and what it says of constants of logs.
     *
     * @throws IllegalArgumentException if that is no binding
     */
    public Builder parameterFile(ParameterFile file) {
      chain(file.chain());
      if (!file.constants().isEmpty()) {
        bindings(ConstantBindings.parse(file.constants()));
      }
      for (IdentifiedParameter parameter : file.parameters()) {
        if (Double.isFinite(parameter.value())) {
          hold(parameter.path(), parameter.value());
        }
      }
      return this;
    }

    /** Replaces what the model's own text says of constants. */
    public Builder bindings(ConstantBindings constants) {
      this.bindings = constants;
      return this;
    }

    /** What vectors hold, in order. */
    public Builder parameters(List<String> paths) {
      this.parameters = List.copyOf(paths);
      return this;
    }

    /** The longest delay that a vector may ask for; 0.2 s unless told. */
    public Builder delayRoomSeconds(double seconds) {
      this.delayRoomSeconds = seconds;
      return this;
    }

    /**
     * The setup.
     *
     * @throws IllegalArgumentException naming a path, stage or actuator that the model lacks, or a
     *     parameter that a constant sets, so that no vector could change it
     */
    public RobotSetup build() {
      return new RobotSetup(this);
    }
  }

  private final RobotModel model;
  private final ChainLayout chain;
  private final ConstantBindings bindings;
  private final ModelEdits always = new ModelEdits();
  private final Target[] targets;
  private final double[] defaults;
  private final int[] vectorTargets;
  private final int[] bindingTargets;
  private final List<RobotParameter> parameters;
  private final List<Integer> bodies;
  private final List<List<Integer>> bodyNumbers;

  private RobotSetup(Builder builder) {
    this.model = builder.model;
    this.chain = new ChainLayout(model, builder.chain, builder.delayRoomSeconds);
    ParameterPaths resolver = new ParameterPaths(model, chain);
    this.bindings = builder.bindings.only(resolver::hasEffect);
    Map<String, Double> held = new LinkedHashMap<>();
    CurrentGains.of(model)
        .forEach((name, gain) -> held.put("actuator:%s/torque_per_current".formatted(name), gain));
    held.putAll(builder.held);
    Set<String> paths = new LinkedHashSet<>(held.keySet());
    paths.addAll(bindings.paths());
    paths.addAll(builder.parameters);
    List<String> order = List.copyOf(paths);
    this.targets = order.stream().map(resolver::resolve).toArray(Target[]::new);
    this.bodies = resolver.bodies();
    this.bodyNumbers = resolver.bodyNumbers();
    this.defaults = new double[targets.length];
    for (int i = 0; i < targets.length; i++) {
      defaults[i] = held.getOrDefault(order.get(i), targets[i].parameter().nominal());
    }
    this.vectorTargets = builder.parameters.stream().mapToInt(order::indexOf).toArray();
    this.bindingTargets =
        bindings.list().stream().mapToInt(binding -> order.indexOf(binding.path())).toArray();
    this.parameters = describe(builder.parameters);
    useMotors();
  }

  private List<RobotParameter> describe(List<String> paths) {
    List<RobotParameter> described = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      if (paths.indexOf(paths.get(i)) != i) {
        throw new IllegalArgumentException("parameter %s is named twice".formatted(paths.get(i)));
      }
      if (bindings.sets(paths.get(i))) {
        throw new IllegalArgumentException(
            "parameter %s is set by a constant of each log, so it cannot be searched for"
                .formatted(paths.get(i)));
      }
      RobotParameter parameter = targets[vectorTargets[i]].parameter();
      described.add(
          new RobotParameter(
              parameter.path(),
              parameter.unit(),
              defaults[vectorTargets[i]],
              parameter.low(),
              parameter.high()));
    }
    return List.copyOf(described);
  }

  /** Turns servos of the model into motors where the chain has made torques already. */
  private void useMotors() {
    int columns = ActuatorNumbers.columns(model.model());
    for (int actuator = 0; actuator < model.model().count(ObjectKind.ACTUATOR); actuator++) {
      if (!chain.makesTorque(actuator)) {
        continue;
      }
      RobotJoint joint = Actuators.joint(model, actuator);
      if (joint.drive() == Drive.OTHER) {
        throw new IllegalArgumentException(
            "actuator '%s' has a state or a gain of its own, which an actuator chain cannot take the place of; make it a motor or position servo in the model"
                .formatted(joint.actuatorName()));
      }
      if (joint.drive() != Drive.MOTOR) {
        always.set(ModelField.ACTUATOR_GAINPRM, columns * actuator, 1);
        for (int i = 0; i < 3; i++) {
          always.set(ModelField.ACTUATOR_BIASPRM, columns * actuator + i, 0);
        }
        // The range was one of positions; what arrives now are torques.
        always.set(ModelField.ACTUATOR_CTRLRANGE, 2 * actuator, -Float.MAX_VALUE);
        always.set(ModelField.ACTUATOR_CTRLRANGE, 2 * actuator + 1, Float.MAX_VALUE);
      }
    }
  }

  /** A setup of this model, with the constants that the model binds, and nothing else. */
  public static Builder builder(RobotModel model) {
    return new Builder(model);
  }

  /** The model. */
  public RobotModel model() {
    return model;
  }

  /** What vectors hold, in order; nominal values are those that apply where no vector does. */
  public List<RobotParameter> parameters() {
    return parameters;
  }

  /** The vector that changes nothing. */
  public double[] nominal() {
    return parameters.stream().mapToDouble(RobotParameter::nominal).toArray();
  }

  /** What constants of logs set: those entries that act with this chain. */
  public ConstantBindings bindings() {
    return bindings;
  }

  /**
   * What a joint's actuator takes: what the chain in front of it takes, or else what the model's
   * actuator takes.
   */
  public Drive drive(RobotJoint joint) {
    if (joint.actuator() >= 0 && chain.hasServo(joint.actuator())) {
      return Drive.POSITION_SERVO;
    }
    return joint.actuator() >= 0 && chain.makesTorque(joint.actuator())
        ? Drive.MOTOR
        : joint.drive();
  }

  /**
   * For how long before a window its stages remember commands, s.
   *
   * @return 0 where none does
   */
  public double memorySeconds() {
    return chain.memorySeconds();
  }

  /** A simulation, to be closed by the caller. */
  public RobotSimulation newSimulation() {
    return new RobotSimulation(this);
  }

  ChainLayout chain() {
    return chain;
  }

  ModelEdits always() {
    return always;
  }

  Target[] targets() {
    return targets;
  }

  BodyInertia[] newBodies(FrameFlags flags) {
    BodyInertia[] made = new BodyInertia[bodies.size()];
    for (int i = 0; i < made.length; i++) {
      made[i] = new BodyInertia(model.model(), bodies.get(i), flags);
      bodyNumbers.get(i).forEach(made[i]::use);
    }
    return made;
  }

  double[] torquePerCurrent() {
    double[] unknown = new double[model.model().velocityCount()];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  /** Writes the numbers that all targets have without a vector and a log. */
  void nominalValues(double[] values) {
    System.arraycopy(defaults, 0, values, 0, defaults.length);
  }

  /** Writes the numbers that all targets get. */
  void values(double[] vector, Map<String, Double> constants, String log, double[] values) {
    if (vector.length != vectorTargets.length) {
      throw new IllegalArgumentException(
          "a vector has %d numbers; this setup has %d parameters"
              .formatted(vector.length, vectorTargets.length));
    }
    nominalValues(values);
    for (int i = 0; i < vector.length; i++) {
      values[vectorTargets[i]] = vector[i];
    }
    for (int i = 0; i < bindingTargets.length; i++) {
      int target = bindingTargets[i];
      values[target] = bindings.list().get(i).apply(values[target], constants, log);
    }
  }
}
