package org.workcell.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.workcell.evaluation.EpisodeResult;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.Protocol;

/**
 * The numbers of a run: {@code summary.json}.
 *
 * @param headline which rate is the result; the manifest tells it
 * @param tasks by task id, in the order of the manifest
 * @param overall over all episodes of all tasks
 */
public record RunSummary(
    @JsonIgnore Headline headline, Map<String, SuccessSummary> tasks, SuccessSummary overall) {

  /** Takes a defensive copy that keeps the order. */
  public RunSummary {
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
  }

  /** Sums up the results of a finished run, given by task and episode. */
  public static RunSummary of(Manifest manifest, List<EpisodeResult> results) {
    Headline headline = Headline.ofLabel(Protocol.ofLabel(manifest.protocol()).headline());
    Map<String, List<EpisodeResult>> byTask =
        results.stream().collect(Collectors.groupingBy(EpisodeResult::task));
    Map<String, SuccessSummary> tasks = new LinkedHashMap<>();
    for (Manifest.Task task : manifest.tasks()) {
      tasks.put(task.id(), SuccessSummary.of(byTask.get(task.id()), headline));
    }
    return new RunSummary(headline, tasks, SuccessSummary.of(results, headline));
  }

  /** Tasks whose headline is below a rate of 0 to 1. */
  public List<String> tasksBelow(double rate) {
    return tasks.entrySet().stream()
        .filter(task -> headline.rate(task.getValue()) < rate)
        .map(Map.Entry::getKey)
        .toList();
  }
}
