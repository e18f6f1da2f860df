package org.workcell.tasks.libero;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.image.ImageOrientation;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.task.TaskSpec;

/** Settings and evaluation conventions, without a simulation. */
class LiberoSettingsTest {

  private static final TaskDefinition SPATIAL =
      TaskRegistry.load()
          .task("libero/spatial/pick_up_the_black_bowl_on_the_stove_and_place_it_on_the_plate-v1")
          .orElseThrow();

  private static TaskOptions options(Profile profile, Map<String, String> chosen) {
    return TaskOptions.resolve(profile, chosen, SPATIAL);
  }

  @ParameterizedTest
  @CsvSource({
    "workcell, 0, 0, 220, UPRIGHT",
    "libero, 5, 0, 600, OPENGL",
    "openvla, 10, -1, 220, ROTATED",
    "ript, 10, 0, 600, OPENGL",
    "simplevla, 10, -1, 512, ROTATED",
    "rlinf, 15, -1, 240, ROTATED"
  })
  void conventionsSetTheirParts(
      String name, int actions, double gripper, int horizon, ImageOrientation orientation) {
    TaskOptions options = options(Profile.COMPAT, Map.of("convention", name));
    LiberoSettings settings = LiberoSettings.of(options);
    TaskSpec spec = SPATIAL.spec(options);
    assertEquals(actions, settings.settleActions());
    assertEquals(gripper, settings.settleGripper());
    assertEquals(horizon, spec.horizon());
    assertEquals(orientation, spec.conventions().imageOrientation());
  }

  @Test
  void eachPartCanBeChosenAndIsListed() {
    TaskOptions options =
        options(
            Profile.STRICT,
            Map.of("convention", "openvla", "settle_actions", "3", "image_orientation", "upright"));
    LiberoSettings settings = LiberoSettings.of(options);
    assertEquals(3, settings.settleActions());
    assertEquals(-1, settings.settleGripper());
    assertEquals(ImageOrientation.UPRIGHT, settings.imageOrientation());
    assertEquals("-1", options.settings().get("settle_gripper"), "in the manifest");
  }

  @Test
  void startsFollowTheProfileUnlessChosen() {
    assertTrue(LiberoSettings.of(options(Profile.STRICT, Map.of())).settledStarts());
    assertFalse(LiberoSettings.of(options(Profile.COMPAT, Map.of())).settledStarts());
    assertFalse(
        LiberoSettings.of(options(Profile.STRICT, Map.of("starts", "stored"))).settledStarts());
    assertTrue(
        LiberoSettings.of(options(Profile.COMPAT, Map.of("starts", "settled"))).settledStarts());
  }

  @Test
  void bothLanguagesAreThere() {
    assertEquals(
        "pick up the black bowl on the stove and place it on the plate",
        SPATIAL.spec(options(Profile.STRICT, Map.of())).instruction());
    assertEquals(
        "pick the akita black bowl on the stove and place it on the plate",
        SPATIAL
            .spec(options(Profile.STRICT, Map.of("language", "bddl")))
            .instruction()
            .toLowerCase(java.util.Locale.ROOT));
  }
}
