package org.workcell.sim.physics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.workcell.mujoco.global.MuJoCo;

/**
 * Constants of a robot that identification finds and that a compiled model holds, by path: {@code
 * joint:NAME/damping}, {@code armature}, {@code frictionloss} and {@code stiffness} of hinge and
 * slide joints; {@code actuator:NAME/kp} (stiffness) and {@code kv} (damping) of position servos,
 * and {@code force_limit} of any actuator that has one; {@code body:NAME/mass}, {@code com_x},
 * {@code inertia_xx}, {@code log_cholesky_d1} and the like; {@code geom:NAME/friction}, {@code
 * torsional_friction}, {@code rolling_friction}, {@code contact_time_constant} and {@code
 * contact_damping_ratio}. Units are the engine's.
 *
 * <p>A scene must have the joints and actuators. Bodies and geoms count where a scene has them: the
 * model of a bench has loads and tables that scenes of tasks do not have, see {@link #absent}.
 */
public final class DriveConstants {

  private static final Map<String, ModelField> JOINT_FIELDS =
      Map.of(
          "damping", ModelField.DOF_DAMPING,
          "armature", ModelField.DOF_ARMATURE,
          "frictionloss", ModelField.DOF_FRICTIONLOSS,
          "stiffness", ModelField.JNT_STIFFNESS);

  private static final String FORCE_LIMIT = "force_limit";
  private static final List<String> SERVO_NUMBERS = List.of("kp", "kv", FORCE_LIMIT);
  private static final String JOINT = "joint:";
  private static final String ACTUATOR = "actuator:";
  private static final String BODY = "body:";
  private static final String GEOM = "geom:";

  /** Of geoms: three numbers of {@code friction}, then two of {@code solref}. */
  private static final List<String> GEOM_NUMBERS =
      List.of(
          "friction",
          "torsional_friction",
          "rolling_friction",
          "contact_time_constant",
          "contact_damping_ratio");

  private static final int FRICTIONS = 3;

  private DriveConstants() {}

  /** Whether a path names one of these constants. */
  public static boolean has(String path) {
    String constant = constant(path);
    return path.startsWith(JOINT) && JOINT_FIELDS.containsKey(constant)
        || path.startsWith(ACTUATOR) && SERVO_NUMBERS.contains(constant)
        || path.startsWith(BODY) && RobotBodies.has(constant)
        || path.startsWith(GEOM) && GEOM_NUMBERS.contains(constant);
  }

  private static String constant(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String name(String path) {
    return path.substring(path.indexOf(':') + 1, path.lastIndexOf('/'));
  }

  /**
   * Checks values.
   *
   * @throws IllegalArgumentException if a path names none of these constants, or a value is
   *     negative or not finite
   */
  public static void require(Map<String, Double> constants) {
    constants.forEach(
        (path, value) -> {
          if (!has(path)) {
            throw new IllegalArgumentException(
                "'%s' is no constant of a drive; use joint:NAME/ with %s, actuator:NAME/ with %s, body:NAME/ with mass, com_x and so on, or geom:NAME/ with %s"
                    .formatted(
                        path,
                        String.join(", ", new TreeMap<>(JOINT_FIELDS).keySet()),
                        String.join(", ", SERVO_NUMBERS),
                        String.join(", ", GEOM_NUMBERS)));
          }
          boolean signed = path.startsWith(BODY) && !RobotBodies.isPositive(constant(path));
          if (!Double.isFinite(value) || value < 0 && !signed) {
            throw new IllegalArgumentException(
                "%s is %s; expected a finite %snumber"
                    .formatted(path, value, signed ? "" : "non-negative "));
          }
        });
  }

  /** All values in one line, in the order of paths. */
  public static String words(Map<String, Double> constants) {
    return new TreeMap<>(constants)
        .entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(";"));
  }

  /**
   * Changes a model itself, with what the engine derives from armatures; only before the model is
   * shared.
   *
   * @throws IllegalArgumentException if the scene lacks a joint or actuator, or it is not of a kind
   *     that has such a constant; nothing has changed then
   */
  public static void change(Model scene, Map<String, Double> constants) {
    ModelEdits edits = edits(scene, constants);
    ModelEdits derived;
    try (WorkerModel worker = new WorkerModel(scene)) {
      derived = worker.derive(edits);
    }
    write(scene, edits);
    write(scene, derived);
  }

