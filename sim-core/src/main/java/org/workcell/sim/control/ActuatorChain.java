package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.workcell.sim.physics.StageProgram;

/**
 * Actuator stages in the order of application, in which each actuator has parameters of its own:
 * what identification finds of a robot's drives. Stages and parameters have the names of command
 * lines ({@code --stage}); parameters that are left out have the defaults of {@link
 * ActuatorStages}. Immutable.
 *
 * <p>In an environment the stages take part like any others, by {@link #factories()}. Where
 * parameters change between thousands of runs, {@link #place} says once where one lies in the
 * memory of a {@link StageProgram} that {@link StageChain#attach} made of these stages, and {@link
 * Place#set} changes it there, without a new program.
 */
public final class ActuatorChain {

  /**
   * One stage.
   *
   * @param stage its name on command lines
   * @param actuators parameters by actuator
   */
  public record Stage(String stage, Map<String, Map<String, Double>> actuators) {

    /** Takes a defensive copy that keeps the order. */
    public Stage {
      Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
      actuators.forEach(
          (actuator, values) ->
              copy.put(actuator, Collections.unmodifiableMap(new LinkedHashMap<>(values))));
      actuators = Collections.unmodifiableMap(copy);
    }
  }

  /**
   * Where a parameter lies in a program that was made of a chain's stages.
   *
   * @param stage number of the stage in the chain
   * @param index in {@link StageProgram#parameters} of the stage
   */
  public record Place(int stage, int index) {

    /** The value in a program whose first stages are the chain's. */
    public double get(StageProgram program) {
      return program.parameters(stage).get(index);
    }

    /**
     * Changes the value in a program whose first stages are the chain's, until its next reset. The
     * value is not checked; {@link ActuatorChain#with} would say whether it is possible. A delay
     * grows as far as it has {@linkplain ActuatorChain#withRoomFor room}.
     */
    public void set(StageProgram program, double value) {
      program.parameters(stage).set(index, value);
    }
  }

  private final List<String> names;
  private final List<ChannelStage> stages;

  private ActuatorChain(List<String> names, List<ChannelStage> stages) {
    this.names = List.copyOf(names);
    this.stages = List.copyOf(stages);
  }

  /**
   * A chain of these stages.
   *
   * @param stages in the order of application; none is possible
   * @throws IllegalArgumentException if a stage or parameter is unknown, a value is impossible, a
   *     stage stands there twice, or friction is not the last
   */
  public static ActuatorChain of(List<Stage> stages) {
    List<String> names = new ArrayList<>();
    List<ChannelStage> made = new ArrayList<>();
    for (Stage stage : stages) {
      if (names.contains(stage.stage())) {
        throw new IllegalArgumentException(
            "stage %s stands twice in the chain; expected each once, with all its actuators"
                .formatted(stage.stage()));
      }
      if (!made.isEmpty() && made.get(made.size() - 1).isFriction()) {
        throw new IllegalArgumentException(
            "stage %s stands behind friction; friction must be the last".formatted(stage.stage()));
      }
      names.add(stage.stage());
      made.add(ChannelStageProvider.plain(stage.stage()).onEach(stage.actuators()));
    }
    return new ActuatorChain(names, made);
  }

  /**
   * The stages as environments take them, in the order of application, for scenes whose actuators
   * take what the stages give. {@link ActuatorModel} also puts them in the place of a scene's own
   * position servos.
   */
  public List<ActuatorStageFactory> factories() {
    return List.copyOf(stages);
  }

  /** The same with all that is known of them. */
  List<ChannelStage> channelStages() {
    return stages;
  }

  /** The stages with all their parameters, defaults too. */
  public List<Stage> stages() {
    List<Stage> all = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      ChannelStage stage = stages.get(i);
      Map<String, Map<String, Double>> values = new LinkedHashMap<>();
      stage.actuators().forEach(actuator -> values.put(actuator, stage.values(actuator)));
      all.add(new Stage(names.get(i), values));
    }
    return List.copyOf(all);
  }

  /** Whether there is no stage. */
  public boolean isEmpty() {
    return stages.isEmpty();
  }

  /**
   * Where a parameter lies, for in-place changes.
   *
   * @throws IllegalArgumentException if the chain has no such stage, actuator or parameter
   */
  public Place place(String stage, String actuator, String parameter) {
    int number = number(stage);
    ChannelStage found = stages.get(number);
    int channel = requireFound(stage, "actuator", actuator, found.actuators());
    int index = requireFound(stage, "parameter", parameter, found.parameters());
    return new Place(number, channel * found.parameters().size() + index);
  }

  /**
   * The value of a parameter.
   *
   * @throws IllegalArgumentException if the chain has no such stage, actuator or parameter
   */
  public double value(String stage, String actuator, String parameter) {
    Place place = place(stage, actuator, parameter);
    return stages.get(place.stage()).values(actuator).get(parameter);
  }

  /**
   * A copy with another value of a parameter.
   *
   * @throws IllegalArgumentException if the chain has no such stage, actuator or parameter, or the
   *     value is impossible
   */
  public ActuatorChain with(String stage, String actuator, String parameter, double value) {
    int number = place(stage, actuator, parameter).stage();
    ChannelStage old = stages.get(number);
    Map<String, Map<String, Double>> values = new LinkedHashMap<>();
    old.actuators().forEach(each -> values.put(each, old.values(each)));
    Map<String, Double> changed = new LinkedHashMap<>(values.get(actuator));
    changed.put(parameter, value);
    values.put(actuator, changed);
    return replaced(number, old.onEach(values));
  }

  /**
   * A copy whose delays can be made longer in memory, up to this; changes no result and no
   * identity.
   *
   * @throws IllegalArgumentException if the time is negative or not finite
   */
  public ActuatorChain withRoomFor(double delaySeconds) {
    ActuatorChain roomy = this;
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).isDelay()) {
        roomy = roomy.replaced(i, stages.get(i).withRoomFor(delaySeconds));
      }
    }
    return roomy;
  }

  private ActuatorChain replaced(int number, ChannelStage stage) {
    List<ChannelStage> changed = new ArrayList<>(stages);
    changed.set(number, stage);
    return new ActuatorChain(names, changed);
  }

  private int number(String stage) {
    int number = names.indexOf(stage);
    if (number < 0) {
      throw new IllegalArgumentException(
          "the chain has no stage '%s'; it has %s".formatted(stage, words(names)));
    }
    return number;
  }

  private static int requireFound(String stage, String what, String name, List<String> all) {
    int index = all.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "stage %s has no %s '%s'; it has %s".formatted(stage, what, name, words(all)));
    }
    return index;
  }

  private static String words(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /** Names all stages, actuators and values, in one line. */
  public String identity() {
    return stages.stream().map(ChannelStage::identity).collect(Collectors.joining(", "));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActuatorChain chain && identity().equals(chain.identity());
  }

  @Override
  public int hashCode() {
    return identity().hashCode();
  }

  @Override
  public String toString() {
    return identity();
  }
}
