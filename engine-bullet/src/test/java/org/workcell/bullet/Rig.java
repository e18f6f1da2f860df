package org.workcell.bullet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;

/** One model in both engines. */
final class Rig implements AutoCloseable {

  final Model model;
  final Physics mujoco;
  final Physics bullet;

  Rig(Model model, BulletMode mode) {
    this.model = model;
    this.mujoco = new Physics(model);
    this.bullet = new Physics(model);
    bullet.useDynamics(new BulletEngine(mode));
  }

  static void requireBullet() {
    assumeTrue(Bullet.isResolved(), "Bullet is not on the class path: run with -Pbullet");
  }

  static Model model(String mjcf) {
    return Model.load("rig.xml", Map.of("rig.xml", mjcf.getBytes(StandardCharsets.UTF_8)));
  }

  static Rig of(String mjcf) {
    requireBullet();
    return new Rig(model(mjcf), BulletMode.CORRECTED);
  }

  /** The same state in both, with nothing remembered. */
  void place(double[] positions, double[] velocities) {
    for (Physics each : new Physics[] {mujoco, bullet}) {
      each.reset();
      each.qpos().write(0, positions);
      each.qvel().write(0, velocities);
      each.forward();
    }
  }

  void control(double... controls) {
    mujoco.ctrl().write(0, controls);
    bullet.ctrl().write(0, controls);
  }

  void step(int steps) {
    mujoco.step(steps);
    bullet.step(steps);
  }

  /** Largest difference of joint positions, rad or m. */
  double positionsApart() {
    return apart(mujoco.qpos().toArray(), bullet.qpos().toArray());
  }

  static double apart(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  static double[] random(Random random, int size, double scale) {
    return random.doubles(size, -1, 1).map(each -> scale * each).toArray();
  }

  /** A posture inside the ranges of the joints. */
  double[] posture(Random random, double scale) {
    double[] posture = random(random, model.velocityCount(), scale);
    int[] limited = model.structure("jnt_limited");
    double[] ranges = model.values(ModelField.JNT_RANGE);
    for (int i = 0; i < posture.length; i++) {
      if (limited[i] != 0) {
        double share = 0.5 + 0.45 * posture[i] / scale;
        posture[i] = ranges[2 * i] + share * (ranges[2 * i + 1] - ranges[2 * i]);
      }
    }
    return posture;
  }

  /** MuJoCo's inertia matrix at a simulation's last positions, armature included. */
  static double[][] inertia(Physics physics) {
    int size = physics.qvel().size();
    DoubleBuffer memory =
        ByteBuffer.allocateDirect(8 * size * size).order(ByteOrder.nativeOrder()).asDoubleBuffer();
    physics.massMatrix(memory);
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      memory.get(i * size, matrix[i]);
    }
    return matrix;
  }

  @Override
  public void close() {
    mujoco.close();
    bullet.close();
    model.close();
  }
}
