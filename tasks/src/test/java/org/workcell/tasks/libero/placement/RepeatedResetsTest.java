package org.workcell.tasks.libero.placement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.workcell.sim.numpy.NumpyMt19937;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;
import org.workcell.tasks.libero.scene.LiberoScenes;

/** A number names one of upstream's resets, whatever was drawn before. */
class RepeatedResetsTest {

  private static final long SINCE_SEED = 1L << 32;
  private static final long SINCE_MADE = 1L << 44;

  @Test
  void aNumberNamesAReset() {
    // A drawer that is open at first: each reset draws one more set of joint positions.
    TaskConfig config =
        TaskConfigs.of(
            "libero/90/KITCHEN_SCENE10_close_the_top_drawer_of_the_cabinet_and_put_the_black_bowl_on"
                + "_top_of_it-v1");
    try (Model model = AssetPack.builtin().load(LiberoScenes.of(config), SceneAdditions.none());
        Physics physics = new Physics(model)) {
      UpstreamPlacement sequence = new UpstreamPlacement(config, physics);
      NumpyMt19937 random = new NumpyMt19937(5);
      double[][] expected = new double[4][];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = sequence.next(random, i).context();
      }
      assertFalse(Arrays.equals(expected[0], expected[1]));
      UpstreamPlacement named = new UpstreamPlacement(config, physics);
      for (int i : new int[] {0, 1, 2, 3, 1, 3, 0}) {
        long number = 5 + i * (SINCE_SEED + SINCE_MADE);
        assertArrayEquals(expected[i], named.after(number).context(), "reset " + i);
      }
      assertArrayEquals(
          sequence.next(new NumpyMt19937(5), 3).context(),
          named.after(5 + 3 * SINCE_MADE).context(),
          "a seed for the fourth reset");
    }
  }
}
