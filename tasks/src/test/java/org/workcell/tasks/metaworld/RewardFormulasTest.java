package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.workcell.tasks.common.Vectors;

/** Situations whose reward follows by hand from the formulas. */
class RewardFormulasTest {

  private static final double TOLERANCE = 1e-12;

  private final RewardInputs in = new RewardInputs();
  private final RewardOutcome out = new RewardOutcome();

  @Test
  void reachGivesATenthOneMarginOutsideTheGoal() {
    Vectors.set(in.handStart, 0, 0.6, 0.2);
    Vectors.set(in.target, 0, 0.9, 0.2);
    Vectors.set(in.tcp, 0, 0.55, 0.2);
    ReachTask.rewardV2(in, out);
    assertEquals(1, out.reward, TOLERANCE);
    assertEquals(0.35, out.objectToTarget, TOLERANCE);
    assertFalse(out.success);
  }

  @Test
  void reachSucceedsWithinFiveCentimetres() {
    Vectors.set(in.target, 0, 0.9, 0.2);
    Vectors.set(in.tcp, 0, 0.86, 0.2);
    ReachTask.rewardV2(in, out);
    assertEquals(10, out.reward);
    assertTrue(out.success);
    in.maximumDistance = 0.3;
    PuckLegacyReward.reach(in, out);
    assertEquals(260 + 1000 * (Math.exp(-0.16) + Math.exp(-1.6)), out.reward, 1e-9);
  }

  @Test
  void pushRewardsTheHeldPuckForItsDistance() {
    holdPuck();
    in.action[3] = 0.5;
    PushTask.rewardV2(in, out);
    assertEquals(0.75, out.graspReward, TOLERANCE);
    assertEquals(1 / 7.25, out.inPlaceReward, TOLERANCE);
    assertEquals(4 * 0.75 + 1 + 5 / 7.25, out.reward, TOLERANCE);
    assertEquals(1, out.nearObject);
    assertEquals(0, out.graspSuccess, "it is not lifted");
  }

  @Test
  void pushCountsALiftedPuckAsGrasped() {
    holdPuck();
    Vectors.set(in.object, 0, 0.6, 0.05);
    in.padsTouchObject = true;
    PushTask.rewardV2(in, out);
    assertEquals(1, out.graspSuccess);
    in.padsTouchObject = false;
    PushTask.rewardV2(in, out);
    assertEquals(0, out.graspSuccess);
  }

  @Test
  void pushGivesTenAtTheGoal() {
    holdPuck();
    Vectors.set(in.object, 0, 0.87, 0.02);
    PushTask.rewardV2(in, out);
    assertEquals(10, out.reward);
    assertTrue(out.success);
  }

  @Test
  void legacyPushRewardsProgressOnlyNearThePuck() {
    holdPuck();
    in.maximumDistance = 0.3;
    Vectors.set(in.tcp, 0, 0.6, 0.12);
    PuckLegacyReward.push(in, out);
    assertEquals(-0.1, out.reward, TOLERANCE);
    Vectors.set(in.tcp, 0, 0.6, 0.02);
    Vectors.set(in.target, 0, 0.7, 0.5);
    PuckLegacyReward.push(in, out);
    assertEquals(200 + 1000 * (Math.exp(-1) + Math.exp(-10)), out.reward, 1e-9);
  }

  /** The fingers around the puck, which is where it started, 0.3 m from its goal. */
  private void holdPuck() {
    Vectors.set(in.object, 0, 0.6, 0.02);
    Vectors.set(in.objectStart, 0, 0.6, 0.02);
    Vectors.set(in.target, 0, 0.9, 0.02);
    Vectors.set(in.tcp, 0, 0.6, 0.02);
    Vectors.set(in.initialTcp, 0, 0.6, 0.15);
    Vectors.set(in.leftPad, 0, 0.62, 0.06);
    Vectors.set(in.rightPad, 0, 0.58, 0.06);
    in.opening = 0.5;
  }

  @Test
  void drawerOpenAddsReachingAndPulling() {
    Vectors.set(in.target, 0, 0.54, 0.09);
    Vectors.set(in.initialTcp, 0, 0.74, 0.19);
    Vectors.set(in.object, 0, 0.74, 0.09);
    Vectors.set(in.hand, 0, 0.74, 0.2);
    in.opening = 1;
    DrawerOpenTask.rewardV2(in, out);
    assertEquals(0.1, out.graspReward, TOLERANCE);
    assertEquals(5 * (0.1 + 1 / 8.29), out.reward, TOLERANCE);
    assertEquals(0, out.nearObject);
    assertEquals(1, out.graspSuccess);
    assertFalse(out.success);
  }

  @Test
  void drawerOpenSucceedsNearTheGoal() {
    Vectors.set(in.target, 0, 0.54, 0.09);
    Vectors.set(in.initialTcp, 0, 0.6, 0.15);
    Vectors.set(in.object, 0, 0.555, 0.09);
    Vectors.set(in.hand, 0, 0.555, 0.09);
    DrawerOpenTask.rewardV2(in, out);
    assertEquals(10, out.reward);
    assertTrue(out.success);
    in.maximumDistance = 0.2;
    Vectors.set(in.tcp, 0, 0.555, 0.05);
    DrawerLegacyReward.open(in, out);
    assertEquals(185 + 1000 * (Math.exp(-0.0225) + Math.exp(-0.225)) - 0.04, out.reward, 1e-9);
    assertTrue(out.success);
  }
}
