package org.workcell.tasks.libero.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NumpyMt19937;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.libero.LiberoRecording;
import org.workcell.tasks.libero.problem.TaskConfig;

/** Initial states after seeded resets of LIBERO's own code. */
class UpstreamPlacementGoldenTest {

  private static final int SEEDS = 3;
  private static final int RESETS = 2;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"libero_90_39", "libero_90_73", "libero_spatial_2"})
  void repeatsSeededResets(String task) throws IOException {
    LiberoRecording resets = new LiberoRecording(task + ".resets");
    TaskConfig config = resets.config();
    LiberoRecording withScene =
        task.equals("libero_spatial_2") ? resets : new LiberoRecording(task + ".random");
    try (Model scene = LiberoRecording.scene(withScene, folder);
        Physics physics = new Physics(scene)) {
      UpstreamPlacement placement = new UpstreamPlacement(config, physics);
      for (int seed = 0; seed < SEEDS; seed++) {
        NumpyMt19937 random = new NumpyMt19937(seed);
        for (int reset = 0; reset < RESETS; reset++) {
          int row = seed * RESETS + reset;
          InitialState state = placement.next(random, reset);
          requireEqual(resets.array("qpos"), row, state.positions(), 1e-15);
          double[][] poses = state.fixturePoses();
          for (int i = 0; i < poses.length; i++) {
            int pose = row * poses.length + i;
            requireEqual(resets.array("fixture_pos"), pose, head(poses[i], 0, 3), 1e-15);
            requireEqual(resets.array("fixture_quat"), pose, head(poses[i], 3, 4), 1e-15);
          }
        }
      }
    }
  }

  private static double[] head(double[] numbers, int first, int count) {
    return Arrays.copyOfRange(numbers, first, first + count);
  }

  private static void requireEqual(NpyArray recorded, int row, double[] drawn, double tolerance) {
    for (int i = 0; i < drawn.length; i++) {
      assertEquals(recorded.number(row * drawn.length + i), drawn[i], tolerance, "number " + i);
    }
  }

  /** Recordings start from seed(0), a reset and a stored state. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "libero_10_1",
        "libero_10_8",
        "libero_90_1",
        "libero_90_8",
        "libero_90_33",
        "libero_90_35",
        "libero_90_41",
        "libero_90_63",
        "libero_90_84",
        "libero_90_86",
        "libero_goal_2",
        "libero_goal_7",
        "libero_object_1",
        "libero_spatial_1"
      })
  void storedStatesHaveTheRecordedFixtures(String task) throws IOException {
    LiberoRecording recording = new LiberoRecording(task + ".random");
    TaskConfig config = recording.config();
    InitialState state = StoredStates.initialState(config, 0);
    double[] recorded = recording.array("init_state").toDoubles();
    assertEquals(recorded.length, config.stateWidth());
    for (int i = 0; i < recorded.length; i++) {
      assertEquals(recorded[i], state.context()[i]);
    }
    for (int i = 0; i < config.fixtures().size(); i++) {
      var fixture = recording.meta().get("fixtures").get(config.fixtures().get(i).name());
      for (int axis = 0; axis < 3; axis++) {
        assertEquals(fixture.get("pos").get(axis).asDouble(), state.fixturePoses()[i][axis], 1e-15);
      }
      for (int axis = 0; axis < 4; axis++) {
        assertEquals(
            fixture.get("quat").get(axis).asDouble(), state.fixturePoses()[i][3 + axis], 1e-15);
      }
    }
  }
}
