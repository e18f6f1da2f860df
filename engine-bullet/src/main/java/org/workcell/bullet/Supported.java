package org.workcell.bullet;

import java.util.List;
import java.util.Set;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;

/** What a model may have if Bullet is to move it. */
final class Supported {

  private static final List<String> JOINT_KINDS = List.of("free", "ball", "slide", "hinge");
  private static final int FIRST_SINGLE = 2;

  /** Names of the engine's arrays, which are those of every model; null until one has been read. */
  private static volatile Set<String> arrays;

  private final Model model;

  private Supported(Model model) {
    this.model = model;
    if (arrays == null) {
      arrays = Set.copyOf(model.arrayNames());
    }
  }

  /**
   * Checks a model.
   *
   * @throws IllegalArgumentException naming what it has and Bullet has not
   */
  static void require(Model model) {
    Supported check = new Supported(model);
    check.joints();
    check.nothing("eq_active0", "equality constraints", "leave them out, or use mujoco");
    check.nothing("tendon_limited", "limits of tendons", "give the joints limits, or use mujoco");
    check.nothing("tendon_frictionloss", "dry friction of tendons", "use mujoco");
    check.nothing("tendon_armature", "inertia of tendons", "use mujoco");
    check.nothing("actuator_dyntype", "actuators with states of their own", "use mujoco");
    check.nothing("actuator_delay", "delays of actuators", "use a stage 'delay', or mujoco");
    check.mocap();
  }

  private void joints() {
    int[] kinds = model.structure("jnt_type");
    for (int joint = 0; joint < kinds.length; joint++) {
      if (kinds[joint] < FIRST_SINGLE) {
        throw refusal(
            "joint '%s' is a %s joint, and Bullet's multibody is built of hinges and slides on a fixed base"
                .formatted(LinkTree.joint(model, joint), JOINT_KINDS.get(kinds[joint])),
            "choose a scene of hinges and slides, or use mujoco");
      }
    }
    if (kinds.length == 0) {
      throw refusal("it has no joints", "there is nothing for Bullet to move");
    }
  }

  private void nothing(String array, String what, String advice) {
    if (!arrays.contains(array)) {
      return;
    }
    for (double value : model.constants(array)) {
      if (value != 0) {
        throw refusal("it has " + what + ", which Bullet's multibody has not", advice);
      }
    }
  }

  /** A body that callers move may carry nothing that Bullet moves. */
  private void mocap() {
    int[] parents = model.structure("body_parentid");
    int[] mocap = model.structure("body_mocapid");
    int[] joints = model.structure("body_jntnum");
    for (int body = 1; body < parents.length; body++) {
      for (int above = body; above > 0 && joints[body] > 0; above = parents[above]) {
        if (mocap[above] >= 0) {
          throw refusal(
              "body '%s' is below a motion-capture body"
                  .formatted(model.names(ObjectKind.BODY).get(body)),
              "use mujoco");
        }
      }
    }
  }

  private IllegalArgumentException refusal(String reason, String advice) {
    return new IllegalArgumentException(
        "Bullet cannot move scene %s: %s; %s".formatted(model.name(), reason, advice));
  }
}
