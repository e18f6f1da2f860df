package org.workcell.sim.physics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The arrays of a model that resets, randomizers and perturbations may change, under the engine's
 * own names: {@code BODY_POS} is {@code body_pos}. Values are metres, radians, kilograms, newtons
 * and colours in 0..1, as the engine documents each array.
 */
public enum ModelField {
  GRAVITY("opt.gravity"),
  BODY_POS,
  BODY_QUAT,
  BODY_IPOS,
  BODY_IQUAT,
  /** Whether the engine reads the two above; see {@link FrameFlags}. */
  BODY_SAMEFRAME,
  BODY_MASS,
  BODY_INERTIA,
  BODY_GRAVCOMP,
  /** Inverse inertia at the initial positions; weighs constraints. Engines fill it differently. */
  BODY_INVWEIGHT0,
  /** Follows from masses; see {@link WorkerModel#derive}. */
  BODY_SUBTREEMASS,
  JNT_POS,
  JNT_RANGE,
  JNT_STIFFNESS,
  JNT_SOLREF,
  DOF_DAMPING,
  DOF_ARMATURE,
  DOF_FRICTIONLOSS,
  /** Inverse inertia at the initial positions, as {@link #BODY_INVWEIGHT0}. */
  DOF_INVWEIGHT0,
  /** Inertia at the initial positions. */
  DOF_INERTIA0("dof_M0"),
  /** Its mean over all degrees of freedom; older engines scale the solver's tolerance by it. */
  MEAN_INERTIA("stat.meaninertia"),
  QPOS0,
  QPOS_SPRING,
  GEOM_POS,
  GEOM_QUAT,
  /** Whether the engine reads the two above; see {@link FrameFlags}. */
  GEOM_SAMEFRAME,
  GEOM_SIZE,
  /** Meshes of geoms, by number. */
  GEOM_DATAID,
  GEOM_RBOUND,
  GEOM_AABB,
  /** Boxes by which the engine finds pairs of geoms of composite bodies. */
  BVH_AABB,
  GEOM_FRICTION,
  GEOM_SOLREF,
  GEOM_SOLIMP,
  GEOM_MARGIN,
  GEOM_RGBA,
  GEOM_MATID,
  SITE_POS,
  SITE_QUAT,
  /** Whether the engine reads the two above; see {@link FrameFlags}. */
  SITE_SAMEFRAME,
  SITE_SIZE,
  SITE_RGBA,
  CAM_POS,
  CAM_QUAT,
  CAM_FOVY,
  LIGHT_POS,
  LIGHT_DIR,
  LIGHT_CASTSHADOW,
  LIGHT_ACTIVE,
  LIGHT_AMBIENT,
  LIGHT_DIFFUSE,
  LIGHT_SPECULAR,
  LIGHT_ATTENUATION,
  LIGHT_CUTOFF,
  LIGHT_EXPONENT,
  HEADLIGHT_AMBIENT("vis.headlight.ambient"),
  HEADLIGHT_DIFFUSE("vis.headlight.diffuse"),
  HEADLIGHT_SPECULAR("vis.headlight.specular"),
  /**
   * Textures of a material, ten to a row, of which index 1 is the colour; -1 for none. Numbers from
   * the scene's texture count on are those of a renderer's texture pool.
   */
  MAT_TEXID,
  MAT_TEXREPEAT,
  MAT_TEXUNIFORM,
  MAT_EMISSION,
  MAT_RGBA,
  MAT_SPECULAR,
  MAT_SHININESS,
  MAT_REFLECTANCE,
  EQ_DATA,
  EQ_SOLREF,
  TENDON_STIFFNESS,
  TENDON_DAMPING,
  TENDON_INVWEIGHT0,
  /** Acceleration from unit force at the initial positions. */
  ACTUATOR_ACC0,
  ACTUATOR_GAINPRM,
  ACTUATOR_BIASPRM,
  ACTUATOR_CTRLRANGE,
  ACTUATOR_FORCERANGE;

  /** How many there are. */
  static final int COUNT = values().length;

  private static final Map<String, ModelField> BY_ENGINE_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(ModelField::engineName, field -> field));

  private final String engineName;

  ModelField() {
    this.engineName = name().toLowerCase(Locale.ROOT);
  }

  ModelField(String engineName) {
    this.engineName = engineName;
  }

  /** The engine's name of the array, for example {@code body_pos}. */
  public String engineName() {
    return engineName;
  }

  /** The field of an engine name, as written in episode records. */
  public static ModelField ofEngineName(String engineName) {
    ModelField field = BY_ENGINE_NAME.get(engineName);
    if (field != null) {
      return field;
    }
    throw new IllegalArgumentException(
        "model field '%s' cannot be edited; see ModelField for those that can"
            .formatted(engineName));
  }
}
