package org.workcell.sim2real.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.physics.ObjectKind;

/**
 * A compiled model of a robot, and what logs and parameters need to know of it. Immutable, so any
 * number of threads may read it; the owner closes it after everything made from it. Closing is
 * idempotent.
 */
public final class RobotModel implements AutoCloseable {

  /** Sites that models commonly have at their end effector, the first that exists counts. */
  private static final List<String> TIP_SITES =
      List.of("tip", "tcp", "end_effector", "ee", "ee_site", "attachment_site", "grip_site");

  private final Model model;
  private final Map<String, RobotJoint> joints;
  private final Map<String, String> texts;
  private final Base base;
  private final Tip tip;
  private final int mount;

  /**
   * Where the end effector is.
   *
   * @param name of the site or body
   * @param site index of the site; -1 where it is a body
   * @param body index of the body; -1 where it is a site
   */
  public record Tip(String name, int site, int body) {}

  /**
   * What carries the robot.
   *
   * @param floating whether it moves freely
   * @param positionAddress of its 7 positions (m, quatWxyz) in {@code qpos}; -1 where it is fixed
   * @param velocityAddress of its 6 velocities (m/s in the world, rad/s in its own frame) in {@code
   *     qvel}; -1 where it is fixed
   * @param body its body; 0, the world, where it is fixed
   */
  public record Base(boolean floating, int positionAddress, int velocityAddress, int body) {}

  private RobotModel(Model model, String tipName) {
    this.model = model;
    ModelScan scan = new ModelScan(model);
    this.joints = Collections.unmodifiableMap(scan.joints());
    this.texts = Collections.unmodifiableMap(scan.texts());
    int[] free = scan.floatingBase();
    this.base =
        free.length == 0 ? new Base(false, -1, -1, 0) : new Base(true, free[0], free[1], free[2]);
    this.tip = tipName.isEmpty() ? usualTip() : namedTip(tipName);
    this.mount = base.floating ? base.body : mount(model);
  }

  /**
   * Loads an MJCF file with the files that it refers to.
   *
   * @throws ModelException with the reason if it cannot be compiled
   */
  public static RobotModel load(Path file) {
    return load(file, "");
  }

  /**
   * As {@link #load(Path)}, with the site or body that is the end effector; empty for the site with
   * one of the usual names, or else the body that the last joint moves.
   *
   * @throws IllegalArgumentException if there is no such site or body
   */
  public static RobotModel load(Path file, String tip) {
    return of(Model.load(file), tip);
  }

  /** Takes over a compiled model, which is closed with this. */
  public static RobotModel of(Model model) {
    return of(model, "");
  }

  private static RobotModel of(Model model, String tip) {
    try {
      return new RobotModel(model, tip);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private int mount(Model of) {
    int first = joints.values().stream().mapToInt(RobotJoint::body).min().orElse(0);
    return of.structure("body_parentid")[first];
  }

  private Tip usualTip() {
    for (String name : TIP_SITES) {
      if (model.has(ObjectKind.SITE, name)) {
        return new Tip(name, model.site(name), -1);
      }
    }
    int body = joints.values().stream().mapToInt(RobotJoint::body).max().orElse(0);
    return new Tip(model.names(ObjectKind.BODY).get(body), -1, body);
  }

  private Tip namedTip(String name) {
    if (model.has(ObjectKind.SITE, name)) {
      return new Tip(name, model.site(name), -1);
    }
    if (model.has(ObjectKind.BODY, name)) {
      return new Tip(name, -1, model.body(name));
    }
    throw new IllegalArgumentException(
        "%s has no site or body '%s' to be the end effector; it has the sites %s and the bodies %s"
            .formatted(
                model.name(),
                name,
                String.join(", ", model.names(ObjectKind.SITE)),
                String.join(", ", model.names(ObjectKind.BODY))));
  }

  /** The compiled model; never changed. */
  public Model model() {
    return model;
  }

  /** Hinge and slide joints by name, in the model's order. */
  public Map<String, RobotJoint> joints() {
    return joints;
  }

  /**
   * The joint of this name.
   *
   * @throws IllegalArgumentException naming the joints that exist
   */
  public RobotJoint joint(String name) {
    RobotJoint joint = joints.get(name);
    if (joint == null) {
      throw new IllegalArgumentException(
          "%s has no hinge or slide joint '%s'; it has %s"
              .formatted(model.name(), name, String.join(", ", joints.keySet())));
    }
    return joint;
  }

  /**
   * The joints of a log, in its order.
   *
   * @throws IllegalArgumentException naming every joint that the model lacks, or that the log names
   *     twice, and the joints that the model has
   */
  public List<RobotJoint> joints(LogMeta meta) {
    List<RobotJoint> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : meta.jointNames()) {
      RobotJoint joint = joints.get(name);
      if (joint == null) {
        missing.add(name);
      } else if (found.contains(joint)) {
        throw new IllegalArgumentException(
            "log %s names joint '%s' twice".formatted(meta.name(), name));
      } else {
        found.add(joint);
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "%s lacks the joints %s of log %s; it has %s. Rename them in the mapping file of the import"
              .formatted(
                  model.name(),
                  String.join(", ", missing),
                  meta.name(),
                  String.join(", ", joints.keySet())));
    }
    return found;
  }

  /** The end effector. */
  public Tip tip() {
    return tip;
  }

  /** What carries the robot. */
  public Base base() {
    return base;
  }

  /** The body in whose frame poses of the end effector are: what carries the first joint. */
  public int mount() {
    return mount;
  }

  /** The robot's bodies: what carries it, then those that its joints move, in the model's order. */
  public List<Integer> bodies() {
    List<Integer> bodies = new ArrayList<>();
    bodies.add(mount);
    for (RobotJoint joint : joints.values()) {
      if (!bodies.contains(joint.body())) {
        bodies.add(joint.body());
      }
    }
    return bodies;
  }

  /**
   * The model's {@code <custom><text>} elements by name; {@code constants} says what constants of
   * logs set, see {@link ConstantBindings}.
   */
  public Map<String, String> texts() {
    return texts;
  }

  /** What the model itself says of constants of logs; none where it has no such text. */
  public ConstantBindings bindings() {
    return ConstantBindings.parse(texts.getOrDefault(ConstantBindings.TEXT_NAME, ""));
  }

  /** Frees the compiled model. Idempotent. */
  @Override
  public void close() {
    model.close();
  }

  @Override
  public String toString() {
    return "the robot model " + model.name();
  }
}
