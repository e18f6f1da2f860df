package org.workcell.sim2real.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds positions, velocities and position commands among columns whose names say nothing:
 * velocities are columns that follow the rate of change of others at a constant distance, commands
 * columns that positions follow.
 */
final class HeaderlessGroups {

  private static final double SURE = 0.95;
  private static final int MOST_COLUMNS = 120;

  private final double[] times;
  private final List<String> names;
  private final List<double[]> columns;

  HeaderlessGroups(double[] times, Map<String, double[]> columns) {
    this.times = times;
    this.names = List.copyOf(columns.keySet());
    this.columns = List.copyOf(columns.values());
  }

  /** Positions and velocities, if there are such columns. */
  List<DraftGroup> find() {
    if (names.size() > MOST_COLUMNS) {
      return List.of();
    }
    Map<Integer, TreeMap<Integer, Proportion>> byDistance = new HashMap<>();
    for (int a = 0; a < names.size(); a++) {
      for (int b = 0; b < names.size(); b++) {
        if (a == b) {
          continue;
        }
        Optional<Proportion> found = Proportion.ofDerivative(times, columns.get(a), columns.get(b));
        if (found.isPresent() && Math.abs(found.get().correlation()) > SURE) {
          byDistance.computeIfAbsent(b - a, key -> new TreeMap<>()).put(a, found.get());
        }
      }
    }
    int best = 0;
    for (Map.Entry<Integer, TreeMap<Integer, Proportion>> each : byDistance.entrySet()) {
      int size = each.getValue().size();
      int most = best == 0 ? 0 : byDistance.get(best).size();
      if (size > most || size == most && Math.abs(each.getKey()) < Math.abs(best)) {
        best = each.getKey();
      }
    }
    return best == 0 ? List.of() : groups(best, byDistance.get(best));
  }

  private List<DraftGroup> groups(int distance, TreeMap<Integer, Proportion> pairs) {
    List<String> positions = new ArrayList<>();
    List<String> velocities = new ArrayList<>();
    double weakest = 1;
    for (int column = pairs.firstKey(); column <= pairs.lastKey(); column++) {
      positions.add(names.get(column));
      velocities.add(names.get(column + distance));
    }
    for (Proportion each : pairs.values()) {
      weakest = Math.min(weakest, Math.abs(each.correlation()));
    }
    String reason =
        String.format(
            java.util.Locale.ROOT,
            "%d of %d columns have their rate of change in the column %d further on (correlation"
                + " %.3f or more)",
            pairs.size(),
            positions.size(),
            distance,
            weakest);
    return List.of(
        new DraftGroup("position", positions, DraftGroup.OPEN, List.of(reason)),
        new DraftGroup("velocity", velocities, DraftGroup.OPEN, List.of()));
  }
}
