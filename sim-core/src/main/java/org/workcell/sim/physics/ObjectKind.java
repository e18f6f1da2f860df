package org.workcell.sim.physics;

import org.workcell.mujoco.global.MuJoCo;

/** The kinds of named objects in a model. */
public enum ObjectKind {
  BODY(MuJoCo.mjOBJ_BODY),
  JOINT(MuJoCo.mjOBJ_JOINT),
  GEOM(MuJoCo.mjOBJ_GEOM),
  SITE(MuJoCo.mjOBJ_SITE),
  CAMERA(MuJoCo.mjOBJ_CAMERA),
  LIGHT(MuJoCo.mjOBJ_LIGHT),
  MESH(MuJoCo.mjOBJ_MESH),
  TEXTURE(MuJoCo.mjOBJ_TEXTURE),
  MATERIAL(MuJoCo.mjOBJ_MATERIAL),
  EQUALITY(MuJoCo.mjOBJ_EQUALITY),
  TENDON(MuJoCo.mjOBJ_TENDON),
  ACTUATOR(MuJoCo.mjOBJ_ACTUATOR),
  SENSOR(MuJoCo.mjOBJ_SENSOR),
  KEYFRAME(MuJoCo.mjOBJ_KEY);

  private final int engineType;

  ObjectKind(int engineType) {
    this.engineType = engineType;
  }

  int engineType() {
    return engineType;
  }

  /** The kind as it reads in a message, for example {@code body}. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
