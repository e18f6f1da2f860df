package org.workcell.tasks.kitchen;

import org.workcell.sim.physics.Physics;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.Scene;

/** The builtin kitchen at the pose in which episodes start; known numbers of the fact config. */
final class StartedKitchen implements AutoCloseable {

  private final Scene scene = Scene.load(AssetPack.builtin(), KitchenScene.FILES);
  private final Physics physics = new Physics(scene.model());

  StartedKitchen() {
    physics.qpos().write(0, KitchenScene.START);
    for (int i = 0; i < KitchenScene.ROBOT; i++) {
      physics.ctrl().set(i, KitchenScene.START[i]);
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
