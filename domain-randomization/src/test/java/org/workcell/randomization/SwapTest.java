package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Things that change places. */
class SwapTest {

  private static final String SWAP = "factor: swap";

  /** Where x of the cube and the two blocks is in qpos. */
  private static final Map<String, Integer> OBJECTS = Map.of("cube", 2, "a", 9, "b", 16);

  private static double[] places(Episodes episodes) {
    return episodes.physics().qpos().toArray();
  }

  /** Which objects are where another one was; their heights are their own. */
  private static Set<String> exchanged(double[] before, double[] after) {
    List<String> moved = new ArrayList<>();
    OBJECTS.forEach(
        (name, x) -> {
          assertEquals(before[x + 2], after[x + 2], name);
          if (before[x] != after[x]) {
            moved.add(name);
          }
        });
    if (!moved.isEmpty()) {
      assertEquals(2, moved.size(), moved.toString());
      int first = OBJECTS.get(moved.get(0));
      int second = OBJECTS.get(moved.get(1));
      for (int axis = 0; axis < 2; axis++) {
        assertEquals(before[first + axis], after[second + axis]);
        assertEquals(before[second + axis], after[first + axis]);
      }
    }
    return new TreeSet<>(moved);
  }

  @Test
  void twoChangePlacesWhereBothHaveRoom() {
    Preset preset = Episodes.preset(SWAP);
    try (Episodes plain = Episodes.ofExample(SWAP, preset.perturbation(Preset.ALL, 0));
        Episodes swapped = Episodes.ofExample(SWAP, preset.training())) {
      double[] before = places(plain.reset(1));
      Set<Set<String>> pairs = new HashSet<>();
      for (int seed = 0; seed < 30; seed++) {
        pairs.add(exchanged(before, places(swapped.reset(seed))));
      }
      // Block b is too long for the place of block a, beside the bin.
      assertEquals(Set.of(Set.of("a", "cube"), Set.of("b", "cube")), pairs);
    }
  }

  @Test
  void severityIsTheShareOfEpisodes() {
    Preset preset = Episodes.preset(SWAP);
    try (Episodes plain = Episodes.ofExample(SWAP, preset.perturbation(Preset.ALL, 0));
        Episodes some = Episodes.ofExample(SWAP, preset.perturbation(Preset.ALL, 2))) {
      double[] before = places(plain.reset(1));
      int changed = 0;
      for (int seed = 0; seed < 100; seed++) {
        changed += exchanged(before, places(some.reset(seed))).isEmpty() ? 0 : 1;
      }
      assertTrue(changed > 25 && changed < 55, changed + " of 100 at severity 2");
    }
  }

  @Test
  void nothingToActOnWhereNothingMayChangePlaces() {
    try (Episodes episodes = Episodes.plain()) {
      Map<String, String> reasons = episodes.reasonsInapplicable(Episodes.preset(SWAP).training());
      assertTrue(reasons.get("it").contains("no other object"), reasons.toString());
    }
  }
}
