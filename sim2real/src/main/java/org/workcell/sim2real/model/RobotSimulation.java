package org.workcell.sim2real.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.StageKind;
import org.workcell.sim.physics.StageProgram;
import org.workcell.sim.physics.UnphysicalException;
import org.workcell.sim.physics.WorkerModel;

/**
 * A simulation of a {@link RobotSetup} whose parameters can be changed between runs, with a copy of
 * the compiled model of its own. One thread at a time; the caller closes it. Stepping, starting and
 * applying numbers allocate nothing, apart from the constants that the engine derives from inertias
 * when these change.
 */
public final class RobotSimulation implements AutoCloseable {

  private final RobotSetup setup;
  private final WorkerModel worker;
  private final Physics physics;
  private final StageProgram program;
  private final CommandMemory memory;
  private final Application application;
  private final ModelEdits partlyOff = new ModelEdits();
  private final DoubleArray actuatorForce;
  private final double[] values;
  private final double[] derivedFrom;
  private final boolean[] dynamic;
  private final boolean[] on;
  private final int gainColumns;
  private final OneJoint oneJoint;
  private ModelEdits derived = new ModelEdits();
  private boolean isDerived;

  RobotSimulation(RobotSetup setup) {
    this.setup = setup;
    this.worker = new WorkerModel(setup.model().model());
    Physics made = null;
    try {
      made = new Physics(setup.model().model());
      made.useModel(worker);
      this.physics = made;
      this.program = setup.chain().attach(made);
    } catch (RuntimeException e) {
      if (made != null) {
        made.close();
      }
      worker.close();
      throw e;
    }
    this.memory =
        program == null
            ? null
            : new CommandMemory(setup.chain(), program, timestepSeconds(), physics.ctrl().size());
    this.application = new Application(setup);
    this.actuatorForce = physics.array("qfrc_actuator");
    this.values = new double[setup.targets().length];
    this.derivedFrom = new double[values.length];
    this.dynamic = new boolean[values.length];
    for (int i = 0; i < dynamic.length; i++) {
      String path = setup.targets()[i].parameter().path();
      dynamic[i] = path.startsWith("body:") || path.endsWith("/armature");
    }
    this.on = new boolean[setup.model().model().count(ObjectKind.ACTUATOR)];
    Arrays.fill(on, true);
    this.gainColumns = ActuatorNumbers.columns(setup.model().model());
    this.oneJoint = comparedShortcut(OneJoint.of(setup, physics, program));
  }

  /** Compared with the numbers that the setup has without a log; null if the engine disagrees. */
  private OneJoint comparedShortcut(OneJoint shortcut) {
    if (shortcut == null) {
      return null;
    }
    setup.nominalValues(values);
    put();
    shortcut.apply(this);
    return shortcut.agrees(this) ? shortcut : null;
  }

  /** What it is a simulation of. */
  public RobotSetup setup() {
    return setup;
  }

  /** The simulation itself. */
  public Physics physics() {
    return physics;
  }

  /** Duration of a physics step. */
  public double timestepSeconds() {
    return setup.model().model().timestepSeconds();
  }

  /**
   * Gives the model and its chain the numbers of a vector, for a log with these constants. Takes
   * effect at the next {@link #start}.
   *
   * @throws UnphysicalException if no rigid body can have them
   * @throws IllegalArgumentException if a number is not finite where it has to be, a delay is
   *     longer than there is room for, or the log lacks a constant
   */
  public void apply(double[] vector, LogMeta log) {
    apply(vector, log.constants(), log.name());
  }

  /** As {@link #apply(double[], LogMeta)}. */
  public void apply(double[] vector, Map<String, Double> constants, String logName) {
    setup.values(vector, constants, logName, values);
    put();
    if (oneJoint != null) {
      oneJoint.apply(this);
    }
  }

  private void put() {
    application.begin(setup.always());
    Target[] targets = setup.targets();
    for (int i = 0; i < targets.length; i++) {
      targets[i].put(application, values[i]);
    }
    application.end();
    requireStages();
    derive();
    application.edits.setAll(derived);
    Arrays.fill(on, true);
    worker.apply(application.edits);
  }

  private void requireStages() {
    for (int i = 0; i < application.stages.length; i++) {
      ChainLayout.Stage stage = setup.chain().stages().get(i);
      for (double value : application.stages[i]) {
        if (Double.isNaN(value)) {
          throw new IllegalArgumentException(
              "a parameter of stage %s is not a number".formatted(stage.name()));
        }
        if (stage.kind() == StageKind.DELAY
            && !(value >= 0 && value <= setup.chain().delayRoomSeconds() + 1e-12)) {
          throw new IllegalArgumentException(
              "a delay of %s s is outside the 0 to %s s that there is room for; make room with delayRoomSeconds"
                  .formatted(value, setup.chain().delayRoomSeconds()));
        }
      }
    }
  }

