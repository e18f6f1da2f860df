package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.workcell.tasks.common.Vectors;

/** Situations with stick or hammer whose reward follows by hand from the formulas. */
class ToolRewardFormulasTest {

  private static final double TOLERANCE = 1e-12;

  private final StickInputs stick = new StickInputs();
  private final HammerTask.Inputs hammer = new HammerTask.Inputs();
  private final RewardOutcome out = new RewardOutcome();

  /** The stick is held 0.03 m above the table. */
  private void liftStick() {
    Vectors.set(stick.stickStart, 0, 0.6, 0.02);
    Vectors.set(stick.object, 0, 0.6, 0.05);
    Vectors.set(stick.tcp, 0.005, 0.6, 0.05);
    stick.opening = 0.4;
    stick.padsTouchObject = true;
  }

  @Test
  void stickPushPaysInFullForAHeldStickAndAThermosAtTheGoal() {
    liftStick();
    Vectors.set(stick.target, 0.4, 0.6, 0.132);
    Vectors.set(stick.objectStart, 0.2, 0.6, 0);
    Vectors.set(stick.secondObject, 0.3, 0.6, 0.132);
    StickPushTask.rewardV2(stick, out);
    assertEquals(10, out.reward);
    assertEquals(1, out.graspReward);
    assertEquals(0.1, out.objectToTarget, TOLERANCE);
    assertTrue(out.success);
    stick.padsTouchObject = false;
    StickPushTask.rewardV2(stick, out);
    assertEquals(10, out.reward, "the reward does not ask whether the pads press on the stick");
    assertFalse(out.success);
  }

  @Test
  void stickPushGivesATenthOneMarginOutsideTheGoal() {
    liftStick();
    // The grasp point is 0.015 m beside the middle of the stick, and the goal is level with it.
    Vectors.set(stick.stickStart, 0.015, 0.6, 0.02);
    Vectors.set(stick.target, 0.415, 0.6, 0.02);
    Vectors.set(stick.object, -0.12, 0.6, 0.035);
    Vectors.set(stick.tcp, -0.105, 0.6, 0.035);
    Vectors.set(stick.objectStart, 0.215, 0.6, 0.02);
    Vectors.set(stick.secondObject, 0.215, 0.6, 0.02);
    StickPushTask.rewardV2(stick, out);
    double distance = Math.hypot(0.52, 0.015);
    double scaled = 3 * (distance - 0.12) / 0.28;
    assertEquals(1 / (scaled * scaled + 1), out.inPlaceReward, TOLERANCE);
    assertEquals(2 + 5 * out.inPlaceReward + 3 * 0.1, out.reward, TOLERANCE);
  }

  @Test
  void stickPullSucceedsWithTheEndThroughTheHandle() {
    liftStick();
    Vectors.set(stick.target, 0.4, 0.5, 0.02);
    Vectors.set(stick.secondObject, 0.4, 0.5, 0.132);
    Vectors.set(stick.stickEnd, 0.41, 0.51, 0.12);
    StickPullTask.rewardV2(stick, out);
    assertTrue(out.success);
    assertEquals(10, out.reward);
    assertEquals(0.112, out.objectToTarget, TOLERANCE);
    Vectors.set(stick.stickEnd, 0.39, 0.51, 0.12);
    StickPullTask.rewardV2(stick, out);
    assertFalse(out.success, "the stick ends before the handle");
    assertTrue(out.reward < 10);
  }

  @Test
  void versionOneOfBothStickTasksRewardsTheLiftAlone() {
    liftStick();
    stick.setHeights(0.02, StickInputs.LIFT);
    stick.action[3] = 0.5;
    Vectors.set(stick.legacyThermos, 0.05, 0, 0);
    Vectors.set(stick.target, 0.4, 0.6, 0.132);
    // Lifted to 0.05 of 0.06 m; what upstream takes for the thermos is 0.6 m away, which is beyond
    // the distance that earns something.
    double expected = -0.005 + 0.5 / 50 + 100 * 0.06;
    Vectors.set(stick.objectStart, 0, 0.6, 0);
    StickLegacyReward.push(stick, out);
    assertEquals(expected, out.reward, 1e-9);
    StickLegacyReward.pull(stick, out);
    assertEquals(expected, out.reward, 1e-9);
  }

  @Test
  void hammerPaysForTheLevelHeadAtTheGoal() {
    Vectors.set(hammer.target, 0.24, 0.74, 0.11);
    Vectors.set(hammer.object, 0.08, 0.68, 0.11);
    Vectors.set(hammer.hand, 0.3, 0.68, 0.2);
    Vectors.set(hammer.initialTcp, 0, 0.4, 0.15);
    hammer.orientation[0] = 1;
    hammer.nailDepth = 0.095;
    HammerTask.rewardV2(hammer, out);
    assertEquals(1, out.inPlaceReward, TOLERANCE);
    assertEquals(1, out.nearObject, TOLERANCE);
    assertEquals(10, out.reward);
    assertTrue(out.success);
    hammer.orientation[0] = 0.6;
    HammerTask.rewardV2(hammer, out);
    assertEquals(0, out.reward, 1e-9, "the hammer is too far from level");
    assertTrue(out.success);
  }

  @Test
  void hammerVersionOneRewardsTheWayOfTheHead() {
    Vectors.set(hammer.target, 0.24, 0.74, 0.11);
    Vectors.set(hammer.nailHead, 0.24, 0.64, 0.11);
    Vectors.set(hammer.head, 0.24, 0.54, 0.11);
    Vectors.set(hammer.objectStart, 0, 0.44, 0);
    Vectors.set(hammer.object, 0.08, 0.54, 0.11);
    Vectors.set(hammer.tcp, 0.08, 0.54, 0.11);
    hammer.setHeights(0, HammerLegacyReward.LIFT);
    HammerLegacyReward.reward(hammer, out);
    // Counted from 0.09 up, 0.09 as upstream adds it again, and 0.3 over; 0.1 + 0.1 is left.
    double expected = 9 + 1000 * (0.48 - 0.2) + 1000 * (Math.exp(-4) + Math.exp(-40));
    assertEquals(expected, out.reward, 1e-9);
    assertFalse(out.success);
  }
}
