package org.workcell.sim2real.gap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.gap.GapTruth.TrueNumber;
import org.workcell.sim2real.model.RobotJoint;

/** Draws a hidden truth from the committed ranges. Each effect has a stream of its own. */
final class TruthDraw {

  /** A motor that cannot hold its arm with this much to spare would let it fall. */
  private static final double HOLDING_RESERVE = 1.25;

  private final GapArm arm;
  private final GapFamily family;
  private final GapLevel level;
  private final NominalPeaks peaks;
  private final SeedStreams streams;
  private final GapRanges ranges = GapRanges.committed();
  private final Map<String, TrueNumber> numbers = new LinkedHashMap<>();
  private final Map<String, Map<String, Map<String, Double>>> chain;
  private double delaySeconds;
  private double commandJitterSeconds;
  private String effect = "";

  TruthDraw(GapArm arm, GapFamily family, GapLevel level, long seed, NominalPeaks peaks) {
    this.arm = arm;
    this.family = family;
    this.level = level;
    this.peaks = peaks;
    this.streams = new SeedStreams(seed);
    this.chain = arm.chainTable();
  }

  GapTruth draw(NominalModel model, boolean withPayload) {
    List<String> effects = ranges.effects(family);
    if (effects.contains("strength") || effects.contains("saturation")) {
      arm.joints().forEach(this::useServoStage);
    }
    for (String each : effects) {
      effect = each;
      apply(each, stream(each));
    }
    List<ChainStage> stages = stages();
    return new GapTruth(
        ranges.version(),
        family,
        level,
        streams.rootSeed(),
        model.source(),
        model.parts(),
        finished(stages),
        stages,
        commandJitterSeconds,
        withPayload ? payload(stream("payload")) : null);
  }

  private RandomStream stream(String name) {
    return streams.stream("truth/%s/%s/%s".formatted(family, level, name));
  }

  private double draw(String range, RandomStream random) {
    return ranges.range(range, level).draw(random);
  }

  private void apply(String name, RandomStream random) {
    switch (name) {
      case "link_mass" -> linkMass(random);
      case "end_mass" -> endMass(random);
      case "end_centre" -> endCentre(random);
      case "stiffness" -> forEach(joint -> scale(stiffness(joint), draw(name, random)));
      case "damping" -> forEach(joint -> scale(damping(joint), draw(name, random)));
      case "armature" ->
          forEach(joint -> scale("joint:%s/armature".formatted(joint.name()), draw(name, random)));
      case "coulomb" ->
          forEach(joint -> friction(joint, "coulomb_torque", torque(joint) * draw(name, random)));
      case "friction_m4" -> forEach(joint -> frictionM4(joint, random));
      case "backlash" -> forEach(joint -> stage(joint, "backlash", "gap", draw(name, random)));
      case "delay", "long_delay" -> delay(draw(name, random));
      case "delay_jitter" -> commandJitterSeconds = delaySeconds * draw(name, random);
      case "strength" -> forEach(joint -> strength(joint, draw(name, random)));
      case "saturation" -> forEach(joint -> saturation(joint, random));
      case "contact" -> contact(random);
      default -> throw new IllegalStateException("no effect '%s' is known".formatted(name));
    }
  }

  private void forEach(Consumer<RobotJoint> action) {
    arm.joints().forEach(action);
  }

  private double torque(RobotJoint joint) {
    return peaks.torque()[arm.joints().indexOf(joint)];
  }

  private double speed(RobotJoint joint) {
    return peaks.speed()[arm.joints().indexOf(joint)];
  }

  private void linkMass(RandomStream random) {
    scale("body:%s/mass".formatted(arm.link(arm.middleJoint())), draw("link_mass", random));
  }

  private void endMass(RandomStream random) {
    String path = "body:%s/mass".formatted(arm.link(arm.endJoint()));
    set(path, arm.value(path) + arm.movingMass() * draw("end_mass", random));
  }

  private void endCentre(RandomStream random) {
    double largest = arm.reach() * ranges.range("end_centre", level).largest();
    for (String axis : List.of("x", "y", "z")) {
      String path = "body:%s/com_%s".formatted(arm.link(arm.endJoint()), axis);
      double nominal = arm.value(path);
      double value = nominal + arm.reach() * draw("end_centre", random);
      put(path, value, nominal, Math.max(largest, Math.abs(value)));
    }
  }

