package org.workcell.sim2real.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;

/**
 * Finds what a body of an identified robot carries, from logs with the load. Inertias of the robot
 * stay as they were found without it; friction may drift with temperature, so each joint's
 * coefficients are sought again, near their old values.
 */
public final class PayloadIdentification {

  /** Shares by which friction may have changed since the robot was identified, one deviation. */
  private static final double FRICTION_DRIFT = 0.3;

  /** A load's centre is expected about this far from the body's frame, m. */
  private static final double REACH = 0.15;

  /** Radius of gyration that is expected of a load, m, and the spread of its logarithm. */
  private static final double GYRATION = 0.05;

  private static final double GYRATION_SPREAD = 0.7;

  /** Mass is what the logs alone tell: a factor of e^3 either way. */
  private static final double MASS_SPREAD = 3;

  private static final double LEAST_MASS = 0.02;

  /**
   * A load, in the frame of the body that carries it.
   *
   * @param massKg its mass
   * @param massInterval ends of the 95 % interval
   * @param centre of mass, m
   * @param centreIntervals ends of their 95 % intervals, [3][2]
   * @param inertiaTold whether the logs tell its inertia; otherwise it is what is usual
   * @param file parameters of the robot with the load
   */
  public record Payload(
      double massKg,
      double[] massInterval,
      double[] centre,
      double[][] centreIntervals,
      boolean inertiaTold,
      ParameterFile file) {}

  private final RobotModel robot;
  private final ParameterFile unloaded;
  private final long seed;

  /**
   * For a robot.
   *
   * @param unloaded what {@link InverseIdentification} found
   */
  public PayloadIdentification(RobotModel robot, ParameterFile unloaded, long seed) {
    this.robot = robot;
    this.unloaded = unloaded;
    this.seed = seed;
  }

  /**
   * Identifies.
   *
   * @param body that carries the load
   * @param logs with the load
   */
  public Payload identify(String body, List<RobotLog> logs) {
    InertialBodies bodies = new InertialBodies(robot);
    int index = bodies.names().indexOf(body);
    if (index < 0) {
      throw new BadInputException(
          "no body '%s' with mass in %s; it has %s"
              .formatted(body, robot.model().name(), String.join(", ", bodies.names())));
    }
    List<RobotJoint> joints = robot.joints(logs.get(0).meta());
    List<Regressor> full = new ArrayList<>();
    List<InverseRows.Part> parts = new ArrayList<>();
    InverseModel model = null;
    for (RobotLog log : logs) {
      EffortLog effort = EffortLog.of(log);
      model = InversePrediction.model(unloaded, joints, bodies, effort.currents());
      Regressor regressor = Regressor.of(robot, joints, bodies, effort);
      full.add(regressor);
      parts.add(InverseRows.Part.moving(onlyLoad(regressor, model, index)));
    }
    InverseProblem problem = problem(model);
    InverseFit fit = InverseFit.of(problem, parts, new boolean[problem.size()]);
    return describe(fit, model, bodies, index, joints, full, logs);
  }

  /**
   * The load's ten numbers, then one column of constant factor: the robot's own torque. The load is
   * a second body in the frame of the first.
   */
  private static Regressor onlyLoad(Regressor full, InverseModel model, int index) {
    double[] barycentric = InertialBodies.barycentric(model.shape());
    int own = InertialBodies.PER_BODY;
    double[][][] values = new double[full.values().length][][];
    for (int j = 0; j < values.length; j++) {
      values[j] = new double[full.log().rows()][2 * own];
      for (int row = 0; row < values[j].length; row++) {
        System.arraycopy(full.values()[j][row], own * index, values[j][row], 0, own);
        // A body of mass 1 at its frame's origin stands for the robot as it was found.
        values[j][row][own] = full.torque(j, row, barycentric);
      }
    }
    return new Regressor(full.log(), values);
  }

  private static InverseProblem problem(InverseModel model) {
    int shapes = 2 * InertialBodies.PER_BODY;
    int perJoint = model.joints()[0].length;
    int size = shapes + perJoint * model.joints().length;
    double[] centre = new double[size];
    double[] scale = new double[size];
    Arrays.fill(scale, 1e-6);
    double radius = Math.log(GYRATION / Math.sqrt(2));
    for (int b = 0; b < 2; b++) {
      Arrays.fill(centre, 10 * b + 4, 10 * b + 7, radius);
    }
    scale[0] = MASS_SPREAD;
    Arrays.fill(scale, 1, 4, REACH);
    Arrays.fill(scale, 4, 7, GYRATION_SPREAD);
    Arrays.fill(scale, 7, 10, GYRATION);
    for (int j = 0; j < model.joints().length; j++) {
      for (int k = 0; k < perJoint; k++) {
        int at = shapes + perJoint * j + k;
        centre[at] = model.joints()[j][k];
        scale[at] = k == 0 ? 1e-6 : Math.max(1e-6, FRICTION_DRIFT * centre[at]);
      }
    }
    return new InverseProblem(shapes, perJoint, centre, scale, model.gains(), model.friction());
  }

