package org.workcell.tasks.arm.robot;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.workcell.sim.files.BadInputException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a map file says about a robot, in YAML or JSON; what is left out is null. {@code
 * docs/arm.md} says what each name means. Unknown names are errors.
 *
 * @param base the arm's root body; where null, the only body of the file's world
 * @param position where the root stands, metres from the middle of the table's near part, [3]
 * @param yawRadians turn of the root about the vertical
 * @param joints from base to tip; where null, those between both
 * @param tip the frame that the tasks move; its z axis points out of the tool
 * @param home positions of the joints at the start; where null, those of a keyframe
 * @param gripper the gripper, if there is one
 * @param limits by joint, where the model has none or wider ones
 * @param servos gains of position servos that are added
 * @param speed how fast targets move at most, rad/s or m/s
 * @param timestepSeconds of the physics
 */
record RobotMap(
    String base,
    double[] position,
    Double yawRadians,
    List<String> joints,
    Tip tip,
    double[] home,
    GripperMap gripper,
    Map<String, double[]> limits,
    Servos servos,
    Double speed,
    Double timestepSeconds) {

  /**
   * The frame that the tasks move: a site, or a body with a frame in it.
   *
   * @param offset metres in the body's frame, [3]
   * @param quatWxyz turn in the body's frame, [4]
   */
  record Tip(String site, String body, double[] offset, double[] quatWxyz) {}

  /**
   * A gripper.
   *
   * @param actuator the actuator that moves it
   * @param closed its control where the gripper is closed
   * @param open its control where the gripper is open
   * @param openMetres how far the fingers are then from closed
   */
  record GripperMap(String actuator, Double closed, Double open, Double openMetres) {}

  /**
   * Position servos that are added to joints without actuators.
   *
   * @param stiffness N m/rad or N/m, by joint
   * @param damping N m s/rad or N s/m, by joint
   * @param limit largest torque or force, by joint; where null, none
   * @param replace whether they take the place of the model's own actuators
   */
  record Servos(
      Map<String, Double> stiffness,
      Map<String, Double> damping,
      Map<String, Double> limit,
      boolean replace) {}

  private static final int MAX_CHARACTERS = 1 << 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * Reads a map.
   *
   * @param where its name, for messages
   * @throws BadInputException if it is not such a map
   */
  static RobotMap parse(String where, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MAX_CHARACTERS);
    try {
      Object values = new Yaml(new SafeConstructor(options)).<Object>load(text);
      if (!(values instanceof Map)) {
        throw new BadInputException(
            "robot map %s is not a mapping of names to values; see docs/arm.md".formatted(where));
      }
      return MAPPER.convertValue(values, RobotMap.class).checked(where);
    } catch (YAMLException e) {
      throw new BadInputException(
          "robot map %s is neither YAML nor JSON: %s".formatted(where, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("robot map %s: %s".formatted(where, reason(e.getCause())), e);
    }
  }

  private static String reason(Throwable cause) {
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return "there is no '%s'; it may have %s"
          .formatted(unknown.getPropertyName(), new TreeSet<>(unknown.getKnownPropertyIds()));
    }
    if (cause instanceof JsonMappingException wrong) {
      String path =
          wrong.getPath().stream()
              .map(each -> each.getFieldName() == null ? "" + each.getIndex() : each.getFieldName())
              .collect(Collectors.joining("."));
      return "'%s' has a value of another kind than expected; see docs/arm.md".formatted(path);
    }
    return String.valueOf(cause == null ? "it cannot be read" : cause.getMessage());
  }

  private RobotMap checked(String where) {
    if (tip == null || (tip.site == null) == (tip.body == null)) {
      throw new BadInputException(
          "robot map %s names no tip; give tip: {site: NAME} or tip: {body: NAME}"
              .formatted(where));
    }
    if (tip.site != null && (tip.offset != null || tip.quatWxyz != null)) {
      throw new BadInputException(
          "robot map %s: a tip that is a site has no offset; give the body instead"
              .formatted(where));
    }
    requireSize(where, "position", position, 3);
    requireSize(where, "tip.offset", tip.offset, 3);
    requireSize(where, "tip.quat_wxyz", tip.quatWxyz, 4);
    requirePositive(where, "speed", speed);
    requirePositive(where, "timestep_seconds", timestepSeconds);
    if (gripper != null
        && (gripper.actuator == null || gripper.closed == null || gripper.open == null)) {
      throw new BadInputException(
          "robot map %s: a gripper needs actuator, closed and open".formatted(where));
    }
    return this;
  }

  private static void requireSize(String where, String name, double[] values, int size) {
    if (values != null && values.length != size) {
      throw new BadInputException(
          "robot map %s: %s has %d numbers; expected %d"
              .formatted(where, name, values.length, size));
    }
  }

  private static void requirePositive(String where, String name, Double value) {
    if (value != null && !(value > 0 && Double.isFinite(value))) {
      throw new BadInputException(
          "robot map %s: %s is %s; expected more than 0".formatted(where, name, value));
    }
  }
}
