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
import org.workcell.tasks.libero.problem.TaskSheet;
import org.workcell.tasks.libero.problem.TaskSheets;

class InitialStateTest {

  private static final TaskSheet SHEET = TaskSheets.suite("spatial").get(4);

  @Test
  void everyTaskHas50DifferentStatesOfItsWidth() {
    for (TaskSheet sheet : TaskSheets.all()) {
      StoredStates states = StoredStates.of(sheet);
      assertEquals(50, states.count());
      Set<Double> arms = new HashSet<>();
      for (int row = 0; row < states.count(); row++) {
        InitialState state = StoredStates.initialState(sheet, row);
        assertEquals(sheet.positionCount(), state.positions().length, sheet.id());
        assertEquals(sheet.velocityCount(), state.velocities().length, sheet.id());
        arms.add(state.positions()[0]);
      }
      assertEquals(50, arms.size());
    }
  }

  @Test
  void storedStatesAreUpstreamsToTheBit() throws IOException {
    Path facts = ReferenceData.require("specs/libero/init_states.npz");
    try (ZipFile arrays = new ZipFile(facts.toFile())) {
      for (TaskSheet sheet : TaskSheets.all()) {
        String name = "libero_%s/%02d.npy".formatted(sheet.suite(), sheet.index());
        byte[] bytes = arrays.getInputStream(arrays.getEntry(name)).readAllBytes();
        NpyArray rows = NpyArray.parse(name, bytes);
        for (int row = 0; row < 50; row++) {
          assertArrayEquals(rows.row(row), StoredStates.of(sheet).row(row), sheet.id());
        }
      }
    }
  }

  /**
   * Upstream spawns at the workspace's origin + 1 cm - the marker's bottom, unless on something.
   */
  @Test
  void storedHeightsFollowFromTheTables() {
    for (TaskSheet sheet : TaskSheets.all()) {
      InitialState state = StoredStates.initialState(sheet, 7);
      Arrangement arrangement = new Arrangement(sheet);
      for (var atom : PlacementPlan.of(sheet).onRegions()) {
        for (int i = 0; i < sheet.movables().size(); i++) {
          if (sheet.movables().get(i).name().equals(atom.subject())) {
            double origin = sheet.problem().workspace().offset()[2];
            double expected = origin + 0.01 - arrangement.category(atom.subject()).bottomZ();
            double stored = state.positions()[sheet.positionsStart(i) + 2];
            assertEquals(expected, stored, 1e-9, sheet.id() + " " + atom);
          }
        }
      }
    }
  }

  @Test
  void contextsHoldTheWholeState() {
    InitialState stored = StoredStates.initialState(SHEET, 3);
    double[] context = stored.context();
    assertEquals(InitialState.contextSize(SHEET), context.length);
    assertEquals(92 + 14, context.length);
    InitialState again = InitialState.ofContext(SHEET, context);
    assertArrayEquals(context, again.context());
    assertArrayEquals(stored.fixturePoses()[1], again.fixturePoses()[1]);
  }

  @Test
  void roundedRowsAreNormalized() {
    double[] row = StoredStates.of(SHEET).row(0);
    row[0] = 0.25;
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) row[i];
    }
    double[][] poses = UpstreamPlacement.fixturePoses(SHEET, 0);
    InitialState state = InitialState.ofRow(SHEET, row, poses);
    assertEquals(0.25, state.timeSeconds());
    int quat = SHEET.positionsStart(0) + 3;
    double square = 0;
    for (int i = 0; i < 4; i++) {
      square += state.positions()[quat + i] * state.positions()[quat + i];
    }
    assertEquals(1, square, 1e-15);
    assertFalse(row[1 + quat] == state.positions()[quat]);
  }

  @Test
  void refusesWhatIsNoState() {
    double[][] poses = UpstreamPlacement.fixturePoses(SHEET, 0);
    double[] row = StoredStates.of(SHEET).row(0);
    row[1 + SHEET.positionsStart(1) + 3] = 0.6;
    String message =
        assertThrows(IllegalArgumentException.class, () -> InitialState.ofRow(SHEET, row, poses))
            .getMessage();
    assertTrue(message.contains("akita_black_bowl_2"), message);
    row[5] = Double.NaN;
    assertThrows(IllegalArgumentException.class, () -> InitialState.ofRow(SHEET, row, poses));
    assertThrows(
        IllegalArgumentException.class, () -> InitialState.ofRow(SHEET, new double[91], poses));
    assertThrows(
        IllegalArgumentException.class, () -> InitialState.ofContext(SHEET, new double[92]));
    assertThrows(IllegalArgumentException.class, () -> StoredStates.of(SHEET).row(50));
  }
}
