package org.workcell.tasks.kitchen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.control.ActuatorStageFactory;
import org.workcell.sim.control.ActuatorStages;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskRegistry;

/** Delay and dead band on the kitchen's nine servos. */
class KitchenStagesTest {

  private static final int STEPS = 25;
  private static final String[] FINGERS = {"r_gripper_finger_joint", "l_gripper_finger_joint"};
  private static final String[] ARM = {
    "panda0_joint1",
    "panda0_joint2",
    "panda0_joint3",
    "panda0_joint4",
    "panda0_joint5",
    "panda0_joint6",
    "panda0_joint7"
  };

  private final EnvironmentFactory factory = new EnvironmentFactory();

  @AfterEach
  void close() {
    factory.close();
  }

  private static List<ActuatorStageFactory> stages(
      double delaySeconds, double radians, double metres) {
    return List.of(
        ActuatorStages.delay(delaySeconds),
        ActuatorStages.positionDeadBand(radians).on(ARM),
        ActuatorStages.positionDeadBand(metres).on(FINGERS));
  }

  private SimulatedEnvironment environment(List<ActuatorStageFactory> stages) {
    return factory.newEnvironment(
        TaskRegistry.load().task("kitchen/microwave-v1").orElseThrow(),
        EnvironmentOptions.defaults().withStages(stages));
  }

  private static BatchStorage start(SimulatedEnvironment environment) {
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(5), storage, 0);
    return storage;
  }

  /** Joint positions of the robot after each step. */
  private static double[][] run(
      SimulatedEnvironment environment, BatchStorage storage, int first, int steps) {
    double[][] positions = new double[steps][KitchenScene.ROBOT];
    double[] action = new double[KitchenScene.ROBOT];
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < action.length; i++) {
        action[i] = 0.3 * Math.sin(0.4 * (first + step) + i);
      }
      storage.action().putRow(0, action);
      environment.step(storage, 0);
      environment.physics().qpos().read(0, positions[step]);
    }
    return positions;
  }

  private double[][] episode(List<ActuatorStageFactory> stages) {
    SimulatedEnvironment environment = environment(stages);
    return run(environment, start(environment), 0, STEPS);
  }

  private static double drift(double[][] some, double[][] others) {
    double largest = 0;
    for (int step = 0; step < some.length; step++) {
      for (int i = 0; i < KitchenScene.ARM; i++) {
        largest = Math.max(largest, Math.abs(some[step][i] - others[step][i]));
      }
    }
    return largest;
  }

  @Test
  void robotsDriftApartByWhatTheStagesAre() {
    double[][] plain = episode(List.of());
    assertArrayEquals(plain, episode(stages(0, 0, 0)), "stages without effect");
    double delay = drift(plain, episode(stages(0.02, 0, 0)));
    double band = drift(plain, episode(stages(0, 0.008, 0.0005)));
    double[][] both = episode(stages(0.02, 0.008, 0.0005));
    System.out.printf(
        "arm joints drift by %.4f rad (delay), %.4f rad (dead band), %.4f rad (both)%n",
        delay, band, drift(plain, both));
    // In 20 ms at up to 0.6 rad/s the arm is late by some mrad in every step.
    assertTrue(delay > 0.005 && delay < 0.5, "delay: " + delay);
    assertTrue(band > 0.004 && band < 0.5, "dead band: " + band);
    assertArrayEquals(both, episode(stages(0.02, 0.008, 0.0005)), "deterministic");
  }

  @Test
  void snapshotsContinueInTheMiddleOfADelay() {
    SimulatedEnvironment original = environment(stages(0.055, 0.008, 0.0005));
    BatchStorage storage = start(original);
    run(original, storage, 0, 8);
    Snapshot snapshot = Snapshot.fromBytes(original.snapshot().toBytes());
    double[][] expected = run(original, storage, 8, 8);
    SimulatedEnvironment other = environment(stages(0.055, 0.008, 0.0005));
    BatchStorage otherStorage = BatchStorage.allocate(other.spec().task().layout(), 1);
    other.restore(snapshot, otherStorage, 0);
    assertArrayEquals(expected, run(other, otherStorage, 8, 8));
  }

  @Test
  void stepsAllocateNothing() {
    SimulatedEnvironment environment = environment(stages(0.02, 0.008, 0.0005));
    BatchStorage storage = start(environment);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 10 && bytes > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        environment.step(storage, 0);
      }
      long after = threads.getCurrentThreadAllocatedBytes();
      bytes = after - before - (threads.getCurrentThreadAllocatedBytes() - after);
    }
    assertEquals(0, bytes, "bytes allocated in 20 steps");
  }
}
