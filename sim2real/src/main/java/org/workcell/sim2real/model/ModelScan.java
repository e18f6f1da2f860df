package org.workcell.sim2real.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;

/** Reads joints, actuators and texts out of a compiled model. */
final class ModelScan {

  private static final int FREE = 0;
  private static final int SLIDE = 2;
  private static final int HINGE = 3;
  private static final int JOINT_TRANSMISSION = 0;
  private static final int FIXED_GAIN = 0;
  private static final int AFFINE_BIAS = 1;
  private static final int NO_DYNAMICS = 0;

  private final Model model;
  private final List<String> actuatorNames;
  private final int[] transmissions;
  private final int[] targets;
  private final double[] gears;

  ModelScan(Model model) {
    this.model = model;
    this.actuatorNames = model.names(ObjectKind.ACTUATOR);
    this.transmissions = model.structure("actuator_trntype");
    this.targets = model.structure("actuator_trnid");
    this.gears = model.constants("actuator_gear");
  }

  Map<String, RobotJoint> joints() {
    List<String> names = model.names(ObjectKind.JOINT);
    int[] types = model.structure("jnt_type");
    int[] positions = model.structure("jnt_qposadr");
    int[] velocities = model.structure("jnt_dofadr");
    int[] bodies = model.structure("jnt_bodyid");
    int[] limited = model.structure("jnt_limited");
    double[] ranges = model.constants("jnt_range");
    Map<String, RobotJoint> joints = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (types[i] != SLIDE && types[i] != HINGE) {
        continue;
      }
      int actuator = actuatorOf(i, names.get(i));
      joints.put(
          names.get(i),
          new RobotJoint(
              names.get(i),
              types[i] == SLIDE,
              positions[i],
              velocities[i],
              bodies[i],
              actuator,
              actuator < 0 ? "" : actuatorNames.get(actuator),
              actuator < 0 ? Drive.NONE : drive(actuator),
              actuator < 0 ? 1 : gears[6 * actuator],
              limited[i] != 0 ? ranges[2 * i] : Double.NEGATIVE_INFINITY,
              limited[i] != 0 ? ranges[2 * i + 1] : Double.POSITIVE_INFINITY));
    }
    return joints;
  }

  private int actuatorOf(int joint, String jointName) {
    int found = -1;
    for (int i = 0; i < actuatorNames.size(); i++) {
      if (transmissions[i] != JOINT_TRANSMISSION || targets[2 * i] != joint) {
        continue;
      }
      if (found >= 0) {
        throw new IllegalArgumentException(
            "joint '%s' of %s has the actuators '%s' and '%s'; expected one that takes commands, so leave one"
                .formatted(
                    jointName, model.name(), actuatorNames.get(found), actuatorNames.get(i)));
      }
      found = i;
    }
    return found;
  }

  private Drive drive(int actuator) {
    int gain = model.structure("actuator_gaintype")[actuator];
    int bias = model.structure("actuator_biastype")[actuator];
    int dynamics = model.structure("actuator_dyntype")[actuator];
    if (gain != FIXED_GAIN || dynamics != NO_DYNAMICS || bias > AFFINE_BIAS) {
      return Drive.OTHER;
    }
    double[] values = model.constants("actuator_biasprm");
    int row = values.length / actuatorNames.size() * actuator;
    if (bias == AFFINE_BIAS && values[row + 1] != 0) {
      return Drive.POSITION_SERVO;
    }
    return bias == AFFINE_BIAS && values[row + 2] != 0 ? Drive.VELOCITY_SERVO : Drive.MOTOR;
  }

  /** Index of the first free joint's position in qpos, and of its velocity in qvel; or empty. */
  int[] floatingBase() {
    int[] types = model.structure("jnt_type");
    for (int i = 0; i < types.length; i++) {
      if (types[i] == FREE) {
        return new int[] {
          model.structure("jnt_qposadr")[i],
          model.structure("jnt_dofadr")[i],
          model.structure("jnt_bodyid")[i]
        };
      }
    }
    return new int[0];
  }

  /** The {@code <custom><text>} elements of the model. */
  Map<String, String> texts() {
    byte[] names = bytes("names");
    byte[] data = bytes("text_data");
    int[] nameStarts = model.structure("name_textadr");
    int[] starts = model.structure("text_adr");
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < starts.length; i++) {
      texts.put(text(names, nameStarts[i]), text(data, starts[i]));
    }
    return texts;
  }

  private byte[] bytes(String array) {
    int[] numbers = model.structure(array);
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    return bytes;
  }

  private static String text(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(Arrays.copyOfRange(bytes, start, end), StandardCharsets.UTF_8);
  }

  /** Bodies from this one to the world, this one included, the world not. */
  List<Integer> ancestors(int body) {
    int[] parents = model.structure("body_parentid");
    List<Integer> chain = new ArrayList<>();
    for (int at = body; at > 0; at = parents[at]) {
      chain.add(at);
    }
    return chain;
  }
}
