package org.workcell.tasks.libero.placement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.tasks.ReferenceData;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

class InitialStateTest {

  private static final TaskConfig CONFIG = TaskConfigs.suite("spatial").get(4);

  @Test
  void everyTaskHas50DifferentStatesOfItsWidth() {
    for (TaskConfig config : TaskConfigs.all()) {
      StoredStates states = StoredStates.of(config);
      assertEquals(50, states.count());
      Set<Double> arms = new HashSet<>();
      for (int row = 0; row < states.count(); row++) {
        InitialState state = StoredStates.initialState(config, row);
        assertEquals(config.positionCount(), state.positions().length, config.id());
        assertEquals(config.velocityCount(), state.velocities().length, config.id());
        arms.add(state.positions()[0]);
      }
      assertEquals(50, arms.size());
    }
  }

  @Test
  void storedStatesAreUpstreamsToTheBit() throws IOException {
    Path facts = ReferenceData.require("specs/libero/init_states.npz");
    try (ZipFile arrays = new ZipFile(facts.toFile())) {
      for (TaskConfig config : TaskConfigs.all()) {
        String name = "libero_%s/%02d.npy".formatted(config.suite(), config.index());
        byte[] bytes = arrays.getInputStream(arrays.getEntry(name)).readAllBytes();
        NpyArray rows = NpyArray.parse(name, bytes);
        for (int row = 0; row < 50; row++) {
          assertArrayEquals(rows.row(row), StoredStates.of(config).row(row), config.id());
        }
      }
    }
  }

  /**
   * Upstream spawns at the workspace's origin + 1 cm - the marker's bottom, unless on something.
   */
  @Test
  void storedHeightsFollowFromTheTables() {
    for (TaskConfig config : TaskConfigs.all()) {
      InitialState state = StoredStates.initialState(config, 7);
      Arrangement arrangement = new Arrangement(config);
      for (var atom : PlacementPlan.of(config).onRegions()) {
        for (int i = 0; i < config.movables().size(); i++) {
          if (config.movables().get(i).name().equals(atom.subject())) {
            double origin = config.problem().workspace().offset()[2];
            double expected = origin + 0.01 - arrangement.category(atom.subject()).bottomZ();
            double stored = state.positions()[config.positionsStart(i) + 2];
            assertEquals(expected, stored, 1e-9, config.id() + " " + atom);
          }
        }
      }
    }
  }

  @Test
  void contextsHoldTheWholeState() {
    InitialState stored = StoredStates.initialState(CONFIG, 3);
    double[] context = stored.context();
    assertEquals(InitialState.contextSize(CONFIG), context.length);
    assertEquals(92 + 14, context.length);
    InitialState again = InitialState.ofContext(CONFIG, context);
    assertArrayEquals(context, again.context());
    assertArrayEquals(stored.fixturePoses()[1], again.fixturePoses()[1]);
  }

  @Test
  void roundedRowsAreNormalized() {
    double[] row = StoredStates.of(CONFIG).row(0);
    row[0] = 0.25;
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) row[i];
    }
    double[][] poses = UpstreamPlacement.fixturePoses(CONFIG, 0);
    InitialState state = InitialState.ofRow(CONFIG, row, poses);
    assertEquals(0.25, state.timeSeconds());
    int quat = CONFIG.positionsStart(0) + 3;
    double square = 0;
    for (int i = 0; i < 4; i++) {
      square += state.positions()[quat + i] * state.positions()[quat + i];
    }
    assertEquals(1, square, 1e-15);
    assertFalse(row[1 + quat] == state.positions()[quat]);
  }

  @Test
  void refusesWhatIsNoState() {
    double[][] poses = UpstreamPlacement.fixturePoses(CONFIG, 0);
    double[] row = StoredStates.of(CONFIG).row(0);
    row[1 + CONFIG.positionsStart(1) + 3] = 0.6;
    String message =
        assertThrows(IllegalArgumentException.class, () -> InitialState.ofRow(CONFIG, row, poses))
            .getMessage();
    assertTrue(message.contains("akita_black_bowl_2"), message);
    row[5] = Double.NaN;
    assertThrows(IllegalArgumentException.class, () -> InitialState.ofRow(CONFIG, row, poses));
    assertThrows(
        IllegalArgumentException.class, () -> InitialState.ofRow(CONFIG, new double[91], poses));
    assertThrows(
        IllegalArgumentException.class, () -> InitialState.ofContext(CONFIG, new double[92]));
    assertThrows(IllegalArgumentException.class, () -> StoredStates.of(CONFIG).row(50));
  }
}
