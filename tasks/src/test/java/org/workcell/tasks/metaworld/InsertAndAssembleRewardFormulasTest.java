package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.workcell.tasks.common.Vectors;

/** Situations of inserting and assembling whose reward follows by hand from the formulas. */
class InsertAndAssembleRewardFormulasTest {

  private static final double TOLERANCE = 1e-9;
  private static final double QUARTER_TURN = 0.707;

  private final RewardOutcome out = new RewardOutcome();

  @Test
  void assemblyGivesTenForTheRingAroundThePeg() {
    NutInputs in = restingNut();
    Vectors.set(in.ring, 0.01, 0.8, 0.08);
    AssemblyTask.rewardV2(in, out);
    assertTrue(out.success);
    assertEquals(10, out.reward);
    assertEquals(1, out.nearObject, TOLERANCE);
    Vectors.set(in.ring, 0.03, 0.8, 0.08);
    AssemblyTask.rewardV2(in, out);
    assertFalse(out.success);
  }

  @Test
  void legacyAssemblyRewardsLoweringAroundThePeg() {
    NutInputs in = restingNut();
    in.measureLift(0.02, 0.1);
    Vectors.set(in.ring, 0, 0.8, 0.02);
    NutLegacyReward.assembly(in, out);
    double placing = 1000 * in.maximumDistance + 2000 + 2000 * 0.12 + 4000;
    assertEquals(-0.04 + 100 * 0.12 + placing, out.reward, TOLERANCE);
    assertTrue(out.success);
  }

  @Test
  void disassembleSucceedsWithTheHandleAboveTheTarget() {
    NutInputs in = restingNut();
    Vectors.set(in.target, 0, 0.6, 0.175);
    Vectors.set(in.object, 0.13, 0.6, 0.18);
    DisassembleTask.rewardV2(in, out);
    assertTrue(out.success);
    assertEquals(10, out.reward);
    Vectors.set(in.object, 0.13, 0.6, 0.17);
    DisassembleTask.rewardV2(in, out);
    assertFalse(out.success);
  }

  /** The ring at (0, 0.6), its handle at x = 0.13, 4 cm below the fingertips. */
  private static NutInputs restingNut() {
    NutInputs in = new NutInputs();
    Vectors.set(in.objectStart, 0, 0.6, 0.02);
    Vectors.set(in.ring, 0, 0.6, 0.02);
    Vectors.set(in.object, 0.13, 0.6, 0.02);
    Vectors.set(in.target, 0, 0.8, 0.1);
    Vectors.set(in.tcp, 0.13, 0.6, 0.06);
    Vectors.set(in.initialTcp, 0, 0.6, 0.15);
    Vectors.set(in.leftPad, 0.13, 0.645, 0.1);
    Vectors.set(in.rightPad, 0.13, 0.555, 0.1);
    in.objectQuatWxyz[0] = QUARTER_TURN;
    in.objectQuatWxyz[3] = QUARTER_TURN;
    return in;
  }

  @Test
  void basketballRewardsTheLiftedBallForItsDistance() {
    LiftInputs in = new LiftInputs();
    Vectors.set(in.target, 0, 0.8, 0.25);
    Vectors.set(in.objectStart, 0, 0.6, 0.03);
    Vectors.set(in.object, 0, 0.6, 0.3);
    Vectors.set(in.tcp, 0, 0.6, 0.3);
    in.opening = 0.5;
    BasketballTask.rewardV2(in, out);
    double excess = 3 * 0.12 / Math.sqrt(0.04 + 0.54 * 0.54);
    double inPlace = 1 / (1 + excess * excess);
    assertEquals(1, out.graspReward);
    assertEquals(0.2, out.objectToTarget, TOLERANCE);
    assertEquals(1 + 6 * inPlace, out.reward, TOLERANCE);
    assertEquals(1, out.graspSuccess);
  }

  @Test
  void legacyBasketballRewardsProgressOfTheLiftedBall() {
    LiftInputs in = new LiftInputs();
    Vectors.set(in.target, 0, 0.8, 0.33);
    Vectors.set(in.objectStart, 0, 0.6, 0.03);
    in.measureLift(0.03, 0.3);
    assertEquals(0.53, in.maximumDistance, TOLERANCE);
    Vectors.set(in.object, 0, 0.7, 0.33);
    Vectors.set(in.tcp, 0, 0.7, 0.33);
    in.action[3] = 1;
    BallLegacyReward.basketball(in, out);
    double progress = 1000 * 0.43 + 1000 * (Math.exp(-1) + Math.exp(-10));
    assertEquals(0.02 + 33 + progress, out.reward, TOLERANCE);
  }

  @Test
  void pegInsertionKeepsTheHeadAwayFromTheBox() {
    PegInputs in = new PegInputs();
    Vectors.set(in.target, 0, 0.6, 0.13);
    Vectors.set(in.initialHead, 0.4, 0.6, 0.13);
    Vectors.set(in.head, 0.2, 0.6, 0.13);
    Vectors.set(in.object, 0.33, 0.6, 0.14);
    Vectors.set(in.tcp, 0.33, 0.6, 0.14);
    in.opening = 0.5;
    PegInsertSideTask.rewardV2(in, out);
    double excess = 3 * 0.13 / 0.4;
    double inHole = 1 / (1 + excess * excess);
    assertEquals(inHole, out.inPlaceReward, TOLERANCE, "no region is defined");
    assertEquals(1 + 6 * inHole, out.reward, TOLERANCE);
    Vectors.set(in.lowerRight, 0.1, 0.5, 0.03);
    Vectors.set(in.lowerLeft, 0.3, 0.7, 0.23);
    PegInsertSideTask.rewardV2(in, out);
    assertEquals(0.125 * inHole / (0.125 + inHole - 0.125 * inHole), out.inPlaceReward, TOLERANCE);
  }

  @Test
  void pegUnpluggingIsFullyRewardedNearerThanItSucceeds() {
    RewardInputs in = new RewardInputs();
    Vectors.set(in.objectStart, 0, 0.6, 0.13);
    Vectors.set(in.target, 0.11, 0.6, 0.13);
    Vectors.set(in.initialTcp, 0, 0.6, 0.15);
    Vectors.set(in.object, 0.07, 0.6, 0.13);
    PegUnplugSideTask.rewardV2(in, out);
    assertEquals(10, out.reward);
    Vectors.set(in.object, 0.05, 0.6, 0.13);
    PegUnplugSideTask.rewardV2(in, out);
    assertTrue(out.success);
    assertTrue(out.reward < 10);
  }

  @Test
  void boxClosingScalesTheRewardByTheOrientation() {
    LiftInputs in = new LiftInputs();
    Vectors.set(in.target, 0, 0.8, 0.133);
    Vectors.set(in.object, 0, 0.8, 0.1);
    in.objectQuatWxyz[0] = QUARTER_TURN;
    in.objectQuatWxyz[1] = 0.1;
    in.objectQuatWxyz[3] = QUARTER_TURN;
    BoxCloseTask.rewardV2(in, out);
    assertTrue(out.success);
    assertEquals(5, out.reward, TOLERANCE);
    assertEquals(0.5, out.graspReward);
    assertEquals(1, out.graspSuccess);
  }
}
