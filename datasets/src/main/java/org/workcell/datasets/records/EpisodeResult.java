package org.workcell.datasets.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.workcell.sim.environment.EpisodeStatistics;

/**
 * How an episode ended: one line of {@code episodes.jsonl}. Holds no clock, so that the same
 * evaluation always gives the same bytes. An episode that errored is never a success.
 *
 * @param task id of the task
 * @param condition what varied the episode; {@code none} where nothing did
 * @param episode 0-based number within task and condition
 * @param variation which of the task's variations
 * @param seed root of all randomness of the episode
 * @param successOnce whether any step met the success rule
 * @param successAtEnd whether the last step met it
 * @param firstSuccessStep 1-based step that met it first; null if none did
 * @param episodeReturn sum of rewards; null if it is not finite, which is an error
 * @param steps steps taken
 * @param premise whether the task's initial conditions held when the episode began, once the scene
 *     had settled; null and left out where the task does not test it, or the result is older than
 *     this field
 * @param warnings what the engine warned of, and how often
 * @param error why the episode could not go on; null if it ended as it should
 * @param cell digest of the cell that the episode ran
 */
public record EpisodeResult(
    String task,
    String condition,
    int episode,
    int variation,
    long seed,
    boolean successOnce,
    boolean successAtEnd,
    Integer firstSuccessStep,
    @JsonProperty("return") Double episodeReturn,
    int steps,
    @JsonInclude(JsonInclude.Include.NON_NULL) Boolean premise,
    Map<String, Integer> warnings,
    String error,
    String cell) {

  /**
   * Which episode it is.
   *
   * @param key what tells it apart within the run
   * @param cell digest of its cell
   * @param seed root of all its randomness
   * @param variation which of the task's variations
   */
  public record Identity(EpisodeKey key, String cell, long seed, int variation) {}

  /** Takes a defensive copy in the order of names. */
  public EpisodeResult {
    warnings = Collections.unmodifiableMap(new TreeMap<>(warnings));
  }

  /** What counts of an episode; what it reached before it failed does not. */
  public static EpisodeResult of(
      EpisodeResult.Identity identity, EpisodeStatistics statistics, Optional<String> failure) {
    boolean finite = Double.isFinite(statistics.episodeReturn());
    String error = failure.orElse(null);
    if (error == null && !finite) {
      error =
          "the return is %s; a task must give finite rewards".formatted(statistics.episodeReturn());
    }
    boolean counts = error == null;
    return new EpisodeResult(
        identity.key().task(),
        identity.key().condition(),
        identity.key().episode(),
        identity.variation(),
        identity.seed(),
        counts && statistics.successOnce(),
        counts && statistics.successAtEnd(),
        counts && statistics.successOnce() ? statistics.firstSuccessStep() : null,
        finite ? statistics.episodeReturn() : null,
        statistics.steps(),
        statistics.premise().orElse(null),
        statistics.warnings().countByName(),
        error,
        identity.cell());
  }

  /** The message of a failure, or its class where it has none. */
  public static String explain(RuntimeException failure) {
    return failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
  }

  /** Whether the episode could not go on. */
  public boolean errored() {
    return error != null;
  }

  /** Whether the episode began without what its task takes for granted. */
  public boolean hasFalsePremise() {
    return Boolean.FALSE.equals(premise);
  }

  /** The same result as written before results said anything of the premise. */
  EpisodeResult withoutPremise() {
    return new EpisodeResult(
        task,
        condition,
        episode,
        variation,
        seed,
        successOnce,
        successAtEnd,
        firstSuccessStep,
        episodeReturn,
        steps,
        null,
        warnings,
        error,
        cell);
  }

  /** What tells it apart within its run. */
  public EpisodeKey key() {
    return new EpisodeKey(condition, task, episode);
  }
}
