package org.workcell.sim2real.inverse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.sim.engine.Engine;
import org.workcell.sim2real.model.RobotJoint;

/** Writes down an inverse fit. */
final class InverseParameters {

  static final String DISTANCE = "friction_distance_rad";
  private static final double STRIBECK_EXPONENT = 2;
  private static final String NOT_TOLD =
      "the logs do not tell it, or not apart from what was fitted; nominal";

  private final List<RobotJoint> joints;
  private final InertialBodies bodies;
  private final InverseFit fit;
  private final boolean[] frozen;
  private final boolean currents;
  private final Absorbed absorbed;
  private final List<IdentifiedParameter> parameters = new ArrayList<>();
  private final Map<String, Map<String, Double>> friction = new LinkedHashMap<>();

  InverseParameters(
      List<RobotJoint> joints,
      InertialBodies bodies,
      InverseFit fit,
      boolean[] frozen,
      boolean currents) {
    this.joints = joints;
    this.bodies = bodies;
    this.fit = fit;
    this.frozen = frozen;
    this.currents = currents;
    this.absorbed = new Absorbed(fit, frozen);
  }

  Map<String, Double> numbers() {
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put(DISTANCE, fit.problem().friction().distance());
    numbers.put("stribeck_velocity", fit.problem().friction().stribeckVelocity());
    int fixed = 0;
    for (boolean one : frozen) {
      fixed += one ? 1 : 0;
    }
    numbers.put("frozen", (double) fixed);
    numbers.put("unknowns", (double) (frozen.length - fixed));
    return numbers;
  }

  ParameterFile file(
      ParameterFile.Source model,
      List<RobotLog> logs,
      Map<String, Double> numbers,
      InverseIntervals intervals) {
    for (int i = 0; i < fit.problem().shapes(); i++) {
      addShape(i, intervals);
    }
    for (int j = 0; j < joints.size(); j++) {
      addJoint(j, intervals);
    }
    Engine.Identity engine = Engine.load();
    return new ParameterFile(
        ParameterFile.FORMAT,
        WorkcellVersion.current(),
        engine.name() + " " + engine.version(),
        "inverse",
        fit.problem().friction().family().name(),
        model,
        inputs(logs),
        parameters,
        List.of(new ChainStage("friction", friction)),
        numbers);
  }

  static List<ParameterFile.Source> inputs(List<RobotLog> logs) {
    return logs.stream()
        .map(log -> new ParameterFile.Source(log.meta().sourceFile(), log.meta().sourceSha256()))
        .distinct()
        .toList();
  }

  private void addShape(int index, InverseIntervals intervals) {
    int number = index % InertialBodies.PER_BODY;
    double value = fit.unknowns()[index];
    double nominal = fit.problem().centre()[index];
    double range = 10 * fit.problem().scale()[index];
    boolean mass = number == 0;
    double low = nominal - range;
    double high = nominal + range;
    parameters.add(
        new IdentifiedParameter(
            path(index),
            mass ? "kg" : number >= 4 && number < 7 ? "log m" : "m",
            mass ? Math.exp(value) : value,
            mass ? Math.exp(nominal) : nominal,
            mass ? Math.exp(low) : low,
            mass ? Math.exp(high) : high,
            ends(intervals.jacobian(index), mass),
            ends(intervals.bootstrap(index), mass),
            frozen[index] ? Status.FROZEN : Status.FITTED,
            frozen[index] ? NOT_TOLD : combination(index)));
  }

  private String path(int shape) {
    return "body:%s/%s"
        .formatted(
            bodies.names().get(shape / InertialBodies.PER_BODY),
            InertialBodies.NUMBERS.get(shape % InertialBodies.PER_BODY));
  }

  private String combination(int index) {
    String others =
        absorbed.by(index).stream()
            .filter(other -> other < fit.problem().shapes())
            .map(this::path)
            .collect(Collectors.joining(", "));
    return others.isEmpty()
        ? ""
        : "stands for a combination: whatever the nominal %s lack is part of it, so it is not this number of this body alone"
            .formatted(others);
  }

