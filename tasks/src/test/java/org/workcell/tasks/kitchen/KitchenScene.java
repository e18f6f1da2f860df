package org.workcell.tasks.kitchen;

import org.workcell.sim.physics.Physics;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.Scene;
import org.workcell.sim.scene.SceneFiles;

/** The builtin kitchen at the pose in which episodes start; known numbers of the fact sheet. */
final class KitchenScene implements AutoCloseable {

  static final SceneFiles FILES =
      new SceneFiles(
          "org/workcell/assets",
          "kitchen/scenes/kitchen.xml",
          "kitchen_franka/kitchen_assets/kitchen_env_model.xml");

  static final int ARM_JOINTS = 9;

  /** Positions at the start of an episode: arm, elements, kettle. */
  static final double[] START = {
    0.148388023,
    -1.76848573,
    1.84390296,
    -2.4768576,
    0.260252026,
    0.712533105,
    1.59515394,
    0.0479267505,
    0.0371350919,
    -0.00026627985,
    -5.18043486e-05,
    3.1287722e-05,
    -4.51199853e-05,
    -3.90842156e-06,
    -4.22629655e-05,
    6.28065475e-05,
    4.04984708e-05,
    0.000462730939,
    -0.000226906415,
    -0.000465501369,
    -0.00644129196,
    -0.00177048263,
    0.00108009684,
    -0.26939744,
    0.350383255,
    1.61944683,
    1.00618764,
    0.0040639512,
    -0.00662095997,
    -0.000268278933
  };

  private final Scene scene = Scene.load(AssetPack.builtin(), FILES);
  private final Physics physics = new Physics(scene.model());

  KitchenScene() {
    physics.qpos().write(0, START);
    for (int i = 0; i < ARM_JOINTS; i++) {
      physics.ctrl().set(i, START[i]);
    }
    physics.forward();
  }

  Physics physics() {
    return physics;
  }

  double position(String joint) {
    return physics.qpos().get(physics.scene().positionAddress(joint));
  }

  void stepSeconds(double seconds) {
    physics.step((int) Math.round(seconds / physics.scene().timestepSeconds()));
  }

  /** A lasting generalized force, in newtons or newton metres. */
  void applyForce(String joint, double force) {
    physics.array("qfrc_applied").set(physics.scene().velocityAddress(joint), force);
  }

  /** Distance of some positions from their goal values, as the suite judges it. */
  double distance(int[] addresses, double[] goal) {
    double sum = 0;
    for (int i = 0; i < goal.length; i++) {
      double difference = physics.qpos().get(addresses[i]) - goal[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  @Override
  public void close() {
    physics.close();
    scene.close();
  }
}
