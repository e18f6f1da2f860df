package org.workcell.sim2real.inverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim2real.model.CurrentGains;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;

/**
 * Finds inertias, armatures and friction of a robot from logs with torques or motor currents. The
 * form of friction is chosen by cross-validation over the fitted logs; inertias are physical, and
 * what the logs do not tell of them stays as the model has it. The same input gives the same result
 * to the bit.
 */
public final class InverseIdentification {

  private final RobotModel robot;
  private final ParameterFile.Source modelSource;
  private final Map<String, Double> gains;
  private final long seed;

  /**
   * For a robot.
   *
   * @param robot its nominal model
   * @param modelSource the file that it is from
   * @param gains N m per A by joint or actuator; where it is empty those of the model's text {@link
   *     CurrentGains#TEXT}; not needed for logs with torques
   * @param seed of the resamples of intervals
   */
  public InverseIdentification(
      RobotModel robot, ParameterFile.Source modelSource, Map<String, Double> gains, long seed) {
    this.robot = robot;
    this.modelSource = modelSource;
    this.gains =
        gains.isEmpty()
            ? CurrentGains.parse(robot.texts().getOrDefault(CurrentGains.TEXT, ""))
            : Map.copyOf(gains);
    this.seed = seed;
  }

  /**
   * Identifies.
   *
   * @param logs to be fitted, all of the same joints
   * @param heldOut that are only scored; may be empty
   * @throws BadInputException if a log lacks what is needed, or currents have no gains
   */
  public ParameterFile identify(List<RobotLog> logs, List<RobotLog> heldOut) {
    if (logs.isEmpty()) {
      throw new BadInputException("no log is left to fit; hold out fewer");
    }
    List<RobotJoint> joints = robot.joints(logs.get(0).meta());
    InertialBodies bodies = new InertialBodies(robot);
    List<Regressor> fitted = regressors(joints, bodies, logs);
    List<Regressor> scored = regressors(joints, bodies, heldOut);
    boolean currents = fitted.get(0).log().currents();
    double[] torquePerEffort = torquePerEffort(joints, currents);
    double[] armature = new double[joints.size()];
    for (int j = 0; j < armature.length; j++) {
      armature[j] = robot.model().get(ModelField.DOF_ARMATURE, joints.get(j).velocityAddress());
    }
    ModelChoice choice =
        new ModelChoice(
            friction -> InverseProblem.of(bodies, armature, torquePerEffort, friction), fitted);
    InverseProblem problem = InverseProblem.of(bodies, armature, torquePerEffort, choice.choose());
    List<InverseRows.Part> parts = fitted.stream().map(InverseRows.Part::moving).toList();
    boolean[] none = new boolean[problem.size()];
    boolean[] frozen = Told.frozen(InverseFit.of(problem, parts, none));
    InverseFit fit = InverseFit.of(problem, parts, frozen);
    InverseParameters parameters = new InverseParameters(joints, bodies, fit, frozen, currents);
    Map<String, Double> numbers = new TreeMap<>(choice.scores());
    numbers.putAll(parameters.numbers());
    fitted.forEach(log -> score(numbers, "relative_error", joints, log, fit.model()));
    scored.forEach(log -> score(numbers, "held_out.relative_error", joints, log, fit.model()));
    List<RobotLog> all = new ArrayList<>(logs);
    all.addAll(heldOut);
    return parameters.file(modelSource, all, numbers, InverseIntervals.of(fit, seed));
  }

  private List<Regressor> regressors(
      List<RobotJoint> joints, InertialBodies bodies, List<RobotLog> logs) {
    List<Regressor> all = new ArrayList<>();
    for (RobotLog log : logs) {
      if (!robot.joints(log.meta()).equals(joints)) {
        throw new BadInputException(
            "log %s has other joints than the first log, or another order"
                .formatted(log.meta().name()));
      }
      EffortLog effort = EffortLog.of(log);
      if (!all.isEmpty() && all.get(0).log().currents() != effort.currents()) {
        throw new BadInputException("some logs have currents and some torques; expected the same");
      }
      all.add(Regressor.of(robot, joints, bodies, effort));
    }
    return all;
  }

  private double[] torquePerEffort(List<RobotJoint> joints, boolean currents) {
    double[] result = new double[joints.size()];
    for (int j = 0; j < result.length; j++) {
      RobotJoint joint = joints.get(j);
      Double gain = gains.getOrDefault(joint.name(), gains.get(joint.actuatorName()));
      if (currents && gain == null) {
        throw new BadInputException(
            "joint %s has currents but no gain; give --gains %s:VALUE,... in N m/A, or a text element '%s' in the model"
                .formatted(joint.name(), joint.name(), CurrentGains.TEXT));
      }
      result[j] = currents ? gain : 1;
    }
    return result;
  }

  static void score(
      Map<String, Double> numbers,
      String prefix,
      List<RobotJoint> joints,
      Regressor log,
      InverseModel model) {
    double[] errors = log.log().relativeError(model.predict(log));
    double sum = 0;
    for (int j = 0; j < errors.length; j++) {
      numbers.put("%s.%s@%s".formatted(prefix, joints.get(j).name(), log.log().name()), errors[j]);
      sum += errors[j];
    }
    numbers.put("%s.mean@%s".formatted(prefix, log.log().name()), sum / errors.length);
  }
}
