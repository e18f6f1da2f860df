package org.workcell.server.session;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.task.ResetOptions;

/**
 * How the episodes of some rows start, as a call says it; lists have an element for each row.
 *
 * @param vector number of the vector
 * @param environments the rows; all where absent
 * @param seed row {@code i} of the vector starts with {@code seed + i}
 * @param seeds the seed of each row, in place of {@code seed}
 * @param tasks the task of each row; null where a row keeps its own
 * @param variations the variation of each row; null where it is drawn
 * @param contexts the context of each row; null where it is drawn
 */
record Starts(
    Integer vector,
    int[] environments,
    Long seed,
    long[] seeds,
    List<String> tasks,
    List<Integer> variations,
    List<double[]> contexts)
    implements CallArguments {

  /** Reset options for these rows. */
  List<ResetOptions> options(int[] rows) {
    if ((seed == null) == (seeds == null)) {
      throw CallJson.invalid("give 'seed' or 'seeds', one of the two");
    }
    requireLength("seeds", seeds == null ? rows.length : seeds.length, rows.length);
    requireLength("tasks", tasks == null ? rows.length : tasks.size(), rows.length);
    requireLength("variations", variations == null ? rows.length : variations.size(), rows.length);
    requireLength("contexts", contexts == null ? rows.length : contexts.size(), rows.length);
    List<ResetOptions> starts = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      starts.add(options(i, rows[i]));
    }
    return starts;
  }

  private static void requireLength(String name, int found, int expected) {
    if (found != expected) {
      throw CallJson.invalid(
          "'%s' has %d elements, expected one for each of %d rows"
              .formatted(name, found, expected));
    }
  }

  private long seedOf(int row) {
    if (seed > Long.MAX_VALUE - row) {
      throw CallJson.invalid(
          "seed %d leaves no room for row %d; use a smaller one".formatted(seed, row));
    }
    return seed + row;
  }

  private ResetOptions options(int i, int row) {
    ResetOptions start = ResetOptions.seed(seeds == null ? seedOf(row) : seeds[i]);
    if (tasks != null && tasks.get(i) != null) {
      start = start.withTask(tasks.get(i));
    }
    if (variations != null && variations.get(i) != null) {
      start = start.withVariation(variations.get(i));
    }
    if (contexts != null && contexts.get(i) != null) {
      start = start.withContext(contexts.get(i));
    }
    return start;
  }
}
