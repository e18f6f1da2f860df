package org.workcell.tasks.kitchen;

import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.tasks.robots.Panda;

/** The one scene of the suite: where it lies, its coordinates and how an episode finds it. */
final class KitchenScene {

  static final SceneFiles FILES =
      new SceneFiles(
          "org/workcell/assets",
          "kitchen/scenes/kitchen.xml",
          "kitchen_franka/kitchen_assets/kitchen_env_model.xml");

  static final List<String> CAMERAS = List.of("left_cap", "right_cap");

  /** Coordinates and degrees of freedom, of which the robot's come first. */
  static final int POSITIONS = 30;

  static final int VELOCITIES = 29;
  static final int ROBOT = 9;
  static final int ARM = Panda.JOINTS;

  /** Names of the robot's joints: the arm's and the two fingers'. */
  static final List<String> ROBOT_JOINTS =
      List.of(
          "joint1",
          "joint2",
          "joint3",
          "joint4",
          "joint5",
          "joint6",
          "joint7",
          "finger_joint1",
          "finger_joint2");

  static final String ROBOT_PREFIX = "robot:panda0_";

  /** Joint ranges of the arm, radians. */
  static final double[] ARM_LOW = Panda.frankaKitchen().ranges().low();

  static final double[] ARM_HIGH = Panda.frankaKitchen().ranges().high();

  /** Where an episode starts: the robot (9), the elements (14), the kettle's pose (7). */
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

  private KitchenScene() {}

  /**
   * Checks that coordinates lie where the tasks expect them.
   *
   * @throws IllegalArgumentException naming what does not
   */
  static void require(Model scene) {
    if (scene.positionCount() != POSITIONS || scene.velocityCount() != VELOCITIES) {
      throw new IllegalArgumentException(
          "scene %s has %d positions and %d velocities; expected a kitchen with %d and %d"
              .formatted(
                  scene.name(),
                  scene.positionCount(),
                  scene.velocityCount(),
                  POSITIONS,
                  VELOCITIES));
    }
    for (int i = 0; i < ROBOT; i++) {
      String joint = ROBOT_PREFIX + ROBOT_JOINTS.get(i);
      if (scene.positionAddress(joint) != i) {
        throw new IllegalArgumentException(
            "joint %s of scene %s has position %d; expected %d"
                .formatted(joint, scene.name(), scene.positionAddress(joint), i));
      }
    }
  }
}
