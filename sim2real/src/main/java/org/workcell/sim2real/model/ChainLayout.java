package org.workcell.sim2real.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim.control.ActuatorChain;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.StageKind;
import org.workcell.sim.physics.StageProgram;

/** The stages of an actuator chain on a model: which actuators each has, and their numbers. */
final class ChainLayout {

  private static final int AROUND_POSITION = 1;

  /** Play forgets with every swing that is wider than it. */
  private static final double BACKLASH_MEMORY_SECONDS = 10;

  private static final Map<String, StageKind> KINDS =
      Map.of(
          "delay", StageKind.DELAY,
          "dead-band", StageKind.DEAD_BAND,
          "position-dead-band", StageKind.DEAD_BAND,
          "backlash", StageKind.BACKLASH,
          "servo", StageKind.SERVO,
          "dc-motor", StageKind.DC_MOTOR,
          "torque-speed-limit", StageKind.TORQUE_SPEED,
          "friction", StageKind.FRICTION);

  /** One stage. */
  record Stage(String name, StageKind kind, int option, int[] actuators, double[] values) {

    int channel(int actuator) {
      for (int i = 0; i < actuators.length; i++) {
        if (actuators[i] == actuator) {
          return i;
        }
      }
      return -1;
    }

    int parameters() {
      return kind.parameters().size();
    }

    /** Whether what leaves it is a torque or voltage, whatever came in. */
    boolean makesTorque() {
      return kind == StageKind.SERVO || kind == StageKind.DC_MOTOR;
    }
  }

  private final List<Stage> stages = new ArrayList<>();
  private final double delayRoomSeconds;
  private final double timestepSeconds;

  ChainLayout(RobotModel model, List<ChainStage> chain, double leastDelayRoomSeconds) {
    this.timestepSeconds = model.model().timestepSeconds();
    double room = leastDelayRoomSeconds;
    for (ActuatorChain.Stage described : complete(model, chain).stages()) {
      Stage stage = stage(model, described);
      if (stage.kind == StageKind.DELAY) {
        room = Math.max(room, Arrays.stream(stage.values).max().orElse(0));
      }
      stages.add(stage);
    }
    this.delayRoomSeconds = room;
    requireOrder();
  }

  /** The chain with actuators by their own names and all values, also those that were left out. */
  private static ActuatorChain complete(RobotModel model, List<ChainStage> chain) {
    List<String> names = model.model().names(ObjectKind.ACTUATOR);
    List<ActuatorChain.Stage> stages = new ArrayList<>();
    for (ChainStage stage : chain) {
      Map<String, Map<String, Double>> actuators = new LinkedHashMap<>();
      stage
          .actuators()
          .forEach(
              (name, values) -> actuators.put(names.get(Actuators.index(model, name)), values));
      stages.add(new ActuatorChain.Stage(stage.stage(), actuators));
    }
    return ActuatorChain.of(stages);
  }

  private static Stage stage(RobotModel model, ActuatorChain.Stage described) {
    StageKind kind = kind(described.stage());
    int columns = kind.parameters().size();
    int[] actuators = new int[described.actuators().size()];
    double[] values = new double[actuators.length * columns];
    int channel = 0;
    for (Map.Entry<String, Map<String, Double>> entry : described.actuators().entrySet()) {
      actuators[channel] = Actuators.index(model, entry.getKey());
      for (int i = 0; i < columns; i++) {
        values[channel * columns + i] = entry.getValue().get(kind.parameters().get(i));
      }
      channel++;
    }
    int option = described.stage().equals("position-dead-band") ? AROUND_POSITION : 0;
    return new Stage(described.stage(), kind, option, actuators, values);
  }

  private static StageKind kind(String stage) {
    StageKind kind = KINDS.get(stage);
    if (kind == null) {
      throw new IllegalArgumentException(
          "stage %s cannot be replayed; expected %s"
              .formatted(stage, String.join(", ", KINDS.keySet().stream().sorted().toList())));
    }
    return kind;
  }

