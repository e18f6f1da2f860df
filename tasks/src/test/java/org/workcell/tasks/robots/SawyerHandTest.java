package org.workcell.tasks.robots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.Profile;
import org.workcell.testing.Episodes;

class SawyerHandTest {

  private static final double[] PUCK_BELOW_THE_HAND = {0, 0.6, 0.02, 0, 0.85, 0.015};

  @ParameterizedTest
  @EnumSource(Profile.class)
  void padsTouchThePuckOnceTheyHoldIt(Profile profile) {
    try (Episodes episodes = push(profile)) {
      Physics physics = episodes.environment().physics();
      SawyerHand hand = new SawyerHand(physics);
      int puck = physics.scene().geom("objGeom");
      assertFalse(hand.padsTouch(puck));
      assertEquals(1, hand.opening(), 0.05);
      grip(episodes);
      assertTrue(hand.padsTouch(puck));
      assertTrue(hand.opening() < 0.7, "opening " + hand.opening());
    }
  }

  /** Compat computes contact forces anew after a step; strict keeps those of the last substep. */
  @ParameterizedTest
  @EnumSource(Profile.class)
  void onlyCompatJudgesByForcesOfTheNewPositions(Profile profile) {
    try (Episodes episodes = push(profile)) {
      grip(episodes);
      episodes.step(1, 1, 1, 1);
      Physics physics = episodes.environment().physics();
      int pad = physics.scene().geom("leftpad_geom");
      int puck = physics.scene().geom("objGeom");
      double judged = physics.normalForce(pad, puck);
      physics.forward();
      double fresh = physics.normalForce(pad, puck);
      if (profile == Profile.COMPAT) {
        assertEquals(fresh, judged);
      } else {
        assertNotEquals(fresh, judged);
      }
    }
  }

  private static Episodes push(Profile profile) {
    EnvironmentOptions options = EnvironmentOptions.defaults().withProfile(profile);
    Episodes episodes = new Episodes("metaworld/push-v3", options);
    episodes.resetTo(PUCK_BELOW_THE_HAND);
    return episodes;
  }

  private static void grip(Episodes episodes) {
    for (int i = 0; i < 40; i++) {
      episodes.step(0, 0, -0.34, -1);
    }
    for (int i = 0; i < 40; i++) {
      episodes.step(0, 0, 0, 1);
    }
  }
}
