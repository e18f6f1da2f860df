package org.workcell.sim.physics;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.wcStages;

/**
 * A chain of stages that {@link Physics#step} runs before every physics step, within its one native
 * call: it takes what a task wrote into the controls and works out what the engine gets. Between
 * calls the controls hold what the task wrote. Belongs to one simulation, which closes it; one
 * thread at a time; nothing here allocates but the constructor and what says so.
 *
 * <p>A new program is inactive: it changes nothing until {@link #activate}.
 */
public final class StageProgram {

  /** Flags in front of what {@link #readMemory} copies: active, started. */
  private static final int FLAGS = 2;

  /** One stage in a description: where its numbers lie. */
  private record Slot(
      StageKind kind, int parameters, int parameterCount, int state, int stateCount) {}

  /** Numbers that the stages of an environment keep together: 8 MiB of them. */
  private static final int MOST_STATES = 1 << 20;

  /** Collects stages in the order in which they are applied. */
  public static final class Builder {

    private final Physics physics;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Integer> program = new ArrayList<>();
    private final List<Double> parameters = new ArrayList<>();
    private final Set<Integer> torques = new HashSet<>();
    private double[] networks = new double[0];
    private int stateCount;

    private Builder(Physics physics) {
      this.physics = physics;
    }

    /** The simulation for which the program is made. */
    public Physics physics() {
      return physics;
    }

    /**
     * Appends a stage whose state starts with zeros.
     *
     * @param option slots of a delay's ring, 1 for a dead band around the actuator's position, the
     *     site of operational-space control; 0 otherwise
     * @param actuators indices of the channels
     * @param values the parameters, channel after channel
     * @return the stage's number in the program
     */
    public int add(StageKind kind, int option, int[] actuators, double[] values) {
      requireFits(kind, actuators);
      if (stateCount + (long) states(kind, option, actuators) > MOST_STATES) {
        throw new IllegalArgumentException(
            "the stages of an environment keep %d numbers at most; use shorter delays or fewer stages"
                .formatted(MOST_STATES));
      }
      Slot slot =
          new Slot(
              kind, parameters.size(), values.length, stateCount, states(kind, option, actuators));
      slots.add(slot);
      program.addAll(
          List.of(kind.engineValue(), slot.parameters, slot.state, option, actuators.length));
      for (int actuator : actuators) {
        program.add(actuator);
        if (kind == StageKind.OPERATIONAL_SPACE) {
          torques.add(actuator);
        }
      }
      for (double value : values) {
        parameters.add(value);
      }
      stateCount += slot.stateCount;
      return slots.size() - 1;
    }

    /**
     * Appends a torque residual.
     *
     * @param joints indices of hinges and slides, the network's channels
     * @return the stage's number in the program
     */
    public int addResidual(int[] joints, ResidualNetwork network) {
      double[] block = network.block();
      int place = networks.length;
      int stage = add(StageKind.RESIDUAL, place, joints, new double[] {1});
      networks = Arrays.copyOf(networks, place + block.length);
      System.arraycopy(block, 0, networks, place, block.length);
      return stage;
    }

    private void requireFits(StageKind kind, int[] actuators) {
      boolean behindFriction =
          !slots.isEmpty() && slots.get(slots.size() - 1).kind == StageKind.FRICTION;
      if (behindFriction) {
        throw new IllegalArgumentException(
            "friction acts on what the actuators finally do; there can be one friction stage, and"
                + " it must be the last");
      }
      if (kind.takesPositionsOrVolts()
          && Arrays.stream(actuators).anyMatch(actuator -> torques.contains(actuator))) {
        throw new IllegalArgumentException(
            "a stage of kind %s takes positions or volts, and the controller of this task gives torques; remove it, or use a task whose controller gives positions"
                .formatted(kind));
      }
      if (!kind.needsDynamics()) {
        return;
      }
      if (actuators.length > MuJoCo.wcSTAGE_MAX_JOINTS) {
        throw new IllegalArgumentException(
            "a stage of kind %s takes at most %d actuators, not %d"
                .formatted(kind, MuJoCo.wcSTAGE_MAX_JOINTS, actuators.length));
      }
      if (physics.modelHandle().opt().integrator() == MuJoCo.mjINT_RK4) {
        throw new IllegalArgumentException(
            "a stage of kind %s needs forces of every physics step, which the integrator RK4 of scene %s does not offer; use Euler or an implicit one"
                .formatted(kind, physics.scene().name()));
      }
    }

    private int states(StageKind kind, int option, int[] actuators) {
      return switch (kind) {
        case DELAY -> 2 + option * actuators.length;
        case BACKLASH -> 1 + actuators.length;
        case SERVO, RAMP -> actuators.length;
        case FRICTION -> physics.scene().velocityCount() + actuators.length;
        case OPERATIONAL_SPACE -> MuJoCo.wc_operationalSpaceState(actuators.length);
        case RESIDUAL -> 1 + actuators.length;
        case DEAD_BAND, DC_MOTOR, TORQUE_SPEED -> 0;
      };
    }

    /**
     * Makes the program part of the simulation.
     *
     * @throws IllegalStateException if the simulation has one
     */
    public StageProgram attach() {
      StageProgram made = new StageProgram(this);
      physics.stepper().attach(made);
      return made;
    }
  }

  private final Physics physics;
  private final List<Slot> slots;
  private final double[] initial;
  private final int savedCount;
  private final List<DoubleArray> views = new ArrayList<>();
  private final List<DoubleArray> parameters = new ArrayList<>();
  private final List<DoubleArray> states = new ArrayList<>();
  private final DoubleArray applied;
  private final DoubleBuffer memory;
  private IntPointer program;
  private DoublePointer block;
  private DoublePointer networks;
  private DoublePointer record;
  private wcStages handle;

