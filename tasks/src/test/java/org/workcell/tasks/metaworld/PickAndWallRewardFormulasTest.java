package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.workcell.tasks.common.Vectors;

/** Situations whose reward follows by hand from the formulas. */
class PickAndWallRewardFormulasTest {

  private static final double TOLERANCE = 1e-12;

  private final BinPickingTask.Inputs in = new BinPickingTask.Inputs();
  private final RewardOutcome out = new RewardOutcome();

  /** The open fingers around an object that hangs 0.1 m above its start, 0.3 m below the target. */
  private void hold() {
    Vectors.set(in.objectStart, 0, 0.6, 0.02);
    Vectors.set(in.object, 0, 0.6, 0.12);
    Vectors.set(in.tcp, 0, 0.6, 0.12);
    Vectors.set(in.target, 0, 0.6, 0.42);
    Vectors.set(in.initialTcp, 0, 0.6, 0.15);
    Vectors.set(in.leftPad, 0, 0.62, 0.12);
    Vectors.set(in.rightPad, 0, 0.58, 0.12);
    in.opening = 0.5;
  }

  /** What tolerance gives at 0.3 m with bounds 0..0.05 and margin 0.4: 1 / (1 + (3 * 0.625)^2). */
  private static final double IN_PLACE = 1 / (1 + 1.875 * 1.875);

  @Test
  void pickPlaceBlendsGripAndPlace() {
    hold();
    in.action[3] = 1;
    PickPlaceTask.rewardV2(in, out);
    assertEquals(1, out.graspReward, TOLERANCE);
    assertEquals(IN_PLACE, out.inPlaceReward, TOLERANCE);
    assertEquals(IN_PLACE + 1 + 5 * IN_PLACE, out.reward, TOLERANCE);
    assertEquals(0, out.graspSuccess, "the pads do not press");
    in.padsTouchObject = true;
    PickPlaceTask.rewardV2(in, out);
    assertEquals(1, out.graspSuccess);
  }

  @Test
  void pickPlaceSucceedsBeforeItsRewardIsFull() {
    hold();
    Vectors.set(in.target, 0, 0.66, 0.12);
    PickPlaceTask.rewardV2(in, out);
    assertTrue(out.success);
    assertTrue(out.reward < 10);
    Vectors.set(in.target, 0, 0.64, 0.12);
    PickPlaceTask.rewardV2(in, out);
    assertEquals(10, out.reward);
  }

  @Test
  void legacyPickPlacePaysForHeightAndProgress() {
    hold();
    in.restingHeight = 0.02;
    in.liftHeight = 0.06;
    in.maximumDistance = 0.5;
    in.action[3] = 1;
    PuckLegacyReward.pickPlace(in, out);
    double progress = 200 + 1000 * (Math.exp(-9) + Math.exp(-90));
    assertEquals(0.02 + 6 + progress, out.reward, 1e-9);
    Vectors.set(in.object, 0, 0.6, 0.03);
    Vectors.set(in.tcp, 0, 0.6, 0.03);
    PuckLegacyReward.pickPlace(in, out);
    assertEquals(0.02 + 3, out.reward, TOLERANCE);
  }

  @Test
  void pushWallPaysBesideTheWallAndBehindIt() {
    hold();
    Vectors.set(in.target, 0, 0.9, 0.02);
    Vectors.set(in.object, -0.05, 0.77, 0.02);
    Vectors.set(in.tcp, -0.05, 0.77, 0.02);
    Vectors.set(in.leftPad, 0, 0.79, 0.02);
    Vectors.set(in.rightPad, 0, 0.75, 0.02);
    PushWallTask.rewardV2(in, out);
    assertEquals(0.5, out.graspReward, TOLERANCE);
    assertEquals(1 + 1 + 4 + 3 * out.inPlaceReward, out.reward, TOLERANCE);
    Vectors.set(in.object, -0.05, 0.74, 0.02);
    Vectors.set(in.tcp, -0.05, 0.74, 0.02);
    PushWallTask.rewardV2(in, out);
    assertEquals(2 * out.graspReward + 1 + 4, out.reward, TOLERANCE);
  }

  @Test
  void shelfPlaceTakesBackTheRewardBelowTheShelf() {
    hold();
    Vectors.set(in.target, 0, 0.8, 0.3);
    Vectors.set(in.object, 0, 0.725, 0.12);
    Vectors.set(in.tcp, 0, 0.725, 0.12);
    ShelfPlaceTask.rewardV2(in, out);
    double distance = Math.sqrt(0.075 * 0.075 + 0.18 * 0.18);
    double margin = Math.sqrt(0.2 * 0.2 + 0.28 * 0.28);
    double placed = 1 / (1 + Math.pow(3 * (distance - 0.05) / margin, 2));
    assertEquals(placed - 1 / 3d, out.inPlaceReward, TOLERANCE);
    Vectors.set(in.object, 0, 0.81, 0.12);
    ShelfPlaceTask.rewardV2(in, out);
    assertEquals(0, out.inPlaceReward);
  }

  @Test
  void binPickingMeasuresFromTheFirstDistance() {
    hold();
    Vectors.set(in.target, 0.12, 0.7, 0);
    Vectors.set(in.object, -0.23, 0.7, 0);
    in.firstDistance = 0.3;
    BinPickingTask.rewardV2(in, out);
    assertEquals(0.1, out.inPlaceReward, TOLERANCE);
    assertEquals(0.35, out.objectToTarget, TOLERANCE);
    assertFalse(out.success);
    Vectors.set(in.object, 0.12, 0.7, 0.03);
    BinPickingTask.rewardV2(in, out);
    assertEquals(10, out.reward);
    assertTrue(out.success);
  }

  @Test
  void legacyBinPickingPaysForLettingGoOverTheGoal() {
    hold();
    Vectors.set(in.target, 0.12, 0.7, 0);
    Vectors.set(in.object, 0.12, 0.7, 0.03);
    in.restingHeight = 0.03;
    in.liftHeight = 0.13;
    in.maximumDistance = 0.4;
    in.action[3] = -1;
    ContainerLegacyReward.binPicking(in, out);
    assertEquals(200 + 400 + 2000, out.reward, 1e-9);
  }
}
