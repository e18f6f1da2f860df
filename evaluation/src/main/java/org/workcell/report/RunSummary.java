package org.workcell.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.Protocol;

/**
 * The numbers of a run: {@code summary.json}.
 *
 * @param headline which rate is the result; the manifest tells it
 * @param tasks by task id, in the order of the manifest, without perturbation
 * @param overall over all episodes of all tasks, without perturbation
 * @param groups the same of the tasks of each group, by its name, without perturbation; left out
 *     where the manifest names no groups
 * @param meanOfGroups mean of the groups' headline rates, each counted once, whatever its episodes;
 *     left out where there are no groups
 * @param conditions the same of each condition, by name and in order; left out where there is only
 *     the unperturbed one
 * @param readsScene ids of the tasks whose policy reads the simulation beside the observations;
 *     left out where it reads none
 * @param notRepeatable why another run would give other numbers; left out where nothing is known
 */
public record RunSummary(
    @JsonIgnore Headline headline,
    Map<String, SuccessSummary> tasks,
    SuccessSummary overall,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, SuccessSummary> groups,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double meanOfGroups,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Group> conditions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> readsScene,
    @JsonInclude(JsonInclude.Include.NON_NULL) String notRepeatable) {

  /**
   * The numbers of one condition.
   *
   * @param tasks by task id, those to which the condition applies
   * @param overall over all their episodes; null where it applies to none
   */
  public record Group(Map<String, SuccessSummary> tasks, SuccessSummary overall) {

    /** Takes a defensive copy that keeps the order. */
    public Group {
      tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    }

    private static Group of(List<EpisodeResult> results, List<String> ids, Headline headline) {
      Map<String, List<EpisodeResult>> byTask =
          results.stream().collect(Collectors.groupingBy(EpisodeResult::task));
      Map<String, SuccessSummary> tasks = new LinkedHashMap<>();
      ids.forEach(id -> tasks.put(id, SuccessSummary.of(byTask.get(id), headline)));
      return new Group(tasks, results.isEmpty() ? null : SuccessSummary.of(results, headline));
    }
  }

  /** Takes defensive copies that keep the order. */
  public RunSummary {
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    readsScene = List.copyOf(readsScene);
  }

  /** Sums up the results of a finished run, given by condition, task and episode. */
  public static RunSummary of(Manifest manifest, List<EpisodeResult> results) {
    Headline headline = Headline.ofLabel(Protocol.ofLabel(manifest.protocol()).headline());
    Map<String, List<EpisodeResult>> byCondition =
        results.stream().collect(Collectors.groupingBy(EpisodeResult::condition));
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Manifest.Condition each : manifest.conditions()) {
      List<EpisodeResult> own = byCondition.getOrDefault(each.name(), List.of());
      groups.put(each.name(), Group.of(own, each.tasks(), headline));
    }
    Group unperturbed = groups.values().iterator().next();
    Map<String, SuccessSummary> taskGroups =
        taskGroups(manifest, byCondition.get(groups.keySet().iterator().next()), headline);
    return new RunSummary(
        headline,
        unperturbed.tasks(),
        unperturbed.overall(),
        taskGroups,
        taskGroups.isEmpty()
            ? null
            : taskGroups.values().stream().mapToDouble(headline::rate).average().getAsDouble(),
        groups.size() > 1 ? groups : Map.of(),
        manifest.tasksWhosePolicyReadsScene(),
        manifest.whyNotRepeatable().orElse(null));
  }

  /** By group in the order of its first task; tasks without a group are in none. */
  private static Map<String, SuccessSummary> taskGroups(
      Manifest manifest, List<EpisodeResult> results, Headline headline) {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    manifest.tasks().stream()
        .filter(task -> task.reportGroup() != null)
        .forEach(
            task ->
                ids.computeIfAbsent(task.reportGroup(), key -> new ArrayList<>()).add(task.id()));
    Map<String, SuccessSummary> groups = new LinkedHashMap<>();
    ids.forEach(
        (name, members) ->
            groups.put(
                name,
                SuccessSummary.of(
                    results.stream().filter(each -> members.contains(each.task())).toList(),
                    headline)));
    return groups;
  }

  /** Number of episodes that errored under any condition. */
  public int errors() {
    return conditions.isEmpty()
        ? overall.errors()
        : conditions.values().stream()
            .filter(group -> group.overall() != null)
            .mapToInt(group -> group.overall().errors())
            .sum();
  }

  /** Whether any rate rests on episodes with a false premise, under any condition. */
  boolean hasFalsePremises() {
    return tasksByCondition().stream()
        .flatMap(each -> each.values().stream())
        .anyMatch(SuccessSummary::hasFalsePremises);
  }

  /** Whether any episode tested its premise, under any condition. */
  boolean testsPremises() {
    return tasksByCondition().stream()
        .flatMap(each -> each.values().stream())
        .anyMatch(each -> each.premiseTested() > 0);
  }

  /** The numbers of the tasks, condition by condition. */
  List<Map<String, SuccessSummary>> tasksByCondition() {
    return conditions.isEmpty()
        ? List.of(tasks)
        : conditions.values().stream().map(Group::tasks).toList();
  }

  /** The id of a task with a mark where its policy reads the scene. */
  String marked(String task) {
    return readsScene.contains(task) ? task + " *" : task;
  }

  /** What the mark means; empty where there is none. */
  String meaningOfMark() {
    return readsScene.isEmpty() ? "" : "* the policy reads the simulation beside the observations";
  }

  /** Tasks whose headline is below a rate of 0 to 1. */
  public List<String> tasksBelow(double rate) {
    return tasks.entrySet().stream()
        .filter(task -> headline.rate(task.getValue()) < rate)
        .map(Map.Entry::getKey)
        .toList();
  }
}
