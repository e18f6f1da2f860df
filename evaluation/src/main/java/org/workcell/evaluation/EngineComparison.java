package org.workcell.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.TaskRegistry;

/**
 * Where two engines part: the same episodes of the same policy in both, which are rebuilt step by
 * step, and the actions of the first engine's episodes once more in the second engine. What the
 * policy corrects is thereby told from what the engines do with equal actions.
 */
public final class EngineComparison {

  private static final double[] SECONDS = {0.2, 0.5, 1, 2, 5, 10};

  /**
   * A task.
   *
   * @param task id
   * @param episodes that were compared: those without error in both engines
   * @param errors episodes that could not go on in either
   * @param scores of the two engines
   * @param ownActions how far apart they are while the policy acts in each
   * @param sameActions the same where the second engine gets the first one's actions
   */
  public record Task(
      String task,
      int episodes,
      int errors,
      List<Score> scores,
      Apart ownActions,
      Apart sameActions) {}

  /**
   * Scores in one engine.
   *
   * @param engine name and version
   * @param successOnce share of episodes
   * @param successAtEnd share of episodes
   * @param meanReturn of the episodes
   * @param meanFirstSuccessStep of those that succeed; null where none does
   * @param measure the task's first info column, for example the tip's distance from the goal, m
   * @param finalMeasure its mean over episodes in the last step
   * @param touchingShare share of the steps in which MuJoCo finds more contacts than at the start;
   *     Bullet has none, so that its motion is then not that of a robot that touches something
   * @param premiseFalse episodes that began with a false premise; null and left out where no
   *     episode tests it
   */
  public record Score(
      String engine,
      double successOnce,
      double successAtEnd,
      @JsonProperty("mean_return") double meanReturn,
      @JsonInclude(JsonInclude.Include.ALWAYS) Double meanFirstSuccessStep,
      String measure,
      double finalMeasure,
      double touchingShare,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer premiseFalse) {}

  /**
   * Distances between the engines.
   *
   * @param moments of the episodes
   * @param finalTipMetres mean distance of the tips in the last step; null where the task shows no
   *     tip
   */
  public record Apart(
      List<Moment> moments, @JsonInclude(JsonInclude.Include.ALWAYS) Double finalTipMetres) {}

  /**
   * A moment of the episodes.
   *
   * @param seconds since their start
   * @param jointRms root mean square over joints and episodes, rad or m
   * @param largest of all joints and episodes
   */
  public record Moment(double seconds, double jointRms, double largest) {}

  private final RecordedRun first;
  private final RecordedRun second;
  private final TaskRegistry registry;

  /**
   * Two complete runs that differ in their engine alone.
   *
   * @throws BadInputException if their episodes are not the same
   */
  public EngineComparison(RecordedRun first, RecordedRun second, TaskRegistry registry) {
    this.first = first;
    this.second = second;
    this.registry = registry;
    if (!keys(first).equals(keys(second))) {
      throw new BadInputException(
          "the runs in %s and %s have other episodes; make them with the same arguments"
              .formatted(first.folder(), second.folder()));
    }
  }

  private static List<String> keys(RecordedRun run) {
    return run.results().stream()
        .map(each -> "%s %d %d".formatted(each.task(), each.episode(), each.seed()))
        .sorted()
        .toList();
  }

  /** Rebuilds all episodes and compares them, in the order of the tasks. */
  public List<Task> tasks() {
    try (ReplaySession inFirst = new ReplaySession(first, registry);
        ReplaySession inSecond = new ReplaySession(second, registry);
        ReplaySession across = new ReplaySession(second.manifest(), first::record, registry)) {
      List<Task> tasks = new ArrayList<>();
      for (Manifest.Task task : first.manifest().tasks()) {
        tasks.add(compare(task.id(), inFirst, inSecond, across));
      }
      return tasks;
    }
  }

