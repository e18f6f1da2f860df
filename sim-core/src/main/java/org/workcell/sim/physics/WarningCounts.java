package org.workcell.sim.physics;

import java.util.Map;
import java.util.TreeMap;
import org.workcell.mujoco.global.MuJoCo;

/** How often the engine raised each kind of warning ({@code BADQPOS}, {@code CONTACTFULL}, ...). */
public record WarningCounts(Map<String, Integer> countByName) {

  /** Takes a defensive copy in the order of names. */
  public WarningCounts {
    countByName = java.util.Collections.unmodifiableMap(new TreeMap<>(countByName));
  }

  static WarningCounts of(int[] counts, int kinds) {
    Map<String, Integer> byName = new TreeMap<>();
    for (int kind = 0; kind < kinds; kind++) {
      if (counts[kind] > 0) {
        byName.merge(MuJoCo.wc_warningName(kind).getString(), counts[kind], Integer::sum);
      }
    }
    return new WarningCounts(byName);
  }

  /** Number of warnings of all kinds. */
  public int total() {
    return countByName.values().stream().mapToInt(Integer::intValue).sum();
  }
}
