package org.workcell.sim2real.validation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim2real.model.VelocityLimits;

/** What a model says of a robot's joints that a log can be held against. */
public final class ModelFacts {

  private static final int SLIDE = 2;
  private static final int HINGE = 3;

  /**
   * Limits of a joint.
   *
   * @param slides whether it slides, so that it is in m
   * @param low lowest position; NaN where the model has no limit
   * @param high highest position; NaN where the model has no limit
   * @param effort largest torque or force of its drive, at the joint; NaN where the model has no
   *     limit
   * @param velocity largest speed, rad/s or m/s; NaN where the model has no limit
   */
  record Joint(boolean slides, double low, double high, double effort, double velocity) {}

  private final String name;
  private final Map<String, Joint> joints;

  private ModelFacts(String name, Map<String, Joint> joints) {
    this.name = name;
    this.joints = Map.copyOf(joints);
  }

  /** Reads a compiled model, which is not kept. */
  public static ModelFacts of(Model model) {
    List<String> names = model.names(ObjectKind.JOINT);
    int[] types = model.structure("jnt_type");
    int[] limited = model.structure("jnt_limited");
    double[] ranges = model.values(ModelField.JNT_RANGE);
    double[] efforts = efforts(model, names.size());
    Map<String, Double> velocities = VelocityLimits.of(model);
    Map<String, Joint> joints = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (types[i] == SLIDE || types[i] == HINGE) {
        boolean has = limited[i] != 0;
        joints.put(
            names.get(i),
            new Joint(
                types[i] == SLIDE,
                has ? ranges[2 * i] : Double.NaN,
                has ? ranges[2 * i + 1] : Double.NaN,
                efforts[i],
                velocities.getOrDefault(names.get(i), Double.NaN)));
      }
    }
    return new ModelFacts(model.name(), joints);
  }

  /** Limits of the joint itself, or else those of an actuator that acts on it alone. */
  private static double[] efforts(Model model, int count) {
    double[] efforts = new double[count];
    Arrays.fill(efforts, Double.NaN);
    int[] limited = model.structure("jnt_actfrclimited");
    double[] ranges = model.constants("jnt_actfrcrange");
    for (int i = 0; i < count; i++) {
      efforts[i] = limited[i] != 0 ? largest(ranges, i) : Double.NaN;
    }
    int actuators = model.count(ObjectKind.ACTUATOR);
    if (actuators == 0) {
      return efforts;
    }
    int[] transmissions = model.structure("actuator_trntype");
    int[] targets = model.structure("actuator_trnid");
    int[] forceLimited = model.structure("actuator_forcelimited");
    double[] forces = model.values(ModelField.ACTUATOR_FORCERANGE);
    double[] gears = model.constants("actuator_gear");
    for (int i = 0; i < actuators; i++) {
      int joint = targets[2 * i];
      if (transmissions[i] == 0 && forceLimited[i] != 0 && Double.isNaN(efforts[joint])) {
        efforts[joint] = largest(forces, i) * Math.abs(gears[6 * i]);
      }
    }
    return efforts;
  }

  private static double largest(double[] ranges, int index) {
    return Math.max(Math.abs(ranges[2 * index]), Math.abs(ranges[2 * index + 1]));
  }

  /** Name of the model. */
  public String name() {
    return name;
  }

  Optional<Joint> joint(String joint) {
    return Optional.ofNullable(joints.get(joint));
  }

  List<String> names() {
    return joints.keySet().stream().sorted().toList();
  }
}