  private Task compare(
      String task, ReplaySession inFirst, ReplaySession inSecond, ReplaySession across) {
    Map<Integer, EpisodeResult> ofSecond = new LinkedHashMap<>();
    second.results().stream()
        .filter(each -> each.task().equals(task))
        .forEach(each -> ofSecond.put(each.episode(), each));
    List<EpisodeTrace> one = new ArrayList<>();
    List<EpisodeTrace> other = new ArrayList<>();
    List<EpisodeTrace> same = new ArrayList<>();
    int errors = 0;
    for (EpisodeResult result : first.results()) {
      if (!result.task().equals(task)) {
        continue;
      }
      EpisodeResult counterpart = ofSecond.get(result.episode());
      if (result.errored() || counterpart.errored()) {
        errors++;
        continue;
      }
      one.add(EpisodeTrace.of(inFirst.open(result), result));
      other.add(EpisodeTrace.of(inSecond.open(counterpart), counterpart));
      same.add(EpisodeTrace.of(across.open(result), result));
    }
    return new Task(
        task,
        one.size(),
        errors,
        List.of(score(first, one), score(second, other)),
        apart(one, other),
        apart(one, same));
  }

  private static Score score(RecordedRun run, List<EpisodeTrace> traces) {
    OptionalDouble firstSuccess =
        traces.stream()
            .map(trace -> trace.result().firstSuccessStep())
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .average();
    return new Score(
        "%s %s".formatted(run.manifest().engine().name(), run.manifest().engine().version()),
        mean(traces, trace -> trace.result().successOnce() ? 1 : 0),
        mean(traces, trace -> trace.result().successAtEnd() ? 1 : 0),
        mean(traces, trace -> trace.result().episodeReturn()),
        firstSuccess.isPresent() ? (Double) firstSuccess.getAsDouble() : null,
        traces.isEmpty() ? "" : traces.get(0).measure(),
        mean(traces, EpisodeTrace::finalMeasure),
        mean(traces, EpisodeTrace::touchingShare),
        falsePremises(traces));
  }

  private static Integer falsePremises(List<EpisodeTrace> traces) {
    return traces.stream().allMatch(trace -> trace.result().premise() == null)
        ? null
        : (Integer) (int) traces.stream().filter(trace -> trace.result().hasFalsePremise()).count();
  }

  private static double mean(List<EpisodeTrace> traces, ToDoubleFunction<EpisodeTrace> value) {
    return traces.stream().mapToDouble(value).average().orElse(0);
  }

  private static Apart apart(List<EpisodeTrace> one, List<EpisodeTrace> other) {
    List<Moment> moments = new ArrayList<>();
    Function<EpisodeTrace, Integer> last = EpisodeTrace::steps;
    int longest = one.stream().map(last).mapToInt(Integer::intValue).max().orElse(0);
    for (double seconds : SECONDS) {
      int step = one.isEmpty() ? 0 : (int) Math.round(seconds / one.get(0).periodSeconds());
      if (step > 0 && step <= longest) {
        moments.add(moment(one, other, step, seconds));
      }
    }
    double tips = 0;
    for (int i = 0; i < one.size(); i++) {
      tips += one.get(i).tipApart(other.get(i));
    }
    boolean known = !one.isEmpty() && Double.isFinite(tips);
    return new Apart(moments, known ? (Double) (tips / one.size()) : null);
  }

  private static Moment moment(
      List<EpisodeTrace> one, List<EpisodeTrace> other, int step, double seconds) {
    double squares = 0;
    double largest = 0;
    int count = 0;
    for (int i = 0; i < one.size(); i++) {
      double[] a = one.get(i).positions(step);
      double[] b = other.get(i).positions(step);
      for (int joint = 0; joint < a.length; joint++) {
        double difference = Math.abs(a[joint] - b[joint]);
        squares += difference * difference;
        largest = Math.max(largest, difference);
        count++;
      }
    }
    return new Moment(seconds, Math.sqrt(squares / Math.max(1, count)), largest);
  }
}
