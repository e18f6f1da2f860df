package org.workcell.sim.kinematics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/** Reads a chain from a compiled model, in the order in which the engine moves bodies. */
final class ModelChain {

  /** The engine's numbers of the kinds of joints. */
  private static final int SLIDE = 2;

  private static final int HINGE = 3;

  private final Model model;
  private final int[] parents;
  private final int[] jointCounts;
  private final int[] firstJoints;
  private final SerialChain.Builder chain = SerialChain.builder();

  private ModelChain(Model model) {
    this.model = model;
    this.parents = model.structure("body_parentid");
    this.jointCounts = model.structure("body_jntnum");
    this.firstJoints = model.structure("body_jntadr");
  }

  static SerialChain toSite(Model model, String baseBody, String siteName) {
    int site = model.site(siteName);
    ModelChain reader = new ModelChain(model);
    reader.addBodies(
        model.body(baseBody), model.structure("site_bodyid")[site], "site " + siteName);
    reader.offset(row(model.values(ModelField.SITE_POS), site, 3));
    reader.rotate(row(model.values(ModelField.SITE_QUAT), site, 4));
    return reader.chain.build();
  }

  static SerialChain toBody(Model model, String baseBody, String bodyName) {
    ModelChain reader = new ModelChain(model);
    reader.addBodies(model.body(baseBody), model.body(bodyName), "body " + bodyName);
    return reader.chain.build();
  }

  private static double[] row(double[] values, int row, int columns) {
    double[] result = new double[columns];
    System.arraycopy(values, row * columns, result, 0, columns);
    return result;
  }

  private void offset(double[] metres) {
    chain.offset(metres[0], metres[1], metres[2]);
  }

  private void rotate(double[] quatWxyz) {
    chain.rotate(quatWxyz[0], quatWxyz[1], quatWxyz[2], quatWxyz[3]);
  }

  private void addBodies(int base, int last, String what) {
    Deque<Integer> bodies = new ArrayDeque<>();
    for (int body = last; body != base; body = parents[body]) {
      if (body == 0) {
        throw new IllegalArgumentException(
            "%s of scene %s is not below body %s; name a body that carries it"
                .formatted(what, model.name(), bodyName(base)));
      }
      bodies.push(body);
    }
    chain.base(basePose(base));
    bodies.forEach(this::addBody);
  }

  private String bodyName(int body) {
    return model.names(ObjectKind.BODY).get(body);
  }

  private Pose basePose(int base) {
    Deque<Integer> bodies = new ArrayDeque<>();
    int[] mocap = model.structure("body_mocapid");
    for (int body = base; body != 0; body = parents[body]) {
      if (jointCounts[body] > 0 || mocap[body] >= 0) {
        throw new IllegalArgumentException(
            "body %s of scene %s moves; start the chain at a body that stands still, or at 'world'"
                .formatted(bodyName(body), model.name()));
      }
      bodies.push(body);
    }
    Pose pose = new Pose();
    double[] turn = new double[9];
    double[] turned = new double[9];
    for (int body : bodies) {
      double[] position = row(model.values(ModelField.BODY_POS), body, 3);
      for (int axis = 0; axis < 3; axis++) {
        pose.advance(axis, position[axis]);
      }
      Rotations.fromQuatWxyz(model.values(ModelField.BODY_QUAT), 4 * body, turn);
      Rotations.multiply(pose.rotation(), turn, turned);
      System.arraycopy(turned, 0, pose.rotation(), 0, 9);
    }
    return pose;
  }

  private void addBody(int body) {
    offset(row(model.values(ModelField.BODY_POS), body, 3));
    rotate(row(model.values(ModelField.BODY_QUAT), body, 4));
    List<String> names = model.names(ObjectKind.JOINT);
    for (int i = 0; i < jointCounts[body]; i++) {
      addJoint(firstJoints[body] + i, names.get(firstJoints[body] + i));
    }
  }

  /** The joint's axis becomes the z axis of a frame at its anchor, and back. */
  private void addJoint(int joint, String name) {
    int kind = model.structure("jnt_type")[joint];
    if (kind != HINGE && kind != SLIDE) {
      throw new IllegalArgumentException(
          "joint %s of scene %s is neither a hinge nor a slide; start the chain after it"
              .formatted(name, model.name()));
    }
    double[] anchor = row(model.values(ModelField.JNT_POS), joint, 3);
    double[] toAxis = rotationOfZTo(row(model.constants("jnt_axis"), joint, 3));
    double[] range = row(model.values(ModelField.JNT_RANGE), joint, 2);
    boolean limited = model.structure("jnt_limited")[joint] != 0;
    double low = limited ? range[0] : Double.NEGATIVE_INFINITY;
    double high = limited ? range[1] : Double.POSITIVE_INFINITY;
    double zero = -model.values(ModelField.QPOS0)[model.structure("jnt_qposadr")[joint]];
    offset(anchor);
    rotate(toAxis);
    if (kind == HINGE) {
      chain.hinge(name, zero, low, high);
    } else {
      chain.slide(name, zero, low, high);
    }
    chain.rotate(toAxis[0], -toAxis[1], -toAxis[2], -toAxis[3]);
    chain.offset(-anchor[0], -anchor[1], -anchor[2]);
  }

  /** The shortest rotation, quatWxyz, that brings the z axis to a unit vector. */
  private static double[] rotationOfZTo(double[] axis) {
    if (axis[2] < -1 + 1e-12) {
      return new double[] {0, 1, 0, 0};
    }
    return new double[] {1 + axis[2], -axis[1], axis[0], 0};
  }
}