  private boolean hasServoStage(RobotJoint joint) {
    return chain.getOrDefault("servo", Map.of()).containsKey(joint.actuatorName());
  }

  private String stiffness(RobotJoint joint) {
    return "actuator:%s/%s"
        .formatted(joint.actuatorName(), hasServoStage(joint) ? "servo.stiffness" : "kp");
  }

  /** What slows a joint down in proportion to its speed: the servo, or else the joint itself. */
  private String damping(RobotJoint joint) {
    boolean stage = hasServoStage(joint);
    String servo = "actuator:%s/%s".formatted(joint.actuatorName(), stage ? "servo.damping" : "kv");
    return current(servo) > 0 ? servo : "joint:%s/damping".formatted(joint.name());
  }

  private void strength(RobotJoint joint, double factor) {
    scale(stiffness(joint), factor);
    String servo = "actuator:%s/servo.damping".formatted(joint.actuatorName());
    if (current(servo) > 0) {
      scale(servo, factor);
    }
  }

  /** Puts the model's servo into the chain, where a limit of torque can follow it. */
  private void useServoStage(RobotJoint joint) {
    if (hasServoStage(joint)) {
      return;
    }
    String name = joint.actuatorName();
    Map<String, Double> servo = parameters("servo", name);
    servo.put("stiffness", arm.value("actuator:%s/kp".formatted(name)));
    servo.put("damping", arm.value("actuator:%s/kv".formatted(name)));
  }

  private void saturation(RobotJoint joint, RandomStream random) {
    double stall = torque(joint) * draw("stall", random);
    double noLoad = speed(joint) * draw("no_load", random);
    stage(joint, "torque-speed-limit", "stall_torque", Math.max(stall, needed(joint)));
    stage(joint, "torque-speed-limit", "no_load_speed", noLoad);
  }

  /** Torque that holds the arm and breaks away from friction. */
  private double needed(RobotJoint joint) {
    double holding = peaks.holding()[arm.joints().indexOf(joint)];
    double friction =
        arm.model().get(ModelField.DOF_FRICTIONLOSS, joint.velocityAddress())
            + rubbing(joint, "coulomb_torque")
            + rubbing(joint, "stribeck_torque");
    double shares =
        rubbing(joint, "motor_load_share") + rubbing(joint, "motor_load_share_stribeck");
    return HOLDING_RESERVE * (holding * (1 + shares) + friction);
  }

  private double rubbing(RobotJoint joint, String parameter) {
    return chain
        .getOrDefault("friction", Map.of())
        .getOrDefault(joint.actuatorName(), Map.of())
        .getOrDefault(parameter, 0.0);
  }

  private void frictionM4(RobotJoint joint, RandomStream random) {
    double viscous = torque(joint) / speed(joint) * draw("m4_viscous", random);
    friction(joint, "coulomb_torque", torque(joint) * draw("m4_coulomb", random));
    friction(joint, "viscous_coefficient", viscous);
    friction(joint, "stribeck_torque", torque(joint) * draw("m4_stribeck_torque", random));
    friction(joint, "stribeck_velocity", speed(joint) * draw("m4_stribeck_velocity", random));
    friction(joint, "stribeck_exponent", draw("m4_stribeck_exponent", random));
    double load = draw("m4_load", random);
    friction(joint, "motor_load_share", load);
    friction(joint, "external_load_share", load);
    double vanishing = draw("m4_load_stribeck", random);
    friction(joint, "motor_load_share_stribeck", vanishing);
    friction(joint, "external_load_share_stribeck", vanishing);
  }

  private void friction(RobotJoint joint, String parameter, double value) {
    stage(joint, "friction", parameter, value);
  }

  private void delay(double seconds) {
    delaySeconds = seconds;
    forEach(joint -> stage(joint, "delay", "delay_seconds", seconds));
  }

