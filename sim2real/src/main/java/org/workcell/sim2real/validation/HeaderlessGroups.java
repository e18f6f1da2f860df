package org.workcell.sim2real.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
  private static final int MOST_COLUMNS = 500;
  private static final int MOST_ROWS = 20_000;

  private final List<String> names;

  /** Rates of change and smoothed values on an even grid; empty where there are too few rows. */
  private final List<double[]> rates = new ArrayList<>();

  private final List<double[]> levels = new ArrayList<>();

  HeaderlessGroups(double[] times, Map<String, double[]> columns) {
    this.names = List.copyOf(columns.keySet());
    double[] some = Arrays.copyOf(times, Math.min(times.length, MOST_ROWS));
    Optional<double[]> grid = Proportion.grid(some);
    if (grid.isPresent() && names.size() <= MOST_COLUMNS) {
      for (double[] column : columns.values()) {
        double[] part = Arrays.copyOf(column, some.length);
        boolean has = Arrays.stream(part).anyMatch(Double::isFinite);
        rates.add(has ? Proportion.rate(some, part, grid.get()) : new double[grid.get().length]);
        levels.add(has ? Proportion.smooth(some, part, grid.get()) : new double[grid.get().length]);
      }
    }
  }

  /** Positions and velocities, if there are such columns. */
  List<DraftGroup> find() {
    Map<Integer, TreeMap<Integer, Proportion>> byDistance = new HashMap<>();
    for (int a = 0; a < rates.size(); a++) {
      for (int b = 0; b < rates.size(); b++) {
        Proportion found = Proportion.of(rates.get(a), levels.get(b));
        if (a != b && Math.abs(found.correlation()) > SURE) {
          byDistance.computeIfAbsent(b - a, key -> new TreeMap<>()).put(a, found);
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
    // Joints that did not move are between those that did, where all positions lie side by side.
    boolean blocks = pairs.lastKey() - pairs.firstKey() < Math.abs(distance);
    for (int column = pairs.firstKey(); column <= pairs.lastKey(); column++) {
      if (blocks || pairs.containsKey(column)) {
        positions.add(names.get(column));
        velocities.add(names.get(column + distance));
      }
    }
    for (Proportion each : pairs.values()) {
      weakest = Math.min(weakest, Math.abs(each.correlation()));
    }
    String reason =
        String.format(
            Locale.ROOT,
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