  /** Works out anew what the engine derives from inertias, if they are others than last time. */
  private void derive() {
    boolean any = false;
    boolean same = isDerived;
    for (int i = 0; i < dynamic.length; i++) {
      any |= dynamic[i];
      same &= !dynamic[i] || values[i] == derivedFrom[i];
    }
    if (!any || same) {
      return;
    }
    derived = worker.derive(application.edits);
    System.arraycopy(values, 0, derivedFrom, 0, values.length);
    isDerived = true;
  }

  /**
   * Begins a run: the model's initial state, all drives on, stages with the parameters of the last
   * {@link #apply} and no memory. The caller then writes positions and velocities, and lets the
   * stages {@link #remember}.
   */
  public void start() {
    physics.reset();
    Arrays.fill(on, true);
    worker.apply(application.edits);
    if (program != null) {
      program.reset();
      for (int i = 0; i < application.stages.length; i++) {
        program.parameters(i).write(0, application.stages[i]);
      }
      program.activate();
    }
  }

  /**
   * Tells the stages which commands came before this run, so that a delay gives out what was sent
   * before, and a backlash stands on the side to which it was pushed.
   *
   * @param rows number of commands; at least 1
   * @param steps ascending: at which physics step, counted from the beginning of the run and so
   *     negative, each command began to hold; the first one counts as held before, too
   * @param commands [rows][controls], in the units of the controls
   */
  public void remember(int rows, int[] steps, double[] commands) {
    if (memory != null) {
      memory.fill(rows, steps, commands, application.stages);
    }
  }

  /**
   * Whether {@link #quickStep} can take the place of the engine's steps with the numbers of the
   * last {@link #apply}: the robot is one joint without limits, contacts and dry friction of the
   * engine.
   */
  public boolean isQuick() {
    return oneJoint != null && oneJoint.isUsable();
  }

  /** Begins quick steps, once the run has begun and the stages {@link #remember}. */
  public void startQuick() {
    oneJoint.start();
  }

  /**
   * Steps that equal those of the engine but for rounding, twenty times as fast. Only position and
   * velocity are known afterwards.
   *
   * @return false if the simulation diverged
   */
  public boolean quickStep(int steps) {
    return oneJoint.step(steps);
  }

  /**
   * Switches a joint's drive: while it is off, its actuator gives no torque, whatever the chain
   * says, and integral terms of servos are forgotten.
   */
  public void switchDrive(RobotJoint joint, boolean driveOn) {
    int actuator = joint.actuator();
    if (actuator < 0 || on[actuator] == driveOn) {
      return;
    }
    on[actuator] = driveOn;
    partlyOff.copyFrom(application.edits);
    for (int i = 0; i < on.length; i++) {
      if (!on[i]) {
        for (int column = 0; column < 3; column++) {
          partlyOff.set(ModelField.ACTUATOR_GAINPRM, gainColumns * i + column, 0);
          partlyOff.set(ModelField.ACTUATOR_BIASPRM, gainColumns * i + column, 0);
        }
      }
    }
    worker.apply(partlyOff);
    forgetIntegral(actuator);
    if (oneJoint != null) {
      oneJoint.switchDrive(driveOn);
    }
  }

  private void forgetIntegral(int actuator) {
    for (int i = 0; program != null && i < program.size(); i++) {
      ChainLayout.Stage stage = setup.chain().stages().get(i);
      if (stage.kind() == StageKind.SERVO && stage.channel(actuator) >= 0) {
        program.state(i).set(stage.channel(actuator), 0);
      }
    }
  }

  /** What a sensor of a joint reads more than the joint's position, rad or m. */
  public double offset(RobotJoint joint) {
    return application.offsets[joint.velocityAddress()];
  }

  /** Torque per current of a joint's drive, N m/A; NaN where nobody says. */
  public double torquePerCurrent(RobotJoint joint) {
    return application.torquePerCurrent[joint.velocityAddress()];
  }

  /** Torque of a joint's actuator in the last physics step, N m or N. */
  public double torque(RobotJoint joint) {
    return actuatorForce.get(joint.velocityAddress());
  }

  /** What the drives of joints can do with the numbers of the last {@link #apply}. */
  public JointLimits limits(List<RobotJoint> joints) {
    return JointLimits.of(this, joints);
  }

  /** Numbers of a stage of the chain, [channel][parameter]. */
  double[] stage(int index) {
    return application.stages[index];
  }

  /** An element of the model as it is simulated now. */
  public double get(ModelField field, int index) {
    return worker.get(field, index);
  }

  /** Frees its memory. Idempotent. */
  @Override
  public void close() {
    physics.close();
    worker.close();
  }
}
