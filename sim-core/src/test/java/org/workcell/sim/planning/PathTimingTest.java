package org.workcell.sim.planning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.sim.random.RandomStream;

/** Times and positions worked out by hand. */
class PathTimingTest {

  private static JointPath path(double[]... points) {
    return JointPath.through(List.of(points));
  }

  private static double at(TimedPath motion, double seconds) {
    double[] joints = new double[motion.path().jointCount()];
    motion.sample(seconds, joints);
    return joints[0];
  }

  @Test
  void aLongLineIsATrapezoid() {
    TimedPath motion = PathTiming.builder(1).build().time(path(new double[1], new double[] {2}));
    // 0.25 s to 1 rad/s over 0.125 rad, 1.75 rad at it, and the same down.
    assertEquals(2.25, motion.durationSeconds(), 1e-12);
    assertEquals(0, at(motion, -1));
    assertEquals(0.02, at(motion, 0.1), 1e-12);
    assertEquals(0.125, at(motion, 0.25), 1e-12);
    assertEquals(1, at(motion, 1.125), 1e-12);
    assertEquals(1.875, at(motion, 2), 1e-12);
    assertEquals(1.98, at(motion, 2.15), 1e-12);
    assertEquals(2, at(motion, 2.25));
    assertEquals(2, at(motion, 9));
    assertEquals(45, motion.controlSteps(0.05));
    assertEquals(23, motion.controlSteps(0.1));
    assertThrows(IllegalArgumentException.class, () -> motion.controlSteps(0));
  }

  @Test
  void aShortLineIsATriangle() {
    TimedPath motion = PathTiming.builder(1).build().time(path(new double[1], new double[] {0.16}));
    assertEquals(0.4, motion.durationSeconds(), 1e-12);
    assertEquals(0.08, at(motion, 0.2), 1e-12);
    assertEquals(8, motion.controlSteps(0.05));
  }

  @Test
  void theSlowestJointSetsTheSpeed() {
    JointPath diagonal = path(new double[2], new double[] {0.6, 0.8});
    // Joint 1 has 0.8 of the speed: 0.4 / 0.8 = 0.5 rad/s; 1.6 / 0.8 = 2 rad/s^2 along the path.
    PathTiming slow = PathTiming.builder(2).jointVelocities(9, 0.4).build();
    assertEquals(1 / 0.5 + 0.5 / 4, slow.time(diagonal).durationSeconds(), 1e-12);
    PathTiming soft =
        PathTiming.builder(2).jointVelocities(9, 0.4).jointAccelerations(9, 1.6).build();
    assertEquals(1 / 0.5 + 0.5 / 2, soft.time(diagonal).durationSeconds(), 1e-12);
  }

  @Test
  void pointsOnALineDoNotSlowTheArmDown() {
    JointPath divided =
        path(new double[1], new double[] {0.1}, new double[] {0.1}, new double[] {2});
    assertEquals(3, divided.size());
    assertEquals(
        2.25, PathTiming.builder(1).build().time(divided).durationSeconds(), 1e-12, "three points");
  }

  @Test
  void aTurnIsTakenSlowly() {
    JointPath corner = path(new double[2], new double[] {1, 0}, new double[] {1, 1});
    TimedPath motion = PathTiming.builder(2).build().time(corner);
    // Both joints jump by the speed itself: 0.2 rad/s. Each part: 0.25 s up over 0.125, 0.2 s down
    // over 0.12, the remaining 0.755 at 1 rad/s.
    assertEquals(2 * (0.25 + 0.2 + 0.755), motion.durationSeconds(), 1e-12);
    double[] joints = new double[2];
    motion.sample(motion.durationSeconds() / 2, joints);
    assertArrayEquals(new double[] {1, 0}, joints, 1e-9);
  }

  @Test
  void aPointTakesNoTime() {
    TimedPath motion = PathTiming.builder(1).build().time(path(new double[] {3}));
    assertEquals(0, motion.durationSeconds());
    assertEquals(0, motion.controlSteps(0.05));
    assertEquals(3, at(motion, 0));
    assertEquals(3, at(motion, 1));
  }

  @Test
  void noLimitIsExceededOnAnyPath() {
    RandomStream draws = new RandomStream(7);
    double[] fastest = {0.5, 0.9, 0.7};
    PathTiming timing = PathTiming.builder(3).jointVelocities(fastest).build();
    for (int trial = 0; trial < 20; trial++) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        double reach = i % 3 == 0 ? 0.01 : 1;
        points.add(
            new double[] {
              draws.uniform(-reach, reach), draws.uniform(-reach, reach), draws.uniform(0, reach)
            });
      }
      requireLimits(timing.time(JointPath.through(points)), fastest);
    }
  }

  private static void requireLimits(TimedPath motion, double[] fastest) {
    double period = 1e-3;
    double[] joints = new double[3];
    double[] before = new double[3];
    double[] speed = new double[3];
    motion.sample(0, before);
    for (int i = 1; i <= motion.controlSteps(period); i++) {
      motion.sample(i * period, joints);
      assertTrue(JointSpace.distance(before, joints) <= period * (1 + 1e-9));
      for (int joint = 0; joint < 3; joint++) {
        double velocity = (joints[joint] - before[joint]) / period;
        assertTrue(Math.abs(velocity) <= fastest[joint] * (1 + 1e-9));
        // A jump at a turn, and what the acceleration adds on both sides of it.
        assertTrue(Math.abs(velocity - speed[joint]) <= 0.2 + 2 * 4 * period);
        speed[joint] = velocity;
      }
      System.arraycopy(joints, 0, before, 0, 3);
    }
    motion.path().read(motion.path().size() - 1, joints);
    assertArrayEquals(joints, before);
  }

  @Test
  void samplingAllocatesNothing() {
    TimedPath motion =
        PathTiming.builder(2)
            .build()
            .time(path(new double[2], new double[] {1, 0}, new double[] {1, 1}));
    double[] joints = new double[2];
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20_000; i++) {
        motion.sample(i * 1e-4, joints);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 1_000, least + " bytes in 20,000 samples");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> JointPath.through(List.of()));
    assertThrows(IllegalArgumentException.class, () -> path(new double[1], new double[2]));
    assertThrows(IllegalArgumentException.class, () -> path(new double[] {Double.NaN}));
    PathTiming.Builder limits = PathTiming.builder(2);
    assertThrows(IllegalArgumentException.class, () -> limits.maxSpeed(0));
    assertThrows(IllegalArgumentException.class, () -> limits.jointVelocities(1));
    assertThrows(IllegalArgumentException.class, () -> limits.build().time(path(new double[] {1})));
  }
}
