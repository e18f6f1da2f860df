package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.workcell.tasks.common.Vectors;

/** Situations whose reward follows by hand from the formulas. */
class DrawerDoorFaucetRewardFormulasTest {

  private static final double TOLERANCE = 1e-12;

  private final RewardInputs in = new RewardInputs();
  private final RewardOutcome out = new RewardOutcome();

  @Test
  void drawerCloseGivesTenNearTheGoal() {
    Vectors.set(in.objectStart, 0, 0.59, 0.14);
    Vectors.set(in.target, 0, 0.74, 0.09);
    Vectors.set(in.object, 0, 0.70, 0.14);
    DrawerCloseTask.rewardV2(in, out);
    assertEquals(10, out.reward);
    assertEquals(Math.sqrt(0.0041), out.objectToTarget, TOLERANCE);
    assertTrue(out.success);
  }

  @Test
  void doorOpenAddsApproachAndAngle() {
    DoorOpenTask.Inputs door = new DoorOpenTask.Inputs();
    Vectors.set(door.object, 0.3, 0.7, 0.15);
    Vectors.set(door.hand, 0.3, 0.73, 0.14);
    Vectors.set(door.target, -0.2, 0.4, 0.15);
    door.angle = 0.5 - 2 * Math.PI / 3;
    DoorOpenTask.rewardV2(door, out);
    assertEquals(0.5, out.graspReward, TOLERANCE);
    assertEquals(1, out.nearObject, TOLERANCE);
    assertEquals(1, out.inPlaceReward, 1e-9);
    assertEquals(2 * 0.5 + 8, out.reward, 1e-8);
    assertFalse(out.success);
    Vectors.set(door.object, -0.13, 0.4, 0.15);
    DoorOpenTask.rewardV2(door, out);
    assertEquals(10, out.reward);
    assertTrue(out.success);
  }

  @Test
  void doorCloseGivesATenthOfHandleAtItsStart() {
    Vectors.set(in.objectStart, 0, 0.9, 0.15);
    Vectors.set(in.target, 0.3, 0.5, 0.15);
    Vectors.set(in.object, 0.3, 1.05, 0.15);
    Vectors.set(in.tcp, 0.3, 0.5, 0.15);
    DoorCloseTask.rewardV2(in, out);
    assertEquals(1, out.inPlaceReward);
    assertEquals(3 + 6 * 0.1, out.reward, TOLERANCE);
    assertEquals(0.55, out.objectToTarget, TOLERANCE);
    assertFalse(out.success);
  }

  @Test
  void doorLockCountsTheHeightOfTheLever() {
    Vectors.set(in.object, 0.1, 0.66, 0.215);
    Vectors.set(in.leftPad, 0.1, 0.66, 0.215);
    Vectors.set(in.target, 0, 0.66, 0.11);
    in.opening = 1;
    DoorLockTask.rewardV2(in, out);
    assertEquals(1, out.graspReward);
    assertEquals(0.1, out.inPlaceReward, TOLERANCE);
    assertEquals(2 + 0.8, out.reward, TOLERANCE);
    assertEquals(1, out.nearObject);
    assertFalse(out.success);
  }

  @Test
  void doorUnlockCountsThePlaceOfTheLeverAlongX() {
    Vectors.set(in.object, 0.1, 0.66, 0.2);
    Vectors.set(in.hand, 0.1, 0.605, 0.13);
    Vectors.set(in.target, 0.115, 0.66, 0.21);
    DoorUnlockTask.rewardV2(in, out);
    assertEquals(1, out.graspReward);
    assertEquals(1 / 1.09, out.inPlaceReward, 1e-9);
    assertEquals(2 + 8 / 1.09, out.reward, 1e-8);
    assertTrue(out.success);
    assertEquals(0, out.graspSuccess, "the gripper is shut");
  }

  @Test
  void faucetsReckonFromDifferentPointsOfTheHandle() {
    Vectors.set(in.objectStart, 0, 0.8, 0);
    Vectors.set(in.object, 0.215, 0.8, 0.095);
    Vectors.set(in.target, 0.175, 0.8, 0.125);
    FaucetOpenTask.rewardV2(in, out);
    assertEquals(0, out.objectToTarget, TOLERANCE);
    assertEquals(10, out.reward);
    FaucetCloseTask.rewardV2(in, out);
    assertEquals(0.05, out.objectToTarget, TOLERANCE);
    Vectors.set(in.tcp, 0.215, 0.8, 0.095);
    in.maximumDistance = 0.2;
    FaucetLegacyReward.reward(in, out);
    assertEquals(150 + 1000 * (Math.exp(-0.25) + Math.exp(-2.5)), out.reward, 1e-9);
  }
}