  /** Refuses a stage that no chain could have, or a number that it does not have. */
  static void requireStage(String stage, String parameter) {
    requireParameter(stage, kind(stage), parameter);
  }

  static void requireParameter(String stage, StageKind kind, String parameter) {
    if (!kind.parameters().contains(parameter)) {
      throw new IllegalArgumentException(
          "a stage %s has no parameter '%s'; it has %s"
              .formatted(stage, parameter, String.join(", ", kind.parameters())));
    }
  }

  /** A window starts with the commands before it; only stages that see commands can know them. */
  private void requireOrder() {
    Set<Integer> seen = new HashSet<>();
    for (Stage stage : stages) {
      boolean remembers = stage.kind == StageKind.DELAY || stage.kind == StageKind.BACKLASH;
      for (int actuator : stage.actuators) {
        boolean afterDelay =
            stage.kind == StageKind.BACKLASH && isOnlyDelayedBefore(stage, actuator);
        if (remembers && seen.contains(actuator) && !afterDelay) {
          throw new IllegalArgumentException(
              "stage %s stands behind another stage of its actuator; expected a delay first, then a backlash, because only there the commands before a window tell what they hold"
                  .formatted(stage.name));
        }
      }
      for (int actuator : stage.actuators) {
        seen.add(actuator);
      }
    }
  }

  private boolean isOnlyDelayedBefore(Stage backlash, int actuator) {
    for (Stage stage : stages) {
      if (stage == backlash) {
        return true;
      }
      if (stage.channel(actuator) >= 0 && stage.kind != StageKind.DELAY) {
        return false;
      }
    }
    return true;
  }

  List<Stage> stages() {
    return stages;
  }

  double delayRoomSeconds() {
    return delayRoomSeconds;
  }

  /** Whether some stage turns the commands of an actuator into torques. */
  boolean makesTorque(int actuator) {
    return stages.stream().anyMatch(stage -> stage.makesTorque() && stage.channel(actuator) >= 0);
  }

  /** Whether a stage is a servo that makes voltages, because a DC motor stands behind it. */
  boolean makesVoltage(int stage, int actuator) {
    return stages.get(stage).kind == StageKind.SERVO
        && stages.subList(stage + 1, stages.size()).stream()
            .anyMatch(later -> later.kind == StageKind.DC_MOTOR && later.channel(actuator) >= 0);
  }

  /** Whether some stage turns positions into something else. */
  boolean hasServo(int actuator) {
    return stages.stream()
        .anyMatch(stage -> stage.kind == StageKind.SERVO && stage.channel(actuator) >= 0);
  }

  /** For how long stages remember signals, s. */
  double memorySeconds() {
    boolean backlash = stages.stream().anyMatch(stage -> stage.kind == StageKind.BACKLASH);
    boolean delay = stages.stream().anyMatch(stage -> stage.kind == StageKind.DELAY);
    return (delay ? delayRoomSeconds : 0) + (backlash ? BACKLASH_MEMORY_SECONDS : 0);
  }

  int delaySlots() {
    return (int) Math.ceil(delayRoomSeconds / timestepSeconds - 1e-9) + 2;
  }

  /** The stage of this name that acts on an actuator, or -1. */
  int find(String name, int actuator) {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).name.equals(name) && stages.get(i).channel(actuator) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** Makes the stages part of a simulation; null where there are none. */
  StageProgram attach(Physics physics) {
    if (stages.isEmpty()) {
      return null;
    }
    StageProgram.Builder builder = StageProgram.builder(physics);
    for (Stage stage : stages) {
      builder.add(
          stage.kind,
          stage.kind == StageKind.DELAY ? delaySlots() : stage.option,
          stage.actuators,
          stage.values);
    }
    return builder.attach();
  }

  double[][] values() {
    return stages.stream().map(stage -> stage.values.clone()).toArray(double[][]::new);
  }
}
