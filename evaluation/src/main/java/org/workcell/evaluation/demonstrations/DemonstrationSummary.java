package org.workcell.evaluation.demonstrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.demonstrations.DemonstrationLine;

/**
 * How many attempts were kept: {@code summary.json}.
 *
 * @param tasks by id, in order
 * @param overall of all tasks together
 */
public record DemonstrationSummary(Map<String, Counts> tasks, Counts overall) {

  /**
   * Counts of one task or of all.
   *
   * @param episodes how many were wanted
   * @param kept how many were kept
   * @param attempts how many were run
   * @param errors how many of them errored
   * @param keptRate kept by attempts, 0 to 1
   * @param successOnce share of the attempts in which a step met the success rule
   * @param steps of the kept ones
   * @param degradedSteps of the kept ones, in which a degradation acted
   * @param meanReturn of the kept ones; null where none was
   * @param bytes of their files
   * @param premiseFalse attempts that began with a false premise; null and left out where no
   *     attempt tested it
   */
  public record Counts(
      int episodes,
      int kept,
      int attempts,
      int errors,
      double keptRate,
      double successOnce,
      long steps,
      long degradedSteps,
      Double meanReturn,
      long bytes,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer premiseFalse) {

    static Counts of(int wanted, List<DemonstrationLine> lines) {
      List<DemonstrationLine> kept = lines.stream().filter(DemonstrationLine::kept).toList();
      int attempts = lines.size();
      double returns = 0;
      for (DemonstrationLine line : kept) {
        returns += line.result().episodeReturn();
      }
      return new Counts(
          wanted,
          kept.size(),
          attempts,
          (int) lines.stream().filter(line -> line.result().errored()).count(),
          attempts == 0 ? 0 : (double) kept.size() / attempts,
          attempts == 0
              ? 0
              : (double) lines.stream().filter(line -> line.result().successOnce()).count()
                  / attempts,
          kept.stream().mapToLong(line -> line.result().steps()).sum(),
          kept.stream().mapToLong(DemonstrationLine::degradedSteps).sum(),
          kept.isEmpty() ? null : returns / kept.size(),
          kept.stream().mapToLong(line -> line.file().bytes()).sum(),
          falsePremises(lines));
    }

    private static Integer falsePremises(List<DemonstrationLine> lines) {
      return lines.stream().allMatch(line -> line.result().premise() == null)
          ? null
          : (Integer) (int) lines.stream().filter(line -> line.result().hasFalsePremise()).count();
    }
  }

  /**
   * The summary of all attempts.
   *
   * @param tasks ids, in order
   * @param wanted episodes to keep of each
   */
  static DemonstrationSummary of(List<String> tasks, int wanted, List<DemonstrationLine> lines) {
    Map<String, Counts> counts = new LinkedHashMap<>();
    for (String task : tasks) {
      counts.put(
          task, Counts.of(wanted, lines.stream().filter(l -> l.task().equals(task)).toList()));
    }
    return new DemonstrationSummary(counts, Counts.of(wanted * tasks.size(), lines));
  }

  /** By task, how many episodes are missing; without those of which none is. */
  public Map<String, Integer> missing() {
    Map<String, Integer> missing = new LinkedHashMap<>();
    tasks.forEach(
        (task, counts) -> {
          if (counts.kept < counts.episodes) {
            missing.put(task, counts.episodes - counts.kept);
          }
        });
    return missing;
  }
}
