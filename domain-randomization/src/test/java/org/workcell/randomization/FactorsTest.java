package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.joml.Quaterniond;
import org.joml.Vector3d;
import org.junit.jupiter.api.Test;
import org.workcell.sim.image.TexturePool;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/** What each factor does to a scene, by numbers. */
class FactorsTest {

  private static final double EXACT = 0;
  private static final double FLOAT = 1e-6;

  @Test
  void colorPaintsTheObjectAndNothingElse() {
    try (Episodes episodes = Episodes.ofFactor("factor: color, target: object")) {
      episodes.reset(1);
      int cube = episodes.scene().geom("cube");
      int knob = episodes.scene().geom("knob");
      for (int geom : new int[] {cube, knob}) {
        assertEquals(episodes.drawn("red"), episodes.value(ModelField.GEOM_RGBA, 4 * geom), FLOAT);
        assertEquals(
            episodes.drawn("blue"), episodes.value(ModelField.GEOM_RGBA, 4 * geom + 2), FLOAT);
        assertEquals(1, episodes.value(ModelField.GEOM_RGBA, 4 * geom + 3), EXACT);
      }
      assertEquals(6, episodes.environment().record().modelEdits().size());
    }
  }

  @Test
  void halfAColorIsHalfWayFromTheMaterials() {
    Preset preset =
        Episodes.preset("factor: color, target: object, low: [1, 1, 1], high: [1, 1, 1]");
    try (Episodes episodes = Episodes.of(preset.perturbation(Preset.ALL, 2))) {
      episodes.reset(1);
      int cube = episodes.scene().geom("cube");
      assertEquals(0.2 + 0.4 * 0.8, episodes.value(ModelField.GEOM_RGBA, 4 * cube), FLOAT);
      assertEquals(0.4 + 0.4 * 0.6, episodes.value(ModelField.GEOM_RGBA, 4 * cube + 1), FLOAT);
    }
  }

  @Test
  void texturesDressTheTargetInAMaterialOfThePool() {
    try (Episodes episodes = Episodes.ofFactor("factor: texture, target: table, images: table")) {
      Set<Double> seen = new HashSet<>();
      for (int seed = 0; seed < 40; seed++) {
        episodes.reset(seed);
        int material = (int) episodes.value(ModelField.GEOM_MATID, episodes.scene().geom("top"));
        seen.add(episodes.value(ModelField.MAT_TEXID, TexturePool.colourIndex(material)));
      }
      double first = episodes.scene().count(ObjectKind.TEXTURE);
      assertEquals(Set.of(first, first + 1, first + 2, first + 3), seen);
    }
  }

  @Test
  void noCopyOfTheModelHoldsThePixels() {
    try (Episodes episodes = Episodes.ofFactor("factor: texture, target: wall, images: patterns");
        Episodes fewer = Episodes.ofFactor("factor: texture, target: wall, images: floor")) {
      assertEquals(16, episodes.scene().textures().images().size());
      assertEquals(3, fewer.scene().textures().images().size());
      assertEquals(fewer.scene().sizeBytes(), episodes.scene().sizeBytes(), 100);
    }
  }

  @Test
  void originalTexturesComeWithTheirProbability() {
    try (Episodes episodes =
        Episodes.ofFactor(
            "factor: texture, target: table, images: table, original_probability: 0.2")) {
      int original = 0;
      int episodesRun = 1000;
      for (int seed = 0; seed < episodesRun; seed++) {
        original += episodes.reset(seed).drawn("changed") == 0 ? 1 : 0;
      }
      // Five standard deviations of a binomial with p = 0.2.
      assertEquals(200, original, 64);
    }
  }

  @Test
  void lightsTakeOneColorAndKeepTheirLength() {
    try (Episodes episodes = Episodes.ofFactor("factor: light, color: [0, 0.5], tilt: 0.3")) {
      episodes.reset(3);
      assertEquals(episodes.drawn("green"), episodes.value(ModelField.LIGHT_DIFFUSE, 1), FLOAT);
      Vector3d direction =
          new Vector3d(
              episodes.value(ModelField.LIGHT_DIR, 0),
              episodes.value(ModelField.LIGHT_DIR, 1),
              episodes.value(ModelField.LIGHT_DIR, 2));
      assertEquals(1, direction.length(), 1e-12);
      assertEquals(
          Math.cos(episodes.drawn("tilt_x")) * Math.cos(episodes.drawn("tilt_y")),
          -direction.z,
          1e-12);
    }
  }

