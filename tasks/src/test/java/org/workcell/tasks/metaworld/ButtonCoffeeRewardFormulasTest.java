package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.workcell.tasks.common.Vectors;

/** Situations whose reward follows by hand from the formulas. */
class ButtonCoffeeRewardFormulasTest {

  private static final double TOLERANCE = 1e-12;

  private final RewardOutcome out = new RewardOutcome();

  @Test
  void buttonPressAddsPressingOnceTheHandIsThere() {
    PressInputs in = button(1);
    in.tcp[1] -= 0.03;
    ButtonPressTask.rewardV2(in, out);
    assertEquals(2 * 0.5 + 8 * 0.1, out.reward, TOLERANCE);
    assertEquals(0.095, out.objectToTarget, TOLERANCE);
    assertEquals(1, out.nearObject);
    assertFalse(out.success);
    in.tcp[1] -= 0.5;
    ButtonPressTask.rewardV2(in, out);
    double reaching = 1 / (9 * Math.pow(0.48 / 0.2, 2) + 1);
    assertEquals(reaching, out.graspReward, TOLERANCE);
    assertEquals(reaching / (0.5 * reaching + 0.5), out.reward, TOLERANCE);
    assertEquals(0, out.nearObject);
  }

  @Test
  void buttonPressSucceedsTwoCentimetresFromTheHole() {
    PressInputs in = button(1);
    in.object[1] = in.target[1] - 0.0199;
    ButtonPressTask.rewardV2(in, out);
    assertTrue(out.success);
    in.object[1] = in.target[1] - 0.0201;
    ButtonPressTask.rewardV2(in, out);
    assertFalse(out.success);
    ButtonPressWallTask.rewardV2(in, out);
    assertTrue(out.success);
  }

  @Test
  void buttonPressWallRewardsTheOpenGripperOnlyAtTheButton() {
    PressInputs in = button(1);
    ButtonPressWallTask.rewardV2(in, out);
    assertEquals(2 + 2 * 1.5 + 4 * 0.01, out.reward, TOLERANCE);
    in.tcp[1] -= 0.21;
    ButtonPressWallTask.rewardV2(in, out);
    assertEquals(0.1, out.graspReward, TOLERANCE);
    assertEquals(2 * (0.025 / 0.325), out.reward, TOLERANCE);
  }

  @Test
  void topdownTwinsWantOppositeGrippers() {
    PressInputs in = button(2);
    in.opening = 0.25;
    ButtonPressTopdownTask.rewardV2(in, out);
    assertEquals(5 * 0.75 + 5 * 0.1, out.reward, TOLERANCE);
    ButtonPressTopdownWallTask.rewardV2(in, out);
    assertEquals(5 * 0.25 + 5 * 0.1, out.reward, TOLERANCE);
  }

  @Test
  void legacyPressMeasuresFromTheLeftFingertipOrTheTcp() {
    PressInputs in = button(1);
    in.maximumDistance = 0.1;
    in.object[1] = in.target[1] - 0.01;
    Vectors.set(in.tcp, 9, 9, 9);
    Vectors.set(in.leftFingertip, in.object[0], in.object[1] - 0.04, in.object[2]);
    ButtonLegacyReward.front(in, out);
    double expected = 90 + 1000 * (Math.exp(-0.01) + Math.exp(-0.1)) - 0.04;
    assertEquals(expected, out.reward, 1e-9);
    assertTrue(out.success);

    in = button(2);
    in.maximumDistance = 0.1;
    in.object[2] = in.target[2] + 0.01;
    in.tcp[2] = in.object[2] + 0.04;
    ButtonLegacyReward.top(in, out);
    assertEquals(expected, out.reward, 1e-9);
  }

  /**
   * A button 0.095 m from its end with a travel of 0.09 m, one margin from pressed; the half-open
   * hand is at it, and started 0.2 m before it.
   */
  private static PressInputs button(int axis) {
    PressInputs in = new PressInputs();
    Vectors.set(in.target, 0, 0.75, 0.2);
    Vectors.set(in.object, 0, 0.75, 0.2);
    in.object[axis] += axis == 1 ? -0.095 : 0.095;
    System.arraycopy(in.object, 0, in.tcp, 0, 3);
    System.arraycopy(in.object, 0, in.initialTcp, 0, 3);
    in.initialTcp[1] -= 0.2;
    in.travel = 0.09;
    in.opening = 0.5;
    return in;
  }

  @Test
  void mugEarnsTenAtTheGoal() {
    RewardInputs in = heldMug();
    Vectors.set(in.object, 0, 0.72, 0);
    Vectors.set(in.tcp, 0, 0.72, 0);
    CoffeeMugTask.rewardV2(in, out);
    assertEquals(10, out.reward);
    assertEquals(0.02, out.objectToTarget, TOLERANCE);
    assertTrue(out.success);
  }

  @Test
  void heldMugEarnsForItsDistance() {
    RewardInputs in = heldMug();
    in.action[3] = 0.35;
    CoffeeMugTask.rewardV2(in, out);
    // The goal is 0.1 m away, which counts twice in the plane; the margin is that distance.
    double inPlace = 1 / (9 * Math.pow(0.15 / 0.2, 2) + 1);
    double grasp = (0.5 + 1) / 2;
    double both = grasp * inPlace / (grasp + inPlace - grasp * inPlace);
    assertEquals(inPlace, out.inPlaceReward, TOLERANCE);
    assertEquals(grasp, out.graspReward, TOLERANCE);
    assertEquals(both + 1 + 5 * inPlace, out.reward, TOLERANCE);
    assertFalse(out.success);
  }

  @Test
  void legacyPullTakesTheMugsPlaceForTheHandsOffset() {
    RewardInputs in = heldMug();
    in.maximumDistance = 0.1;
    Vectors.set(in.target, 0, 0.64, 0);
    Vectors.set(in.initialTcp, 0, 0.4, 0.48);
    Vectors.set(in.tcp, 0, 0.64, 0.2);
    MugLegacyReward.pull(in, out);
    assertEquals(-0.8, out.reward, TOLERANCE);
    MugLegacyReward.push(in, out);
    assertEquals(-0.2, out.reward, TOLERANCE);
    in.tcp[2] = 0;
    MugLegacyReward.push(in, out);
    assertEquals(100 + 2000, out.reward, 1e-9);
  }

  /** The fingers around the mug, which is where it started, 0.1 m from its goal. */
  private static RewardInputs heldMug() {
    RewardInputs in = new RewardInputs();
    Vectors.set(in.object, 0, 0.64, 0);
    Vectors.set(in.objectStart, 0, 0.64, 0);
    Vectors.set(in.target, 0, 0.74, 0);
    Vectors.set(in.tcp, 0, 0.64, 0);
    Vectors.set(in.initialTcp, 0, 0.4, 0.15);
    Vectors.set(in.leftPad, 0, 0.665, 0.03);
    Vectors.set(in.rightPad, 0, 0.615, 0.03);
    in.opening = 0.5;
    return in;
  }
}
