package org.workcell.tasks.libero.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.libero.LiberoRecording;

/** Truths of goal atoms in recordings of LIBERO's own code, in its own scenes. */
class GoalAtomsGoldenTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "libero_10_1",
        "libero_10_8",
        "libero_90_1",
        "libero_90_8",
        "libero_90_23",
        "libero_90_29",
        "libero_90_33",
        "libero_90_35",
        "libero_90_39",
        "libero_90_41",
        "libero_90_45",
        "libero_90_63",
        "libero_90_73",
        "libero_90_84",
        "libero_90_86",
        "libero_goal_2",
        "libero_goal_7",
        "libero_object_1",
        "libero_object_4",
        "libero_spatial_1"
      })
  void compatGivesRecordedTruths(String task) throws IOException {
    LiberoRecording random = new LiberoRecording(task + ".random");
    LiberoRecording teleport = new LiberoRecording(task + ".teleport");
    try (Model scene = LiberoRecording.scene(random, folder)) {
      teleport.placeFixtures(scene);
      try (Physics physics = new Physics(scene)) {
        GoalAtoms goal = new GoalAtoms(random.config(), physics, Profile.COMPAT);
        NpyArray poses = teleport.array("qpos");
        for (int row = 0; row < poses.rows(); row++) {
          physics.reset();
          physics.qpos().write(0, poses.row(row));
          physics.forward();
          requireTruths(teleport, row, goal);
        }
        replay(new LiberoRecording(task + ".scripted"), physics, goal);
      }
    }
  }

  /**
   * Upstream looks at poses and contacts from before the last physics step, which recordings do not
   * hold: rows at which an atom is about to change may differ.
   */
  private static void replay(LiberoRecording recording, Physics physics, GoalAtoms goal) {
    NpyArray before = recording.array("before_istate");
    int differing = 0;
    for (int row = 0; row + 1 < before.rows(); row++) {
      physics.writeState(before.row(row + 1));
      for (int atom = 0; atom < goal.count(); atom++) {
        differing += goal.holds(atom) == truth(recording, row, goal, atom) ? 0 : 1;
      }
    }
    assertTrue(differing <= 2, "truths that differ: " + differing);
  }

  private static void requireTruths(LiberoRecording recording, int row, GoalAtoms goal) {
    boolean all = true;
    for (int atom = 0; atom < goal.count(); atom++) {
      boolean recorded = truth(recording, row, goal, atom);
      all &= recorded;
      assertEquals(recorded, goal.holds(atom), goal.atoms().get(atom) + " in row " + row);
    }
    assertEquals(all, goal.all());
    assertEquals(all, goal.progress() == 1);
  }

  private static boolean truth(LiberoRecording recording, int row, GoalAtoms goal, int atom) {
    return recording.array("atoms").number(row * goal.count() + atom) != 0;
  }
}