  @Test
  void anOrbitKeepsTheCameraLookingAtTheSameSpot() {
    try (Episodes episodes =
        Episodes.ofFactor(
            "factor: camera, azimuth: [0.7, 0.7], elevation: [0.2, 0.2], distance: [2, 2]")) {
      episodes.reset(1);
      Vector3d place =
          new Vector3d(
              episodes.value(ModelField.CAM_POS, 0),
              episodes.value(ModelField.CAM_POS, 1),
              episodes.value(ModelField.CAM_POS, 2));
      assertEquals(2 * Math.sqrt(2), place.length(), 1e-12);
      assertEquals(0.7, Math.atan2(place.y, place.x), 1e-12);
      assertEquals(Math.PI / 4 + 0.2, Math.asin(place.z / place.length()), 1e-12);
      Vector3d view =
          new Quaterniond(
                  episodes.value(ModelField.CAM_QUAT, 1),
                  episodes.value(ModelField.CAM_QUAT, 2),
                  episodes.value(ModelField.CAM_QUAT, 3),
                  episodes.value(ModelField.CAM_QUAT, 0))
              .transform(new Vector3d(0, 0, -1));
      Vector3d toMiddle = place.negate(new Vector3d()).normalize();
      assertEquals(1, view.dot(toMiddle), 1e-5, "the camera looks at the middle before and after");
    }
  }

  @Test
  void aLargerObjectWeighsMoreAndStandsOnTheTable() {
    try (Episodes episodes = Episodes.ofFactor("factor: size, target: object, scale: [1.5, 1.5]")) {
      episodes.reset(1);
      int cube = episodes.scene().geom("cube");
      int body = episodes.scene().body("cube");
      assertEquals(0.045, episodes.value(ModelField.GEOM_SIZE, 3 * cube), 1e-12);
      assertEquals(0.21 * Math.pow(1.5, 3), episodes.value(ModelField.BODY_MASS, body), 1e-12);
      assertEquals(
          episodes.scene().get(ModelField.BODY_INERTIA, 3 * body) * Math.pow(1.5, 5),
          episodes.value(ModelField.BODY_INERTIA, 3 * body),
          1e-12);
      assertEquals(0.045, episodes.positions()[4], 1e-12);
      int knob = episodes.scene().geom("knob");
      assertEquals(0.06, episodes.value(ModelField.GEOM_POS, 3 * knob + 2), 1e-12);
    }
  }

  @Test
  void aLargerObjectComesToRestOnItsNewSize() {
    try (Episodes episodes = Episodes.ofFactor("factor: size, target: object, scale: [1.5, 1.5]")) {
      episodes.reset(1);
      for (int i = 0; i < 40; i++) {
        episodes.step(0, 0);
      }
      assertEquals(0.045, episodes.positions()[4], 1e-3);
    }
  }

  @Test
  void startJointsStayWithinTheirLimits() {
    try (Episodes episodes = Episodes.ofFactor("factor: start_joints, angle: 0.5")) {
      for (int seed = 0; seed < 20; seed++) {
        episodes.reset(seed);
        double elbow = episodes.positions()[1];
        assertTrue(elbow >= -1 && elbow <= 0.05, "elbow " + elbow);
        assertNotEquals(0, episodes.positions()[0]);
      }
    }
  }

  @Test
  void objectPoseTurnsAboutTheVertical() {
    try (Episodes episodes = Episodes.ofFactor("factor: object_pose, shift: 0.1, yaw: 1")) {
      episodes.reset(5);
      double[] positions = episodes.positions();
      assertEquals(0.2 + episodes.drawn("x"), positions[2], 1e-12);
      assertEquals(episodes.drawn("y"), positions[3], 1e-12);
      assertEquals(Math.cos(episodes.drawn("yaw") / 2), positions[5], 1e-12);
      assertEquals(Math.sin(episodes.drawn("yaw") / 2), positions[8], 1e-12);
    }
  }

  @Test
  void placementLeavesTheTrainingRange() {
    try (Episodes episodes = Episodes.ofFactor("factor: placement, stretch: 0.5")) {
      double low = 1;
      double high = 0;
      for (int seed = 0; seed < 100; seed++) {
        double context = episodes.reset(seed).environment().record().context()[0];
        low = Math.min(low, context);
        high = Math.max(high, context);
      }
      assertTrue(low < 0 && low >= -0.5 && high > 1 && high <= 1.5, low + " " + high);
    }
  }

  @Test
  void doubledMassHalvesTheInverseWeights() {
    try (Episodes episodes = Episodes.ofFactor("factor: mass, target: object, scale: [2, 2]")) {
      episodes.reset(1);
      int cube = episodes.scene().body("cube");
      assertEquals(0.42, episodes.value(ModelField.BODY_MASS, cube), 1e-12);
      assertEquals(0.42, episodes.value(ModelField.BODY_SUBTREEMASS, cube), 1e-12);
      for (int i = 0; i < 2; i++) {
        assertEquals(
            episodes.scene().get(ModelField.BODY_INVWEIGHT0, 2 * cube + i) / 2,
            episodes.value(ModelField.BODY_INVWEIGHT0, 2 * cube + i),
            1e-9);
      }
      assertEquals(
          episodes.scene().get(ModelField.BODY_INVWEIGHT0, 2),
          episodes.value(ModelField.BODY_INVWEIGHT0, 2),
          "other bodies keep theirs to the bit");
    }
  }

