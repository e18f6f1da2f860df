package org.workcell.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.Protocol;
import org.workcell.statistics.PairedTest;

/**
 * How success changes under perturbation: {@code perturbation.json}. Each condition is compared
 * with the unperturbed episodes of the same tasks, seeds and initial states.
 *
 * @param preset name of the preset
 * @param note what readers of numbers should know of its name; left out where there is nothing
 * @param severity 0 to 5
 * @param headline which rate is compared
 * @param tasks ids of all tasks, in order
 * @param conditions by name, in order; the first is the unperturbed one
 * @param readsScene ids of the tasks whose policy reads the simulation beside the observations;
 *     left out where it reads none
 * @param notRepeatable why another run would give other numbers; left out where nothing is known
 */
public record PerturbationSummary(
    String preset,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String note,
    int severity,
    String headline,
    List<String> tasks,
    Map<String, Condition> conditions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> readsScene,
    @JsonInclude(JsonInclude.Include.NON_NULL) String notRepeatable) {

  /**
   * One condition.
   *
   * @param overall over all tasks that it applies to; null where it applies to none
   * @param tasks by task id, those that it applies to
   * @param leftOut by task id, the factors that have nothing to act on there, and why
   * @param noticedOnlyIn what a policy must take to notice it; empty where it shows in states, too
   */
  public record Condition(
      Comparison overall,
      Map<String, Comparison> tasks,
      Map<String, Map<String, String>> leftOut,
      @JsonProperty("seen_only_in") String noticedOnlyIn) {

    /** Takes defensive copies that keep the order. */
    public Condition {
      tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
      leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    /** Whether there is anything to compare. */
    @JsonIgnore
    boolean applies() {
      return overall != null;
    }

    /** What is said of it, and of those who cannot have noticed it. */
    @JsonIgnore
    String finding(boolean reference) {
      if (reference) {
        return "reference";
      }
      if (!applies()) {
        return "nothing to act on";
      }
      String hint = noticedOnlyIn.isEmpty() ? "" : ", seen only in " + noticedOnlyIn;
      return overall.finding() + hint;
    }
  }

  /**
   * A group of episodes beside the same ones unperturbed.
   *
   * @param perturbed numbers of the condition
   * @param unperturbed numbers without perturbation
   * @param lost episodes that succeed only unperturbed
   * @param gained episodes that succeed only perturbed
   * @param verdict {@code worse} or {@code better} where {@link PairedTest} tells the two apart,
   *     else {@code not distinguishable}
   * @param pValue of that test
   */
  public record Comparison(
      SuccessSummary perturbed,
      SuccessSummary unperturbed,
      int lost,
      int gained,
      String verdict,
      double pValue) {

    static Comparison of(
        List<EpisodeResult> perturbed, List<EpisodeResult> unperturbed, Headline headline) {
      SuccessSummary with = SuccessSummary.of(perturbed, headline);
      SuccessSummary without = SuccessSummary.of(unperturbed, headline);
      Set<String> succeeded = successes(perturbed, headline);
      Set<String> before = successes(unperturbed, headline);
      PairedTest test =
          PairedTest.of(
              (int) before.stream().filter(episode -> !succeeded.contains(episode)).count(),
              (int) succeeded.stream().filter(episode -> !before.contains(episode)).count());
      return new Comparison(
          with, without, test.lost(), test.gained(), label(test.verdict()), test.pValue());
    }

    private static String label(PairedTest.Verdict verdict) {
      return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether the test tells the two apart. */
    @JsonIgnore
    boolean isDistinguishable() {
      return pValue < PairedTest.SIGNIFICANCE_LEVEL;
    }

    /** The verdict with its p value; where every result and return is the same, that. */
    @JsonIgnore
    String finding() {
      return perturbed.equals(unperturbed)
          ? "equal"
          : "%s (p = %s)".formatted(verdict, Numbers.pValue(pValue));
    }

    private static Set<String> successes(List<EpisodeResult> results, Headline headline) {
      return results.stream()
          .filter(
              result ->
                  headline == Headline.SUCCESS_ONCE ? result.successOnce() : result.successAtEnd())
          .map(result -> result.task() + " " + result.episode())
          .collect(Collectors.toSet());
    }
  }

  /** Takes defensive copies that keep the order. */
  public PerturbationSummary {
    tasks = List.copyOf(tasks);
    readsScene = List.copyOf(readsScene);
    conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
  }

  /** Compares every condition of a finished run, which has some, with the unperturbed episodes. */
  public static PerturbationSummary of(Manifest manifest, List<EpisodeResult> results) {
    Headline headline = Headline.ofLabel(Protocol.ofLabel(manifest.protocol()).headline());
    Map<String, List<EpisodeResult>> byCondition =
        results.stream().collect(Collectors.groupingBy(EpisodeResult::condition));
    List<EpisodeResult> unperturbed = byCondition.get(manifest.conditions().get(0).name());
    Map<String, Condition> conditions = new LinkedHashMap<>();
    for (Manifest.Condition each : manifest.conditions()) {
      List<EpisodeResult> own = byCondition.getOrDefault(each.name(), List.of());
      conditions.put(each.name(), compare(own, unperturbed, headline, each));
    }
    return new PerturbationSummary(
        manifest.preset().name(),
        manifest.preset().note(),
        manifest.preset().severity(),
        headline.label(),
        manifest.tasks().stream().map(Manifest.Task::id).toList(),
        conditions,
        manifest.tasksWhosePolicyReadsScene(),
        manifest.whyNotRepeatable().orElse(null));
  }

  private static Condition compare(
      List<EpisodeResult> results,
      List<EpisodeResult> unperturbed,
      Headline headline,
      Manifest.Condition condition) {
    Map<String, List<EpisodeResult>> before = byTask(unperturbed);
    Map<String, Comparison> tasks = new LinkedHashMap<>();
    List<EpisodeResult> same = new ArrayList<>();
    byTask(results)
        .forEach(
            (task, mine) -> {
              List<EpisodeResult> theirs = Objects.requireNonNull(before.get(task), task);
              tasks.put(task, Comparison.of(mine, theirs, headline));
              same.addAll(theirs);
            });
    Comparison overall = results.isEmpty() ? null : Comparison.of(results, same, headline);
    return new Condition(overall, tasks, condition.leftOut(), condition.noticedOnlyIn());
  }

  private static Map<String, List<EpisodeResult>> byTask(List<EpisodeResult> results) {
    return results.stream()
        .collect(
            Collectors.groupingBy(EpisodeResult::task, LinkedHashMap::new, Collectors.toList()));
  }

  /** Whether a condition is the one that the others are compared with. */
  boolean isReference(String condition) {
    return conditions.keySet().iterator().next().equals(condition);
  }

  /** Whether any rate rests on episodes with a false premise. */
  boolean hasFalsePremises() {
    return conditions.values().stream()
        .filter(Condition::applies)
        .map(Condition::overall)
        .anyMatch(
            each -> each.perturbed().hasFalsePremises() || each.unperturbed().hasFalsePremises());
  }

  /** The rate that is compared, 0 to 1. */
  double rate(SuccessSummary numbers) {
    return Headline.ofLabel(headline).rate(numbers);
  }
}