  private static List<Double> ends(double[] interval, boolean logarithm) {
    if (interval == null) {
      return null;
    }
    return logarithm
        ? List.of(Math.exp(interval[0]), Math.exp(interval[1]))
        : List.of(interval[0], interval[1]);
  }

  private void addJoint(int j, InverseIntervals intervals) {
    RobotJoint joint = joints.get(j);
    InverseProblem problem = fit.problem();
    int at = problem.at(j);
    String drive = joint.actuatorName().isEmpty() ? joint.name() : joint.actuatorName();
    add("joint:%s/armature".formatted(joint.name()), "kg m^2", at, 1, intervals, "");
    List<String> names = problem.friction().coefficients();
    int breakaway = names.indexOf("breakaway");
    int load = names.indexOf("load");
    String path = "actuator:%s/friction.".formatted(drive);
    String coulomb = breakaway < 0 ? "" : "at high speed";
    add(path + "coulomb_torque", "N m", at + 1, 1, intervals, coulomb);
    add(path + "viscous_coefficient", "N m s/rad", at + 2, 1, intervals, "");
    double[] x = fit.unknowns();
    Map<String, Double> values = new TreeMap<>();
    values.put("coulomb_torque", x[at + 1]);
    values.put("viscous_coefficient", x[at + 2]);
    if (breakaway >= 0) {
      double torque = x[at + 1 + breakaway] - x[at + 1];
      values.put("stribeck_torque", torque);
      values.put("stribeck_velocity", problem.friction().stribeckVelocity());
      values.put("stribeck_exponent", STRIBECK_EXPONENT);
      parameters.add(
          derived(path + "stribeck_torque", torque, at + 1 + breakaway, at + 1, intervals));
    }
    if (load >= 0) {
      String note = "half of the share of the load; the motor's and the external one are equal";
      add(path + "motor_load_share", "1", at + 1 + load, 0.5, intervals, note);
      add(path + "external_load_share", "1", at + 1 + load, 0.5, intervals, note);
      values.put("motor_load_share", x[at + 1 + load] / 2);
      values.put("external_load_share", x[at + 1 + load] / 2);
    }
    friction.put(drive, values);
    if (currents) {
      addGain(drive, problem.gains()[j]);
    }
  }

  private void addGain(String drive, double gain) {
    String note =
        "held as given; gains, inertias and friction all scaled by one factor give the same"
            + " currents, so the logs cannot tell that scale";
    parameters.add(
        new IdentifiedParameter(
            "actuator:%s/torque_per_current".formatted(drive),
            "N m/A",
            gain,
            gain,
            gain,
            gain,
            null,
            null,
            Status.HELD,
            note));
  }

  private IdentifiedParameter derived(
      String path, double value, int one, int less, InverseIntervals intervals) {
    return new IdentifiedParameter(
        path,
        "N m",
        value,
        Double.NaN,
        -1e4,
        1e4,
        frozen[one] ? null : scaled(intervals.jacobianOfDifference(one, less), 1),
        frozen[one] ? null : scaled(intervals.bootstrapOfDifference(one, less), 1),
        frozen[one] ? Status.FROZEN : Status.FITTED,
        "friction at low speed minus that at high speed; negative where friction grows with speed");
  }

  private void add(
      String path, String unit, int index, double factor, InverseIntervals intervals, String note) {
    double value = factor * fit.unknowns()[index];
    boolean zero = !frozen[index] && !fit.free()[index];
    parameters.add(
        new IdentifiedParameter(
            path,
            unit,
            value,
            path.startsWith("joint:") ? fit.problem().centre()[index] : Double.NaN,
            0,
            factor * 10 * fit.problem().scale()[index],
            scaled(intervals.jacobian(index), factor),
            scaled(intervals.bootstrap(index), factor),
            frozen[index] ? Status.FROZEN : Status.FITTED,
            frozen[index] ? NOT_TOLD : zero ? "at its bound, zero; " + note : note));
  }

  private static List<Double> scaled(double[] interval, double factor) {
    return interval == null ? null : List.of(factor * interval[0], factor * interval[1]);
  }
}
