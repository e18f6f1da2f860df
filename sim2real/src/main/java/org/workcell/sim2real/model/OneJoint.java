package org.workcell.sim2real.model;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.StageProgram;

/**
 * Steps of a robot that is one joint with one actuator, such as a servo on a bench, without the
 * engine: inertia is a constant then and gravity a sine, and a step takes a twentieth of the time.
 * The arithmetic is that of the engine's implicit integrator and of the stages; a simulation uses
 * it only after both were compared. One thread at a time; allocates nothing per step.
 */
final class OneJoint {

  private static final double DIVERGED = 1e10;
  private static final double AGREEMENT = 1e-9;
  private static final int COMPARED_STEPS = 40;

  private final RobotJoint joint;
  private final Physics physics;
  private final double timestep;
  private final boolean controlLimited;
  private final boolean forceLimited;
  private final StageSteps stages;
  private final DoubleArray bias;
  private final DoubleArray acceleration;
  private final DoubleArray applied;
  private boolean usable;
  private boolean driveOn = true;
  private double inertia;
  private double sine;
  private double cosine;
  private double damping;
  private double gain;
  private double offset;
  private double slope;
  private double[] controlRange = new double[2];
  private double[] forceRange = new double[2];

  private OneJoint(RobotSetup setup, RobotJoint joint, Physics physics, StageProgram program) {
    Model model = setup.model().model();
    this.joint = joint;
    this.physics = physics;
    this.timestep = model.timestepSeconds();
    this.controlLimited = model.structure("actuator_ctrllimited")[0] != 0;
    this.forceLimited = model.structure("actuator_forcelimited")[0] != 0;
    this.stages = new StageSteps(setup.chain(), program, timestep);
    this.bias = physics.array("qfrc_bias");
    this.acceleration = physics.array("qacc_smooth");
    this.applied = physics.array("qfrc_applied");
  }

  /** For a robot that may be one; null where it has more joints, limits or anything to touch. */
  static OneJoint of(RobotSetup setup, Physics physics, StageProgram program) {
    Model model = setup.model().model();
    boolean one =
        model.velocityCount() == 1
            && model.positionCount() == 1
            && model.count(ObjectKind.ACTUATOR) == 1
            && StageSteps.knows(setup.chain());
    if (!one || model.structure("jnt_limited")[0] != 0 || touches(model)) {
      return null;
    }
    List<RobotJoint> joints = List.copyOf(setup.model().joints().values());
    boolean driven = joints.size() == 1 && joints.get(0).actuator() == 0;
    return driven ? new OneJoint(setup, joints.get(0), physics, program) : null;
  }

  private static boolean touches(Model model) {
    return Arrays.stream(model.structure("geom_contype")).anyMatch(bits -> bits != 0)
        || Arrays.stream(model.structure("geom_conaffinity")).anyMatch(bits -> bits != 0);
  }

  /** Reads what the engine makes of the numbers that it has now. The caller starts anew. */
  void apply(RobotSimulation simulation) {
    usable =
        simulation.get(ModelField.DOF_FRICTIONLOSS, 0) == 0
            && simulation.get(ModelField.JNT_STIFFNESS, 0) == 0
            && simulation.get(ModelField.ACTUATOR_BIASPRM, 2) == 0;
    if (!usable) {
      return;
    }
    damping = simulation.get(ModelField.DOF_DAMPING, 0);
    gain = simulation.get(ModelField.ACTUATOR_GAINPRM, 0);
    offset = simulation.get(ModelField.ACTUATOR_BIASPRM, 0);
    slope = simulation.get(ModelField.ACTUATOR_BIASPRM, 1);
    for (int i = 0; i < 2; i++) {
      controlRange[i] = simulation.get(ModelField.ACTUATOR_CTRLRANGE, i);
      forceRange[i] = simulation.get(ModelField.ACTUATOR_FORCERANGE, i);
    }
    physics.reset();
    cosine = biasAt(0);
    sine = joint.slides() ? 0 : biasAt(Math.PI / 2);
    double without = acceleration.get(0);
    applied.set(0, 1);
    physics.forward();
    inertia = 1 / (acceleration.get(0) - without);
    applied.set(0, 0);
  }

  private double biasAt(double position) {
    physics.qpos().set(0, position);
    physics.forward();
    return bias.get(0);
  }

  /** Whether the numbers of the last {@link #apply} allow it. */
  boolean isUsable() {
    return usable;
  }

  /** Begins a run, with what the stages of the engine have and remember now. */
  void start() {
    driveOn = true;
    stages.start();
  }

  /** Switches the drive; the integral of a servo is forgotten. */
  void switchDrive(boolean on) {
    driveOn = on;
    stages.forgetIntegral();
  }

  /**
   * Takes position, velocity and control from the simulation, and gives it those after some steps.
   *
   * @return false if it diverged
   */
  boolean step(int steps) {
    double position = physics.qpos().get(0);
    double velocity = physics.qvel().get(0);
    double command = physics.ctrl().get(0);
    double force = applied.get(0);
    for (int i = 0; i < steps; i++) {
      double external = force - gravity(position) - damping * velocity;
      double signal = stages.signal(command, joint.gear() * position, joint.gear() * velocity);
      double friction = 0;
      if (stages.hasFriction()) {
        double motor = motor(stages.signalAtFriction(), position);
        double free = velocity + timestep * (motor + external) / inertia;
        double budget = stages.frictionBudget(motor, external, velocity);
        friction = Math.max(-budget, Math.min(budget, -free * inertia / timestep));
      }
      double torque = motor(signal, position) + external + friction;
      velocity += timestep * torque / (inertia + timestep * damping);
      position += timestep * velocity;
    }
    physics.qpos().set(0, position);
    physics.qvel().set(0, velocity);
    return Math.abs(position) < DIVERGED && Math.abs(velocity) < DIVERGED;
  }

  private double gravity(double position) {
    return joint.slides() ? cosine : cosine * Math.cos(position) + sine * Math.sin(position);
  }

  private double motor(double signal, double position) {
    if (!driveOn) {
      return 0;
    }
    double control =
        controlLimited ? StageSteps.clip(signal, controlRange[0], controlRange[1]) : signal;
    double force = gain * control + offset + slope * joint.gear() * position;
    return joint.gear()
        * (forceLimited ? StageSteps.clip(force, forceRange[0], forceRange[1]) : force);
  }

  /**
   * Whether the engine does the same from some states, with the numbers of the last {@link #apply};
   * whatever else the model has would show.
   */
  boolean agrees(RobotSimulation simulation) {
    boolean same = usable;
    for (int run = 0; run < 3 && same; run++) {
      double[] engine = run(simulation, run, false);
      double[] own = run(simulation, run, true);
      for (int i = 0; i < engine.length; i++) {
        same = same && Math.abs(engine[i] - own[i]) <= AGREEMENT * (1 + Math.abs(engine[i]));
      }
    }
    return same;
  }

  private double[] run(RobotSimulation simulation, int number, boolean own) {
    simulation.start();
    simulation.remember(1, new int[] {-1}, new double[] {0.1 * number});
    physics.qpos().set(0, 0.7 * number - 0.5);
    physics.qvel().set(0, 1 - number);
    start();
    double[] path = new double[2 * COMPARED_STEPS];
    for (int i = 0; i < COMPARED_STEPS; i++) {
      physics.ctrl().set(0, 0.3 * Math.sin(0.4 * i + number));
      if (own) {
        step(1);
      } else {
        physics.step(1);
      }
      path[2 * i] = physics.qpos().get(0);
      path[2 * i + 1] = physics.qvel().get(0);
    }
    return path;
  }
}