  private void contact(RandomStream random) {
    if (!arm.model().has(ObjectKind.GEOM, ContactScene.TABLE)) {
      throw new IllegalArgumentException(
          "family G8 needs a geom '%s' that the hand slides on".formatted(ContactScene.TABLE));
    }
    set("geom:%s/friction".formatted(ContactScene.TABLE), draw("contact_friction", random));
    set(
        "geom:%s/contact_damping_ratio".formatted(ContactScene.TABLE),
        draw("contact_damping", random));
  }

  /** In the frame of the last link. */
  private GapTruth.Payload payload(RandomStream random) {
    double[] place = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      String path = "body:%s/com_%s".formatted(arm.link(arm.endJoint()), "xyz".charAt(axis));
      place[axis] = arm.value(path) + arm.reach() * draw("payload_place", random);
    }
    double mass = arm.movingMass() * draw("payload_mass", random);
    return new GapTruth.Payload(arm.link(arm.endJoint()), mass, place);
  }

  private void stage(RobotJoint joint, String stage, String parameter, double added) {
    String path = "actuator:%s/%s.%s".formatted(joint.actuatorName(), stage, parameter);
    boolean factor = parameter.equals("stribeck_velocity") || parameter.equals("stribeck_exponent");
    set(path, factor ? added : added + current(path));
  }

  private void scale(String path, double factor) {
    set(path, factor * current(path));
  }

  private void set(String path, double value) {
    put(path, value, nominalOrZero(path), Math.abs(value));
  }

  private void put(String path, double value, double nominal, double scale) {
    String[] parts = parts(path);
    if (parts.length == 3) {
      parameters(parts[1], parts[0]).put(parts[2], value);
    }
    boolean identifiable = ranges.isIdentifiable(family, effect);
    TrueNumber before = numbers.get(path);
    double first = before == null ? nominal : before.nominal();
    numbers.put(path, new TrueNumber(path, "", value, first, scale, identifiable));
  }

  /** The value that effects so far have led to. */
  private double current(String path) {
    if (numbers.containsKey(path)) {
      return numbers.get(path).value();
    }
    String[] parts = parts(path);
    if (parts.length == 3) {
      return parameters(parts[1], parts[0]).getOrDefault(parts[2], 0.0);
    }
    return nominalOrZero(path);
  }

  private double nominalOrZero(String path) {
    String[] parts = parts(path);
    if (parts.length < 3) {
      return arm.value(path);
    }
    Map<String, Double> nominal =
        arm.chainTable().getOrDefault(parts[1], Map.of()).getOrDefault(parts[0], Map.of());
    // A servo stage that was put in the model's servo's place has its gains.
    Map<String, Double> own = parts[1].equals("servo") ? parameters("servo", parts[0]) : Map.of();
    return nominal.getOrDefault(parts[2], own.getOrDefault(parts[2], 0.0));
  }

  /** Actuator, stage and parameter, or a single part where it is no parameter of a stage. */
  private static String[] parts(String path) {
    String number = path.substring(path.lastIndexOf('/') + 1);
    int dot = number.indexOf('.');
    return dot < 0
        ? new String[] {path}
        : new String[] {
          path.substring(path.indexOf(':') + 1, path.lastIndexOf('/')),
          number.substring(0, dot),
          number.substring(dot + 1)
        };
  }

  private Map<String, Double> parameters(String stage, String actuator) {
    return chain
        .computeIfAbsent(stage, name -> new LinkedHashMap<>())
        .computeIfAbsent(actuator, name -> new LinkedHashMap<>());
  }

  private List<ChainStage> stages() {
    List<ChainStage> stages = new ArrayList<>();
    chain.forEach((stage, actuators) -> stages.add(new ChainStage(stage, actuators)));
    stages.removeIf(
        stage -> stage.actuators().values().stream().allMatch(values -> values.isEmpty()));
    return StageOrder.sorted(stages);
  }

  private List<TrueNumber> finished(List<ChainStage> stages) {
    return numbers.values().stream()
        .map(
            number ->
                new TrueNumber(
                    number.path(),
                    arm.unit(number.path(), stages),
                    number.value(),
                    number.nominal(),
                    number.scale(),
                    number.identifiable()))
        .toList();
  }
}
