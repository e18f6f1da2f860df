package org.workcell.formats.libero;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workcell.formats.Rows;
import org.workcell.formats.SetEpisode;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.task.ResetOptions;
import org.workcell.testing.FakeSuite;

/** A file of h5py as LIBERO has it, and rules with known answers. */
class LiberoFileTest {

  private static Path fixture(String name) {
    try {
      return Path.of(
          LiberoFileTest.class
              .getResource("/org/workcell/formats/hdf5/%s.hdf5".formatted(name))
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void demonstrationsAreSortedByNumberAndSkewedUnlessTheFileSaysOtherwise() {
    try (LiberoFile file = LiberoFile.open(fixture("sound"))) {
      assertEquals(List.of("demo_2", "demo_10"), file.demos());
      assertTrue(file.skewed());
      assertTrue(file.lastRowFirst());
      assertEquals(0.05, file.controlPeriodSeconds());
      LiberoDemo demo = file.read("demo_2");
      assertEquals("put the bowl on the plate", file.instruction(demo));
      assertEquals(List.of("agentview_rgb"), file.imageArrays("demo_2"));
      assertEquals(1, demo.successes().number(6));
      assertEquals(0, demo.successes().number(5));
    }
  }

  /** {@link ForeignStates} stands for a suite that knows files of others. */
  @Test
  void suitesMaySayWhichTaskAFileIsAbout() {
    try (LiberoFileSource source =
        new LiberoFileSource(
            LiberoFile.open(fixture("sound")),
            FakeSuite.registry(),
            EnvironmentOptions.defaults(),
            new LiberoFileSource.Options(Optional.empty(), false, false, true))) {
      SetEpisode read = source.read(1);
      assertEquals(FakeSuite.POINT_MASS, read.identity().task());
      assertEquals(6, read.count());
      assertEquals(10 + 7, read.steps().action().number(0), "action of row 1");
      assertEquals(10, read.observation().get("joint_states").number(0), "seen after action 0");
      assertEquals(3 * 6 * 3, read.images().get(0).frames().rgb(0)[0] & 0xFF, "last row first");
    }
  }

  @Test
  void filesWithoutAKnownTaskOrWithUnevenRowsAreRefused() {
    assertTrue(
        assertThrows(BadInputException.class, () -> LiberoFile.open(fixture("no_demos")))
            .getMessage()
            .contains("has no data/demo_0"));
    try (LiberoFile file = LiberoFile.open(fixture("missing_rows"))) {
      BadInputException uneven = assertThrows(BadInputException.class, () -> file.read("demo_0"));
      assertTrue(uneven.getMessage().contains("expected 7 rows"), uneven.getMessage());
      BadInputException unknown =
          assertThrows(
              BadInputException.class,
              () ->
                  new StateStage(
                      file, FakeSuite.registry(), EnvironmentOptions.defaults(), Optional.empty()));
      assertTrue(unknown.getMessage().contains("no suite here knows"), unknown.getMessage());
    }
  }

  /** OpenVLA's rule: small motion, and the gripper's command as in the step kept last. */
  @Test
  void stepsThatDoNothingAreLeftOut() {
    double[][] actions = {
      {0, 0, -1},
      {0, 9e-5, 1},
      {0.5, 0, -1},
      {0, 0, -1},
      {0, 0, 1},
      {0, 0, 1},
      {7e-5, 8e-5, 1},
      {0, 0, -1}
    };
    int[] kept = NoOperations.dropped(RobotState.array(actions), Rows.range(0, actions.length));
    assertArrayEquals(new int[] {2, 4, 6, 7}, kept);
    assertArrayEquals(
        new int[] {6, 7}, NoOperations.dropped(RobotState.array(actions), new int[] {4, 6, 7}));
  }

  @Test
  void robotStatesHaveLiberosNamesAndOrder() {
    double angle = 0.3;
    double[] proprioception = new double[39];
    for (int i = 0; i < proprioception.length; i++) {
      proprioception[i] = i;
    }
    double[] quaternion = {0, 0, Math.sin(angle / 2), Math.cos(angle / 2)};
    System.arraycopy(quaternion, 0, proprioception, 31, 4);
    NpyArray block = RobotState.array(new double[][] {proprioception});
    RobotState robot = new RobotState(Map.of("robot0_proprio-state", block));
    Map<String, NpyArray> found = robot.observation();
    assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6}, found.get("joint_states").row(0));
    assertArrayEquals(new double[] {35, 36}, found.get("gripper_states").row(0));
    assertArrayEquals(new double[] {28, 29, 30, 0, 0, angle}, found.get("ee_states").row(0), 1e-15);
    assertArrayEquals(
        new double[] {35, 36, 28, 29, 30, 0, 0, quaternion[2], quaternion[3]},
        robot.robotStates().orElseThrow().row(0));
    assertArrayEquals(new double[3], RobotState.axisAngle(new double[] {0, 0, 0, 1}));
    assertEquals(Map.of(), new RobotState(Map.of()).observation());
  }

  @Test
  void startsAreReadBackAndGarbageIsRefused() {
    ResetOptions start = ResetOptions.seed(1L << 60).withVariation(2).withContext(0.1, -3e-300);
    ResetOptions read = StartText.read(StartText.write(start));
    assertEquals(start.seed(), read.seed());
    assertEquals(2, read.variation().getAsInt());
    assertArrayEquals(new double[] {0.1, -3e-300}, read.context().orElseThrow());
    for (String text : List.of("", "[]", "{\"seed\": \"x\"}", "{", "{\"context\": [1]}")) {
      assertThrows(IllegalArgumentException.class, () -> StartText.read(text), text);
    }
  }

  @Test
  void filesAreNamedAsLiberoNamesThem() {
    assertEquals(
        "libero_goal/open_the_drawer_demo.hdf5", TaskFile.path("libero/goal/open_the_drawer-v1"));
    assertEquals("metaworld/push-v3_demo.hdf5", TaskFile.path("metaworld/push-v3"));
    assertEquals("eye_in_hand_rgb", Names.images("robot0_eye_in_hand"));
    assertEquals("robot0_eye_in_hand", Names.camera("eye_in_hand_rgb"));
    assertEquals("corner2", Names.camera(Names.images("corner2")));
  }
}