  private StageProgram(Builder builder) {
    this.physics = builder.physics;
    this.slots = List.copyOf(builder.slots);
    this.initial = builder.parameters.stream().mapToDouble(value -> value).toArray();
    int controls = physics.ctrl().size();
    int velocities = physics.qvel().size();
    int state = initial.length;
    int output = state + builder.stateCount;
    int force = output + controls;
    int command = force + velocities;
    int base = command + controls;
    int scratch = base + velocities;
    this.savedCount = command;
    this.program = new IntPointer(builder.program.stream().mapToInt(value -> value).toArray());
    this.block = new DoublePointer(scratch + MuJoCo.wc_stageScratch(physics.modelHandle()));
    this.memory = block.asBuffer();
    this.networks = new DoublePointer(builder.networks);
    this.handle = new wcStages();
    handle.networks(networks);
    handle.count(slots.size()).program(program).parameters(block).state(at(state));
    handle.applied(at(output)).force(at(force)).command(at(command)).base(at(base));
    handle.scratch(at(scratch));
    handle.needsDynamics(slots.stream().anyMatch(slot -> slot.kind.needsDynamics()));
    handle.appliesForces(slots.stream().anyMatch(slot -> slot.kind.appliesForces()));
    this.applied = view("applied", output, controls);
    for (Slot slot : slots) {
      parameters.add(view(slot.kind + " parameters", slot.parameters, slot.parameterCount));
      states.add(view(slot.kind + " state", state + slot.state, slot.stateCount));
    }
    reset();
  }

  /** A program for this simulation, without stages. */
  public static Builder builder(Physics physics) {
    return new Builder(physics);
  }

  private DoublePointer at(int offset) {
    return block.getPointer(offset);
  }

  private DoubleArray view(String name, int offset, int size) {
    DoubleArray view = new DoubleArray(name, 1, memory.slice(offset, size), physics.guard());
    views.add(view);
    return view;
  }

  /** Number of stages. */
  public int size() {
    return slots.size();
  }

  /** A live view of a stage's parameters, channel after channel; may be changed between steps. */
  public DoubleArray parameters(int stage) {
    return parameters.get(stage);
  }

  /** A live view of a stage's variables. */
  public DoubleArray state(int stage) {
    return states.get(stage);
  }

  /** A live view of the controls of the last physics step, as the engine got them. */
  public DoubleArray applied() {
    return applied;
  }

  /** Back to the parameters it was made with and to an initial state; inactive. */
  public void reset() {
    wcStages open = handle();
    open.active(false).started(false);
    memory.put(0, initial);
    for (int i = initial.length; i < memory.capacity(); i++) {
      memory.put(i, 0);
    }
  }

  /** Runs the stages in every physics step from now on. */
  public void activate() {
    handle().active(true);
  }

  /**
   * Lets an operational-space stage measure the present state, which must be up to date ({@link
   * Physics#forward}), and use this measurement in its next physics step.
   */
  public void holdMeasurement(int stage) {
    if (slots.get(stage).kind != StageKind.OPERATIONAL_SPACE) {
      throw new IllegalArgumentException(
          "stage %d is of kind %s and measures nothing".formatted(stage, slots.get(stage).kind));
    }
    MuJoCo.wc_holdMeasurement(physics.modelHandle(), physics.dataHandle(), handle(), stage);
  }

  /** Everything that determines how the stages go on, in a new array. */
  public double[] readMemory() {
    wcStages open = handle();
    double[] copy = new double[FLAGS + savedCount];
    copy[0] = open.active() ? 1 : 0;
    copy[1] = open.started() ? 1 : 0;
    memory.get(0, copy, FLAGS, savedCount);
    return copy;
  }

  /** Takes over what {@link #readMemory} of a program with the same stages returned. */
  public void writeMemory(double[] saved) {
    wcStages open = handle();
    if (saved.length != FLAGS + savedCount) {
      throw new IllegalArgumentException(
          "the memory of these stages has %d numbers, not %d; is it of another chain?"
              .formatted(FLAGS + savedCount, saved.length));
    }
    open.active(saved[0] != 0).started(saved[1] != 0);
    memory.put(0, saved, FLAGS, savedCount);
  }

  /** Doubles that {@link #record} keeps of a physics step. */
  int recordColumns() {
    return physics.ctrl().size() + (handle().appliesForces() ? physics.qvel().size() : 0);
  }

  /** Keeps what the next physics steps act with, for measurements. */
  void record(int steps) {
    DoublePointer memory = new DoublePointer((long) steps * recordColumns());
    handle().record(memory).recordable(steps).recorded(0);
    if (record != null) {
      record.close();
    }
    record = memory;
  }

  /** Copies what was recorded and begins anew; returns of how many physics steps. */
  int takeRecord(double[] target, int offset) {
    int steps = handle().recorded();
    record.get(target, offset, steps * recordColumns());
    forgetRecord();
    return steps;
  }

  void forgetRecord() {
    handle().recorded(0);
  }

  wcStages handle() {
    if (handle == null) {
      throw new IllegalStateException("the simulation of these stages is closed");
    }
    return handle;
  }

  /** Called by the simulation. */
  void close() {
    if (handle == null) {
      return;
    }
    views.forEach(DoubleArray::detach);
    handle.close();
    handle = null;
    program.close();
    block.close();
    networks.close();
    if (record != null) {
      record.close();
    }
  }
}