  @Test
  void dampingArmatureFrictionAndGainsAreMultiplied() {
    assertScaled("factor: damping, target: robot, scale: [3, 3]", ModelField.DOF_DAMPING, 0, 6);
    assertScaled(
        "factor: armature, target: robot, scale: [3, 3]", ModelField.DOF_ARMATURE, 1, 0.15);
    assertScaled("factor: friction, target: floor, scale: [3, 3]", ModelField.GEOM_FRICTION, 0, 3);
    assertScaled("factor: actuator_gain, scale: [3, 3]", ModelField.ACTUATOR_GAINPRM, 0, 60);
    assertScaled("factor: actuator_gain, scale: [3, 3]", ModelField.ACTUATOR_BIASPRM, 1, -60);
    assertScaled("factor: gravity, scale: [2, 2]", ModelField.GRAVITY, 2, -19.62);
  }

  private static void assertScaled(String factor, ModelField field, int index, double expected) {
    try (Episodes episodes = Episodes.ofFactor(factor)) {
      assertEquals(expected, episodes.reset(1).value(field, index), 1e-12, factor);
    }
  }

  @Test
  void tiltedGravityKeepsItsSize() {
    try (Episodes episodes = Episodes.ofFactor("factor: gravity, tilt: 0.4")) {
      episodes.reset(2);
      double square = 0;
      for (int i = 0; i < 3; i++) {
        square += Math.pow(episodes.value(ModelField.GRAVITY, i), 2);
      }
      assertEquals(9.81, Math.sqrt(square), 1e-12);
    }
  }

  @Test
  void aDelayedCommandArrivesLater() {
    try (Episodes late = Episodes.ofFactor("factor: action_timing, delay: 4")) {
      long seed = 0;
      while (late.reset(seed).drawn("delay") != 3) {
        seed++;
      }
      for (int i = 0; i < 6; i++) {
        late.step(0.1 * i, 0);
        double expected = 0.1 * Math.max(0, i - 3);
        assertEquals(expected, late.environment().physics().ctrl().get(0), 1e-12, "step " + i);
      }
    }
  }

  @Test
  void aRepeatedCommandHolds() {
    try (Episodes seldom = Episodes.ofFactor("factor: action_timing, repeat: 4")) {
      long seed = 0;
      while (seldom.reset(seed).drawn("repeat") != 3) {
        seed++;
      }
      for (int i = 0; i < 7; i++) {
        seldom.step(0.1 * i, 0);
        double expected = 0.1 * (i - i % 3);
        assertEquals(expected, seldom.environment().physics().ctrl().get(0), 1e-12, "step " + i);
      }
    }
  }

  @Test
  void noiseHasItsDeviation() {
    try (Episodes episodes = Episodes.ofFactor("factor: action_noise, radians: 0.2")) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (int seed = 0; seed < 20; seed++) {
        episodes.reset(seed);
        for (int i = 0; i < 50; i++) {
          episodes.step(0, 0.1);
          double control = episodes.environment().physics().ctrl().get(0);
          sum += control;
          squares += control * control;
          count++;
          assertEquals(0.1, episodes.environment().physics().ctrl().get(1), EXACT, "no radians");
        }
      }
      assertEquals(0, sum / count, 0.2 * 5 / Math.sqrt(count));
      assertEquals(0.2, Math.sqrt(squares / count), 0.025);
    }
  }

  @Test
  void anOldObservationIsThatOfAnEarlierStep() {
    try (Episodes late = Episodes.ofFactor("factor: observation_delay, periods: 2");
        Episodes plain = Episodes.plain()) {
      long seed = 0;
      while (late.reset(seed).drawn("periods") != 2) {
        seed++;
      }
      plain.reset(seed);
      double[] first = plain.positions();
      assertArrayEquals(first, late.positions());
      for (int i = 0; i < 2; i++) {
        late.step(1, 0);
        assertArrayEquals(first, late.positions());
      }
      plain.step(1, 0);
      late.step(1, 0);
      assertArrayEquals(plain.positions(), late.positions());
    }
  }

  @Test
  void paraphrasesSayItOtherwise() {
    try (Episodes episodes = Episodes.ofFactor("factor: paraphrase")) {
      Set<String> said = new HashSet<>();
      for (int seed = 0; seed < 60; seed++) {
        said.add(episodes.reset(seed).environment().instruction());
      }
      assertFalse(said.contains("push the block to the goal"));
      assertTrue(said.size() > 10, said.toString());
      assertEquals(
          "shove the brick to the target", Paraphrases.reword("push the block to the goal", 0));
    }
  }
}