  private static void write(Model scene, ModelEdits edits) {
    for (int i = 0; i < edits.size(); i++) {
      scene.array(edits.field(i)).set(edits.index(i), edits.value(i));
    }
  }

  /**
   * Paths of bodies and geoms that a scene does not have, so that their values do not act.
   *
   * @param constants values by path
   */
  public static List<String> absent(Model scene, Map<String, Double> constants) {
    return constants.keySet().stream()
        .filter(path -> path.startsWith(BODY) || path.startsWith(GEOM))
        .filter(path -> DriveNames.find(scene, kind(path), name(path)) < 0)
        .sorted()
        .toList();
  }

  private static ObjectKind kind(String path) {
    return path.startsWith(BODY) ? ObjectKind.BODY : ObjectKind.GEOM;
  }

  /**
   * What gives a scene's joints, servos, bodies and geoms these values.
   *
   * @throws IllegalArgumentException if the scene lacks a joint or actuator, or it is not of a kind
   *     that has such a constant
   */
  public static ModelEdits edits(Model scene, Map<String, Double> constants) {
    require(constants);
    ModelEdits edits = new ModelEdits();
    Map<Integer, Map<String, Double>> bodies = new TreeMap<>();
    constants.forEach(
        (path, value) -> {
          if (path.startsWith(JOINT)) {
            editJoint(scene, name(path), constant(path), value, edits);
          } else if (path.startsWith(ACTUATOR)) {
            editServo(scene, name(path), constant(path), value, edits);
          } else {
            int found = DriveNames.find(scene, kind(path), name(path));
            if (found >= 0 && path.startsWith(BODY)) {
              bodies.computeIfAbsent(found, each -> new TreeMap<>()).put(constant(path), value);
            } else if (found >= 0) {
              editGeom(found, constant(path), value, edits);
            }
          }
        });
    if (!bodies.isEmpty()) {
      FrameFlags flags = new FrameFlags(scene);
      bodies.forEach((body, numbers) -> RobotBodies.edit(scene, flags, body, numbers, edits));
    }
    return edits;
  }

  private static void editGeom(int geom, String constant, double value, ModelEdits edits) {
    int place = GEOM_NUMBERS.indexOf(constant);
    if (place < FRICTIONS) {
      edits.set(ModelField.GEOM_FRICTION, FRICTIONS * geom + place, value);
    } else {
      edits.set(ModelField.GEOM_SOLREF, 2 * geom + place - FRICTIONS, value);
    }
  }

  private static void editJoint(
      Model scene, String name, String constant, double value, ModelEdits edits) {
    int joint = DriveNames.joint(scene, name);
    int type = scene.structure("jnt_type")[joint];
    if (type != MuJoCo.mjJNT_HINGE && type != MuJoCo.mjJNT_SLIDE) {
      throw new IllegalArgumentException(
          "joint '%s' of scene %s is neither a hinge nor a slide".formatted(name, scene.name()));
    }
    ModelField field = JOINT_FIELDS.get(constant);
    int velocity = scene.structure("jnt_dofadr")[joint];
    edits.set(field, field == ModelField.JNT_STIFFNESS ? joint : velocity, value);
  }

  private static void editServo(
      Model scene, String name, String constant, double value, ModelEdits edits) {
    int actuator = DriveNames.actuator(scene, name);
    if (!constant.equals(FORCE_LIMIT) && !DriveNames.isPositionServo(scene, actuator)) {
      throw new IllegalArgumentException(
          "actuator '%s' of scene %s is no position servo and has no %s"
              .formatted(name, scene.name(), constant));
    }
    int row = DriveNames.gainColumns(scene) * actuator;
    switch (constant) {
      case "kp" -> {
        edits.set(ModelField.ACTUATOR_GAINPRM, row, value);
        edits.set(ModelField.ACTUATOR_BIASPRM, row + 1, -value);
      }
      case "kv" -> edits.set(ModelField.ACTUATOR_BIASPRM, row + 2, 0 - value);
      default -> {
        if (scene.structure("actuator_forcelimited")[actuator] == 0) {
          throw new IllegalArgumentException(
              "actuator '%s' of scene %s has no force limit that could be changed"
                  .formatted(name, scene.name()));
        }
        edits.set(ModelField.ACTUATOR_FORCERANGE, 2 * actuator, 0 - value);
        edits.set(ModelField.ACTUATOR_FORCERANGE, 2 * actuator + 1, value);
      }
    }
  }
}
