package org.workcell.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.workcell.evaluation.EpisodeResult;
import org.workcell.evaluation.Manifest;

/**
 * The numbers of a run: {@code summary.json}.
 *
 * @param tasks by task id, in the order of the manifest
 * @param overall over all episodes of all tasks
 */
public record RunSummary(Map<String, SuccessSummary> tasks, SuccessSummary overall) {

  /** Takes a defensive copy that keeps the order. */
  public RunSummary {
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
  }

  /** Sums up the results of a finished run, given by task and episode. */
  public static RunSummary of(Manifest manifest, List<EpisodeResult> results) {
    Map<String, List<EpisodeResult>> byTask =
        results.stream().collect(Collectors.groupingBy(EpisodeResult::task));
    Map<String, SuccessSummary> tasks = new LinkedHashMap<>();
    for (Manifest.Task task : manifest.tasks()) {
      tasks.put(task.id(), SuccessSummary.of(byTask.get(task.id())));
    }
    return new RunSummary(tasks, SuccessSummary.of(results));
  }

  /** Tasks whose success_once is below a rate of 0 to 1. */
  public List<String> tasksBelow(double rate) {
    return tasks.entrySet().stream()
        .filter(task -> task.getValue().successOnce() < rate)
        .map(Map.Entry::getKey)
        .toList();
  }
}
