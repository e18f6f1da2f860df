package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.workcell.sim.physics.DriveConstants;
import org.workcell.sim.physics.DriveNames;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;

/**
 * A robot's drives as identification found them: the actuator chain, and constants of the joints
 * and servos behind it. Acts on any scene whose actuators have the chain's names; an actuator may
 * also be named after the joint that it moves. Immutable.
 *
 * <p>A chain with a {@code servo} stage takes the place of the scene's own position servos: from
 * the beginning of an episode, after the task has set it up, each named actuator has gain 1, no
 * bias and no control range, which makes it a motor that takes torques. Its force range stays.
 */
public final class ActuatorModel {

  private static final String SERVO = "servo";
  private static final int BIASES = 3;

  /**
   * The file that a model was read from.
   *
   * @param file its name, without its folder
   * @param sha256 checksum of its content in hexadecimal digits
   * @param content its text
   */
  public record Source(String file, String sha256, String content) {}

  private final Optional<Source> source;
  private final ActuatorChain chain;
  private final Map<String, Double> constants;

  /**
   * Drives of a robot.
   *
   * @param source where they come from; absent where they were made by a program
   * @param chain the actuator chain; may be empty
   * @param constants numbers of the compiled model in place of those of the scene, see {@link
   *     DriveConstants}
   * @throws IllegalArgumentException if a constant is unknown, negative or not finite
   */
  public ActuatorModel(
      Optional<Source> source, ActuatorChain chain, Map<String, Double> constants) {
    DriveConstants.require(constants);
    this.source = source;
    this.chain = chain;
    this.constants = Collections.unmodifiableMap(new TreeMap<>(constants));
  }

  /** Where the drives come from. */
  public Optional<Source> source() {
    return source;
  }

  /** The actuator chain. */
  public ActuatorChain chain() {
    return chain;
  }

  /** Numbers of the compiled model in place of those of a scene, by path. */
  public Map<String, Double> constants() {
    return constants;
  }

  /**
   * Names the source, all stages and all values, for {@link CommandPath#stages}: equal exactly
   * where the same controls become the same forces.
   */
  public List<String> identities() {
    List<String> identities = new ArrayList<>();
    identities.add(
        "actuators(%s)%s"
            .formatted(
                source.map(file -> "sha256=" + file.sha256()).orElse("no file"),
                constants.isEmpty() ? "" : "@" + DriveConstants.words(constants)));
    chain.factories().forEach(stage -> identities.add(stage.identity()));
    return identities;
  }

  /**
   * The stages of one environment, in the order of application.
   *
   * @param scene the model of the environment's scene
   * @throws IllegalArgumentException if the scene lacks an actuator, or one is such that a stage
   *     cannot act on it
   */
  public List<ActuatorStage> newStages(Model scene) {
    Set<String> driven = servoActuators();
    List<ActuatorStage> stages = new ArrayList<>();
    for (ChannelStage stage : chain.channelStages()) {
      List<String> names = stage.actuators();
      int[] channels = names.stream().mapToInt(name -> DriveNames.actuator(scene, name)).toArray();
      stages.add(stage.newStage(scene, names, channels, driven.containsAll(names)));
    }
    return List.copyOf(stages);
  }

  /**
   * What turns position servos of a scene into motors where the chain has made torques already.
   *
   * @param soFar edits of the running episode; where they scale a servo's gain, the torque is
   *     scaled alike
   * @throws IllegalArgumentException if the scene lacks an actuator
   */
  public ModelEdits servoReplacements(Model scene, ModelEdits soFar) {
    ModelEdits edits = new ModelEdits();
    for (String name : servoActuators()) {
      int actuator = DriveNames.actuator(scene, name);
      if (DriveNames.isTorqueMotor(scene, actuator)) {
        continue;
      }
      int row = DriveNames.gainColumns(scene) * actuator;
      double stiffness = scene.get(ModelField.ACTUATOR_GAINPRM, row);
      double scaled = soFar.valueOr(ModelField.ACTUATOR_GAINPRM, row, stiffness);
      edits.set(ModelField.ACTUATOR_GAINPRM, row, scaled / stiffness);
      for (int i = 0; i < BIASES; i++) {
        edits.set(ModelField.ACTUATOR_BIASPRM, row + i, 0);
      }
      // The range was one of positions, and what arrives are torques.
      edits.set(ModelField.ACTUATOR_CTRLRANGE, 2 * actuator, -Float.MAX_VALUE);
      edits.set(ModelField.ACTUATOR_CTRLRANGE, 2 * actuator + 1, Float.MAX_VALUE);
    }
    return edits;
  }

  private Set<String> servoActuators() {
    Set<String> names = new LinkedHashSet<>();
    for (ActuatorChain.Stage stage : chain.stages()) {
      if (stage.stage().equals(SERVO)) {
        names.addAll(stage.actuators().keySet());
      }
    }
    return names;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActuatorModel model && identities().equals(model.identities());
  }

  @Override
  public int hashCode() {
    return identities().hashCode();
  }

  @Override
  public String toString() {
    return String.join(", ", identities());
  }
}
