package org.workcell.sim2real.model;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/**
 * What the drives of joints can do at most: speeds, rad/s or m/s, and torques, N m or N, of the
 * joints; infinite where neither the model nor its actuator chain says. Immutable.
 */
public final class JointLimits {

  private static final double NONE = Double.POSITIVE_INFINITY;

  private final double[] speeds;
  private final double[] torques;

  private JointLimits(double[] speeds, double[] torques) {
    this.speeds = speeds;
    this.torques = torques;
  }

  /** These limits. */
  public static JointLimits of(double[] speeds, double[] torques) {
    if (speeds.length != torques.length) {
      throw new IllegalArgumentException(
          "%d speeds and %d torques; expected one of each joint"
              .formatted(speeds.length, torques.length));
    }
    return new JointLimits(speeds.clone(), torques.clone());
  }

  /**
   * Limits with the numbers that a simulation was given last. Torques: force ranges of actuators
   * and joints, the output limit of a servo that makes torques, stall torques, and what current and
   * voltage limits leave of a DC motor. Speeds: no-load speeds, and those at which a DC motor's
   * back-EMF takes all of its voltage.
   */
  static JointLimits of(RobotSimulation simulation, List<RobotJoint> joints) {
    double[] speeds = new double[joints.size()];
    double[] torques = new double[joints.size()];
    Arrays.fill(speeds, NONE);
    Arrays.fill(torques, NONE);
    for (int i = 0; i < speeds.length; i++) {
      RobotJoint joint = joints.get(i);
      torques[i] = ofModel(simulation, joint);
      if (joint.actuator() >= 0) {
        Drives drives = new Drives(simulation, joint.actuator());
        double gear = Math.abs(joint.gear());
        speeds[i] = drives.speed / gear;
        torques[i] = Math.min(torques[i], drives.torque * gear);
      }
    }
    return new JointLimits(speeds, torques);
  }

  private static double ofModel(RobotSimulation simulation, RobotJoint joint) {
    Model model = simulation.setup().model().model();
    double limit = NONE;
    int index = model.index(ObjectKind.JOINT, joint.name());
    if (model.structure("jnt_actfrclimited")[index] != 0) {
      double[] range = model.constants("jnt_actfrcrange");
      limit = farther(range[2 * index], range[2 * index + 1]);
    }
    int actuator = joint.actuator();
    if (actuator >= 0 && model.structure("actuator_forcelimited")[actuator] != 0) {
      double force =
          farther(
              simulation.get(ModelField.ACTUATOR_FORCERANGE, 2 * actuator),
              simulation.get(ModelField.ACTUATOR_FORCERANGE, 2 * actuator + 1));
      limit = Math.min(limit, force * Math.abs(joint.gear()));
    }
    return limit;
  }

  private static double farther(double low, double high) {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  /** What the stages of one actuator leave. */
  private static final class Drives {

    private double speed = NONE;
    private double torque = NONE;
    private double volts = NONE;

    Drives(RobotSimulation simulation, int actuator) {
      ChainLayout chain = simulation.setup().chain();
      for (int i = 0; i < chain.stages().size(); i++) {
        ChainLayout.Stage stage = chain.stages().get(i);
        int channel = stage.channel(actuator);
        if (channel >= 0) {
          int first = channel * stage.parameters();
          double[] numbers =
              Arrays.copyOfRange(simulation.stage(i), first, first + stage.parameters());
          add(stage, numbers, chain.makesVoltage(i, actuator));
        }
      }
    }

    private void add(ChainLayout.Stage stage, double[] numbers, boolean makesVoltage) {
      switch (stage.kind()) {
        case SERVO -> {
          double output = number(stage, numbers, "output_limit");
          if (makesVoltage) {
            volts = output;
          } else {
            torque = Math.min(torque, output);
          }
        }
        case DC_MOTOR -> {
          double constant = number(stage, numbers, "torque_constant");
          volts = Math.min(volts, number(stage, numbers, "voltage_limit"));
          double current =
              Math.min(
                  number(stage, numbers, "current_limit"),
                  volts / number(stage, numbers, "resistance"));
          torque = Math.min(torque, current * constant);
          speed = Math.min(speed, constant > 0 ? volts / constant : NONE);
        }
        case TORQUE_SPEED -> {
          torque =
              Math.min(
                  Math.min(torque, number(stage, numbers, "stall_torque")),
                  number(stage, numbers, "torque_limit"));
          speed = Math.min(speed, number(stage, numbers, "no_load_speed"));
        }
        default -> {}
      }
    }

    private static double number(ChainLayout.Stage stage, double[] numbers, String name) {
      return numbers[stage.kind().parameters().indexOf(name)];
    }
  }

  /** How fast a joint can move, rad/s or m/s. */
  public double speed(int joint) {
    return speeds[joint];
  }

  /** How much torque or force a joint's drive has, N m or N. */
  public double torque(int joint) {
    return torques[joint];
  }

  /** The same, with no joint faster than this. */
  public JointLimits withSpeed(double most) {
    return new JointLimits(
        Arrays.stream(speeds).map(speed -> Math.min(speed, most)).toArray(), torques);
  }
}
