package org.workcell.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Names that a mistyped one may have meant. */
final class NearestNames {

  private static final double SIMILAR_ENOUGH = 0.8;
  private static final int MOST = 3;
  private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

  private NearestNames() {}

  /** At most three, the nearest first; names of tasks are compared without their suite. */
  static List<String> of(String name, Collection<String> known) {
    Map<String, Double> similarities =
        known.stream()
            .distinct()
            .collect(Collectors.toMap(candidate -> candidate, other -> similarity(name, other)));
    return similarities.entrySet().stream()
        .filter(entry -> entry.getValue() >= SIMILAR_ENOUGH)
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double similarity(String name, String known) {
    // A suite's name is in all its ids, and would make all of them look alike.
    return SIMILARITY.apply(shortName(name), shortName(known));
  }

  private static String shortName(String id) {
    return id.substring(id.indexOf('/') + 1);
  }
}
