package org.workcell.tasks.rlbench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.tasks.rlbench.TabletopTasks.Bench;
import org.workcell.tasks.rlbench.control.InvalidAction;
import org.workcell.tasks.rlbench.task.TabletopLayout;

/** Actions that take as many control steps as their motion needs. */
class MacroActionsTest {

  private static final int CONTROL_STEPS = 0;
  private static final int INVALID = 1;
  private static final double[] DOWN = {0, 1, 0, 0};
  private static final Map<String, String> PLANNING = Map.of("action_mode", "ee_planning");

  private static double[] pose(double x, double y, double z, double gripper) {
    return new double[] {x, y, z, DOWN[0], DOWN[1], DOWN[2], DOWN[3], gripper};
  }

  @Test
  void takesTheTipToThePose() {
    try (Bench bench = new Bench("stack_blocks", PLANNING)) {
      bench.reset(3);
      bench.step(pose(0.3, 0.1, 1.1, 1));
      double[] tip = bench.block(TabletopLayout.GRIPPER_POSE);
      assertArrayEquals(new double[] {0.3, 0.1, 1.1}, new double[] {tip[0], tip[1], tip[2]}, 0.004);
      assertEquals(1, Math.abs(tip[4]), 0.001, "straight down");
      assertTrue(bench.info(CONTROL_STEPS) > 5, "says how many control steps it took");
      assertEquals(
          bench.info(CONTROL_STEPS) * 0.05 + 0.5,
          bench.environment().physics().time().get(0),
          1e-9,
          "time that has passed, with the half second of settling");
    }
  }

  @Test
  void whatCannotBeDoneIsToldAndChangesNothing() {
    try (Bench bench = new Bench("stack_blocks", PLANNING)) {
      bench.reset(3);
      double time = bench.environment().physics().time().get(0);
      refuse(bench, InvalidAction.OUTSIDE, pose(0.3, 0.1, 0.6, 1));
      refuse(bench, InvalidAction.UNREACHABLE, pose(0.7, 0.6, 1.7, 1));
      refuse(bench, InvalidAction.NO_UNIT_QUATERNION, 0.3, 0, 1, 0, 0, 0, 0, 1);
      assertEquals(time, bench.environment().physics().time().get(0));
      assertFalse(bench.environment().needsReset(), "the episode goes on");
    }
  }

  private static void refuse(Bench bench, InvalidAction reason, double... action) {
    bench.step(action);
    assertEquals(reason.ordinal(), bench.info(INVALID), reason.name());
    assertEquals(0, bench.info(CONTROL_STEPS), reason.name());
  }

  @Test
  void perActEndsEpisodesWithInvalidActions() {
    Map<String, String> settings =
        Map.of("action_mode", "ee_planning", "invalid_action", "terminate");
    try (Bench bench = new Bench("stack_blocks", settings)) {
      bench.reset(3);
      bench.step(pose(0.3, 0.1, 0.6, 1));
      assertTrue(bench.environment().needsReset());
      assertEquals(0, bench.storage().reward().get(0, 0));
    }
  }

  @Test
  void sameSeedSamePathAlsoAroundObstacles() {
    Map<String, String> settings = Map.of("action_mode", "ee_planning", "collision_checking", "on");
    double[][] ends = new double[2][];
    for (int i = 0; i < 2; i++) {
      try (Bench bench = new Bench("open_drawer", settings)) {
        bench.reset(11);
        bench.step(pose(0.25, 0.25, 0.9, 1));
        bench.step(pose(0.3, -0.3, 0.9, 1));
        ends[i] = bench.block(TabletopLayout.JOINT_POSITIONS);
      }
    }
    assertArrayEquals(ends[0], ends[1]);
  }

  @Test
  void aSnapshotContinuesBetweenMacroActions() {
    try (Bench bench = new Bench("stack_blocks", PLANNING)) {
      bench.reset(5);
      bench.step(pose(0.3, 0.1, 1.1, 0));
      var snapshot = bench.environment().snapshot();
      bench.step(pose(0.3, -0.2, 0.9, 1));
      double[] first = bench.block(TabletopLayout.JOINT_POSITIONS);
      bench.reset(6);
      bench.environment().restore(snapshot, bench.storage(), 0);
      bench.step(pose(0.3, -0.2, 0.9, 1));
      assertArrayEquals(first, bench.block(TabletopLayout.JOINT_POSITIONS));
    }
  }

  @Test
  void changesOfThePoseMayBeGivenInTheTipsAxes() {
    Map<String, String> settings =
        Map.of("action_mode", "ee_ik_delta", "frame", "tip", "gripper", "continuous");
    try (Bench bench = new Bench("stack_blocks", settings)) {
      bench.reset(5);
      double[] before = bench.block(TabletopLayout.GRIPPER_POSE);
      bench.step(0, 0, 0.1, 0, 0, 0, 1, 0.04);
      double[] after = bench.block(TabletopLayout.GRIPPER_POSE);
      double forward = 0.24001803;
      assertEquals(0.1 * forward, after[0] - before[0], 0.003, "the tip is tilted at home");
      assertTrue(after[2] < before[2] - 0.09, "and points down");
    }
  }

  @Test
  void lampNeverRisesAboveItsStart() {
    try (Bench bench = new Bench("stack_blocks", Map.of("action_mode", "lamp"))) {
      bench.reset(5);
      double start = bench.block(TabletopLayout.GRIPPER_POSE)[2];
      bench.step(0, 1, 1, 1);
      double[] tip = bench.block(TabletopLayout.GRIPPER_POSE);
      assertEquals(start, tip[2], 0.002);
      assertEquals(150, bench.environment().spec().horizon());
    }
  }
}
