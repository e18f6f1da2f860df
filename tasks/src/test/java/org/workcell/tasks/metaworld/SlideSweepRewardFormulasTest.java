package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.workcell.tasks.common.Vectors;

/**
 * Rewards of plate-slide, soccer, sweep and hand-insert tasks against numbers worked out by hand.
 */
class SlideSweepRewardFormulasTest {

  private static final double TOLERANCE = 1e-12;

  /** What a tolerance with margin 0.2 has fallen to 0.1 beyond its bounds: half of the margin. */
  private static final double HALF_MARGIN = 1 / 3.25;

  private final RewardInputs in = new RewardInputs();
  private final RewardOutcome out = new RewardOutcome();

  /** Everything in one line along y: reached and placed are both half of their margins away. */
  private void plateHalfWay() {
    Vectors.set(in.objectStart, 0, 0.6, 0);
    Vectors.set(in.target, 0, 0.8, 0);
    Vectors.set(in.object, 0, 0.65, 0);
    Vectors.set(in.initialTcp, 0, 0.4, 0);
    Vectors.set(in.tcp, 0, 0.5, 0);
  }

  @Test
  void plateSlideMultipliesReachingAndPlacing() {
    plateHalfWay();
    PlateRewards.slideV2(in, out);
    assertEquals(HALF_MARGIN, out.graspReward, TOLERANCE);
    assertEquals(HALF_MARGIN, out.inPlaceReward, TOLERANCE);
    // The Hamacher product of x and x is x / (2 - x).
    assertEquals(8 * HALF_MARGIN / (2 - HALF_MARGIN), out.reward, TOLERANCE);
    assertEquals(0.15, out.objectToTarget, TOLERANCE);
    assertFalse(out.success);
  }

  @Test
  void draggedPlateEarnsMoreOnceTheFingertipsAreOnIt() {
    plateHalfWay();
    Vectors.set(in.target, 0, 0.85, 0);
    Vectors.set(in.object, 0, 0.7, 0);
    Vectors.set(in.tcp, 0, 0.7, 0.02);
    PlateRewards.dragV2(in, out);
    assertEquals(2 + 7 * HALF_MARGIN, out.reward, TOLERANCE);
    assertEquals(1, out.nearObject);
    Vectors.set(in.tcp, 0, 0.7, 0.04);
    PlateRewards.dragV2(in, out);
    assertEquals(1.5, out.reward, TOLERANCE);
  }

  @Test
  void plateSucceedsBeforeTheRewardIsFull() {
    plateHalfWay();
    Vectors.set(in.object, 0, 0.74, 0);
    PlateRewards.slideV2(in, out);
    assertTrue(out.success);
    assertTrue(out.reward < 10);
    Vectors.set(in.object, 0, 0.76, 0);
    PlateRewards.slideV2(in, out);
    assertEquals(10, out.reward);
  }

  @Test
  void soccerPunishesBallsBesideTheGoal() {
    Vectors.set(in.objectStart, 0, 0.6, 0.026);
    Vectors.set(in.initialTcp, 0, 0.6, 0.15);
    Vectors.set(in.tcp, 0, 0.6, 0.15);
    Vectors.set(in.target, 0, 0.9, 0.026);
    Vectors.set(in.object, 0.2, 0.9, 0.026);
    SoccerTask.rewardV2(in, out);
    assertEquals(0, out.inPlaceReward);
    assertEquals(0.2, out.objectToTarget, TOLERANCE);
    Vectors.set(in.object, 0.02, 0.9, 0.026);
    SoccerTask.rewardV2(in, out);
    assertEquals(10, out.reward);
    assertTrue(out.success);
  }

  @Test
  void sweptBlockThatFellCountsAsArrivedInV1() {
    in.maximumDistance = 0.3;
    Vectors.set(in.objectStart, 0, 0.6, 0.02);
    Vectors.set(in.target, 0.5, 0.6, 0.01);
    Vectors.set(in.object, 0.8, 0.6, -0.1);
    Vectors.set(in.tcp, 0.8, 0.6, -0.08);
    SweepLegacyReward.sweep(in, out);
    assertEquals(300 + 2000, out.reward, 1e-9);
    assertTrue(out.success);
    SweepLegacyReward.sweepInto(in, out);
    assertEquals(2300, out.reward, 1e-9);
  }

  @Test
  void handInsertRewardsTheHeldBlockHalfWay() {
    Vectors.set(in.objectStart, 0, 0.6, 0.07);
    Vectors.set(in.target, 0, 0.8, 0.07);
    Vectors.set(in.object, 0, 0.65, 0.07);
    Vectors.set(in.tcp, 0, 0.65, 0.07);
    Vectors.set(in.initialTcp, 0, 0.6, 0.15);
    Vectors.set(in.leftPad, 0, 0.67, 0.07);
    Vectors.set(in.rightPad, 0, 0.63, 0.07);
    in.opening = 0.5;
    HandInsertTask.rewardV2(in, out);
    double grasp = out.graspReward;
    double both = grasp * HALF_MARGIN / (grasp + HALF_MARGIN - grasp * HALF_MARGIN);
    assertEquals(both + 1 + 7 * HALF_MARGIN, out.reward, TOLERANCE);
    in.opening = 0;
    HandInsertTask.rewardV2(in, out);
    assertEquals(both, out.reward, TOLERANCE);
  }
}