  private Payload describe(
      InverseFit fit,
      InverseModel model,
      InertialBodies bodies,
      int index,
      List<RobotJoint> joints,
      List<Regressor> full,
      List<RobotLog> logs) {
    double[] x = fit.unknowns();
    double mass = Math.exp(x[0]);
    if (mass < LEAST_MASS) {
      throw new BadInputException(
          "the logs show no load: %.3f kg; are they with the load, and is it on this body?"
              .formatted(mass));
    }
    InverseIntervals intervals = InverseIntervals.of(fit, seed);
    double[][] ends =
        IntStream.range(0, x.length).mapToObj(intervals::jacobian).toArray(double[][]::new);
    double[] massEnds = {Math.exp(ends[0][0]), Math.exp(ends[0][1])};
    boolean told = inertiaTold(fit);
    double[] shape = combined(model.shape(), x, index);
    InverseModel loaded =
        new InverseModel(shape, model.friction(), model.gains(), fit.model().joints());
    Map<String, Double> numbers = numbers(model.friction(), x, massEnds, ends, told);
    full.forEach(
        log -> InverseIdentification.score(numbers, "relative_error", joints, log, loaded));
    return new Payload(
        mass,
        massEnds,
        Arrays.copyOfRange(x, 1, 4),
        Arrays.copyOfRange(ends, 1, 4),
        told,
        file(
            bodies.names().get(index),
            Arrays.copyOfRange(shape, 10 * index, 10 * index + 10),
            logs,
            numbers));
  }

  private static boolean inertiaTold(InverseFit fit) {
    boolean told = true;
    for (int i = 4; i < 7; i++) {
      double precision = 1 / (fit.problem().scale()[i] * fit.problem().scale()[i]);
      told &= fit.curvature()[i][i] > 3 * precision;
    }
    return told;
  }

  private static Map<String, Double> numbers(
      FrictionShape friction, double[] x, double[] massEnds, double[][] ends, boolean told) {
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put(InverseParameters.DISTANCE, friction.distance());
    numbers.put("stribeck_velocity", friction.stribeckVelocity());
    numbers.put("payload.mass_kg", Math.exp(x[0]));
    numbers.put("payload.mass_low_kg", massEnds[0]);
    numbers.put("payload.mass_high_kg", massEnds[1]);
    String[] axes = {"x", "y", "z"};
    for (int i = 0; i < 3; i++) {
      numbers.put("payload.com_%s_m".formatted(axes[i]), x[1 + i]);
      numbers.put("payload.com_%s_low_m".formatted(axes[i]), ends[1 + i][0]);
      numbers.put("payload.com_%s_high_m".formatted(axes[i]), ends[1 + i][1]);
    }
    numbers.put("payload.inertia_told", told ? 1.0 : 0.0);
    return numbers;
  }

  private static double[] combined(double[] robotShape, double[] x, int index) {
    int own = InertialBodies.PER_BODY;
    double[] load = InertialBodies.barycentric(Arrays.copyOf(x, own));
    double[] body =
        InertialBodies.barycentric(Arrays.copyOfRange(robotShape, own * index, own * index + own));
    for (int i = 0; i < own; i++) {
      body[i] += load[i];
    }
    double[] shape = robotShape.clone();
    System.arraycopy(InertialBodies.shape(body), 0, shape, own * index, own);
    return shape;
  }

  /** The unloaded robot's file, with the body that carries the load. */
  private ParameterFile file(
      String body, double[] shape, List<RobotLog> logs, Map<String, Double> numbers) {
    String prefix = "body:%s/".formatted(body);
    List<IdentifiedParameter> parameters = new ArrayList<>();
    for (IdentifiedParameter old : unloaded.parameters()) {
      int number =
          old.path().startsWith(prefix)
              ? InertialBodies.NUMBERS.indexOf(old.path().substring(prefix.length()))
              : -1;
      if (number < 0) {
        parameters.add(old);
        continue;
      }
      double value = number == 0 ? Math.exp(shape[0]) : shape[number];
      parameters.add(
          new IdentifiedParameter(
              old.path(),
              old.unit(),
              value,
              old.value(),
              Math.min(old.low(), value),
              Math.max(old.high(), value),
              null,
              null,
              IdentifiedParameter.Status.FITTED,
              "with the load; nominal is the body without it"));
    }
    List<ParameterFile.Source> inputs = new ArrayList<>(unloaded.inputs());
    inputs.addAll(InverseParameters.inputs(logs));
    return new ParameterFile(
        ParameterFile.FORMAT,
        unloaded.workcell(),
        unloaded.engine(),
        unloaded.method(),
        unloaded.family(),
        unloaded.model(),
        inputs,
        parameters,
        unloaded.chain(),
        numbers);
  }
}
