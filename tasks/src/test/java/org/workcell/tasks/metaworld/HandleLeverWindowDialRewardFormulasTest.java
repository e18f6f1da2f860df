package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.workcell.tasks.common.Vectors;

/** Situations whose reward follows by hand from the formulas. */
class HandleLeverWindowDialRewardFormulasTest {

  private static final double TOLERANCE = 1e-12;

  private final HandleInputs handle = new HandleInputs();
  private final LeverPullTask.Inputs lever = new LeverPullTask.Inputs();
  private final WindowInputs window = new WindowInputs();
  private final DialTurnTask.Inputs dial = new DialTurnTask.Inputs();
  private final RewardOutcome out = new RewardOutcome();

  /** Both factors are a tenth, and the Hamacher product of tenths is 1/19. */
  @Test
  void handlePressMultipliesReachingAndPressing() {
    Vectors.set(handle.target, 0, 0.6, 0.08);
    Vectors.set(handle.gripStart, 0, 0.6, 0.18);
    Vectors.set(handle.initialTcp, 0, 0.6, 0.3);
    Vectors.set(handle.object, 0, 0.6, 0.18);
    Vectors.set(handle.tcp, 0, 0.6, 0.3);
    HandlePressTask.rewardV2(handle, out);
    assertEquals(0.1, out.graspReward, TOLERANCE);
    assertEquals(0.1, out.inPlaceReward, TOLERANCE);
    assertEquals(10.0 / 19, out.reward, TOLERANCE);
    assertFalse(out.success);
  }

  @Test
  void handlePressGivesTenWherePressed() {
    Vectors.set(handle.target, 0, 0.6, 0.08);
    Vectors.set(handle.object, 0, 0.6, 0.095);
    Vectors.set(handle.tcp, 0, 0.6, 0.2);
    HandlePressTask.rewardV2(handle, out);
    assertEquals(10, out.reward);
    assertTrue(out.success);
    assertEquals(0, out.nearObject);
  }

  @Test
  void legacyHandleRewardsProgressAtTheLeftFinger() {
    Vectors.set(handle.target, 0, 0.6, 0.08);
    Vectors.set(handle.object, 0, 0.6, 0.18);
    handle.maximumDistance = 0.1;
    Vectors.set(handle.leftFingertip, 0, 0.6, 0.28);
    HandleLegacyReward.pull(handle, out);
    assertEquals(-0.1, out.reward, TOLERANCE);
    Vectors.set(handle.leftFingertip, 0, 0.6, 0.2);
    HandleLegacyReward.pull(handle, out);
    assertEquals(1000 * (Math.exp(-1) + Math.exp(-10)) - 0.02, out.reward, 1e-9);
  }

  @Test
  void handlePullSideCountsALiftedHandleAsGrasped() {
    Vectors.set(handle.target, 0, 0.6, 0.172);
    Vectors.set(handle.objectStart, -0.046, 0.6, 0.05);
    Vectors.set(handle.object, -0.046, 0.6, 0.12);
    Vectors.set(handle.tcp, -0.046, 0.6, 0.12);
    Vectors.set(handle.initialTcp, 0, 0.6, 0.15);
    Vectors.set(handle.leftPad, -0.046, 0.635, 0.12);
    Vectors.set(handle.rightPad, -0.046, 0.565, 0.12);
    handle.opening = 0.7;
    HandlePullSideTask.rewardV2(handle, out);
    assertEquals(Math.hypot(0.046, 0.052), out.objectToTarget, TOLERANCE);
    assertTrue(out.success);
    assertEquals(1, out.graspSuccess);
    assertEquals(1, out.nearObject);
    handle.opening = 0;
    HandlePullSideTask.rewardV2(handle, out);
    assertEquals(0, out.graspSuccess);
  }

  @Test
  void leverCountsAsUprightAtMinusARightAngle() {
    Vectors.set(lever.objectStart, 0, 0.7, 0);
    Vectors.set(lever.target, 0.12, 0.7, 0.45);
    Vectors.set(lever.object, 0.12, 0.7, 0.45);
    Vectors.set(lever.hand, 0.12, 0.645, 0.38);
    Vectors.set(lever.initialTcp, 0, 0.4, 0.15);
    lever.angle = -Math.PI / 2;
    LeverPullTask.rewardV2(lever, out);
    assertEquals(10, out.reward, TOLERANCE);
    assertEquals(1, out.inPlaceReward);
    assertTrue(out.success);
    lever.angle = 0;
    LeverPullTask.rewardV2(lever, out);
    assertFalse(out.success);
    assertEquals(1, out.nearObject);
  }

  @Test
  void windowFallsToATenthWhereItStarted() {
    Vectors.set(window.target, 0.2, 0.8, 0.16);
    Vectors.set(window.object, 0, 0.7, 0.16);
    Vectors.set(window.tcp, 0, 0.7, 0.16);
    Vectors.set(window.handleStart, 0, 0.7, 0.16);
    Vectors.set(window.initialTcp, 0, 0.4, 0.16);
    WindowOpenTask.rewardV2(window, out);
    assertEquals(1, out.graspReward);
    assertEquals(0.1, out.inPlaceReward, TOLERANCE);
    assertEquals(1, out.reward, TOLERANCE);
    assertFalse(out.success);
  }

  /** Unlike in other tasks, v1 goes on falling beyond where the wing started. */
  @Test
  void legacyWindowPunishesTheWrongDirection() {
    Vectors.set(window.target, 0.2, 0.8, 0.16);
    Vectors.set(window.object, -1.8, 0.7, 0.16);
    Vectors.set(window.tcp, -1.8, 0.7, 0.16);
    window.maximumDistance = 0.2;
    WindowLegacyReward.reward(window, out);
    assertEquals(-1800, out.reward, 1e-9);
  }

  @Test
  void dialRewardsAClosedHandAtItsMarker() {
    Vectors.set(dial.target, 0, 0.73, 0.03);
    Vectors.set(dial.object, 0, 0.75, 0);
    Vectors.set(dial.tcp, 0.05, 0.77, 0.09);
    Vectors.set(dial.pushStart, 0.05, 0.67, 0.09);
    Vectors.set(dial.initialTcp, 0, 0.6, 0.15);
    dial.action[3] = 1;
    DialTurnTask.rewardV2(dial, out);
    assertEquals(10, out.reward, TOLERANCE);
    assertTrue(out.success);
    dial.action[3] = 0.5;
    DialTurnTask.rewardV2(dial, out);
    assertEquals(5, out.reward, TOLERANCE);
    dial.action[3] = -1;
    DialTurnTask.rewardV2(dial, out);
    assertEquals(0, out.reward);
  }
}
