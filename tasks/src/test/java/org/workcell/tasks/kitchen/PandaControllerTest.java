package org.workcell.tasks.kitchen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.Profile;
import org.workcell.testing.Episodes;

class PandaControllerTest {

  private static final String TASK = "kitchen/kettle-v1";

  private static EnvironmentOptions quiet(Profile profile) {
    return EnvironmentOptions.defaults().withProfile(profile).withSettings(Map.of("noise", "off"));
  }

  /** The largest change of a joint of the arm over these steps of rest. */
  private static double drift(Profile profile, int firstSteps, int steps) {
    try (Episodes episodes = new Episodes(TASK, quiet(profile))) {
      episodes.reset(0);
      for (int i = 0; i < firstSteps; i++) {
        episodes.step(new double[9]);
      }
      double[] before = episodes.observation();
      for (int i = 0; i < steps; i++) {
        episodes.step(new double[9]);
      }
      double largest = 0;
      for (int i = 0; i < KitchenScene.ARM; i++) {
        largest = Math.max(largest, Math.abs(episodes.observation()[i] - before[i]));
      }
      return largest;
    }
  }

  @Test
  void aStrictArmRests() {
    double drift = drift(Profile.STRICT, 20, 100);
    assertTrue(drift < 0.002, "moved by " + drift);
  }

  @Test
  void aCompatArmSinks() {
    double drift = drift(Profile.COMPAT, 20, 100);
    assertTrue(drift > 0.05, "moved by " + drift);
  }

  @Test
  void compatAimsFromTheObservedPosition() {
    try (Episodes episodes =
        new Episodes(TASK, EnvironmentOptions.defaults().withProfile(Profile.COMPAT))) {
      episodes.reset(5);
      double seen = episodes.observation()[0];
      episodes.step(0.5, 0, 0, 0, 0, 0, 0, 0, 0);
      assertEquals(seen + 0.08, episodes.environment().physics().ctrl().get(0), 1e-15);
    }
  }

  @Test
  void actionsAndTargetsAreClipped() {
    try (Episodes episodes = new Episodes(TASK, quiet(Profile.COMPAT))) {
      episodes.reset(0);
      episodes.step(7, -7, 0, 0, 0, 0, 0, 1, -1);
      assertEquals(
          KitchenScene.START[0] + 0.16, episodes.environment().physics().ctrl().get(0), 1e-15);
      assertEquals(-1.8, episodes.environment().physics().ctrl().get(1));
      assertEquals(0.04, episodes.environment().physics().ctrl().get(7));
      assertEquals(0, episodes.environment().physics().ctrl().get(8));
    }
  }

  @Test
  void commandsAreNineJointTargetsWithUnits() {
    assertEquals(9, PandaController.command().size());
    assertEquals("joint1_target", PandaController.command().components().get(0).name());
    assertEquals("rad", PandaController.command().components().get(6).unit());
    assertEquals("m", PandaController.command().components().get(8).unit());
  }
}
