package org.workcell.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.workcell.datasets.records.EpisodeResult;

/**
 * The numbers of a group of episodes. Rates are 0 to 1 over all episodes, errored ones included;
 * means are over the episodes that did not error.
 *
 * @param episodes number of episodes
 * @param successOnce share with success in any step
 * @param successAtEnd share with success in the last step
 * @param ci95 lower and upper end of the 95 % Wilson score interval of the headline, which is one
 *     of the two
 * @param meanReturn mean sum of rewards; null if all errored
 * @param meanSteps mean number of steps; null if all errored
 * @param errors number of episodes that errored
 * @param premiseTrue number of episodes whose premise was tested and true; null and left out where
 *     none was tested
 * @param premiseFalse number of those where it was false; null and left out likewise
 */
public record SuccessSummary(
    int episodes,
    double successOnce,
    double successAtEnd,
    @JsonProperty("ci95") List<Double> ci95,
    Double meanReturn,
    Double meanSteps,
    int errors,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer premiseTrue,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer premiseFalse) {

  private static final double ERROR_RATE = 0.05;

  /** Takes a defensive copy. */
  public SuccessSummary {
    ci95 = List.copyOf(ci95);
  }

  /** Sums up at least one episode; the order decides the last bits of the means. */
  static SuccessSummary of(List<EpisodeResult> results, Headline headline) {
    int episodes = results.size();
    int successes = (int) results.stream().filter(EpisodeResult::successOnce).count();
    int successesAtEnd = (int) results.stream().filter(EpisodeResult::successAtEnd).count();
    int premiseFalse = (int) results.stream().filter(EpisodeResult::hasFalsePremise).count();
    int premiseTested = (int) results.stream().filter(each -> each.premise() != null).count();
    Interval wilson =
        BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
            episodes, headline == Headline.SUCCESS_ONCE ? successes : successesAtEnd, ERROR_RATE);
    return new SuccessSummary(
        episodes,
        (double) successes / episodes,
        (double) successesAtEnd / episodes,
        List.of(Math.max(0, wilson.getLowerBound()), Math.min(1, wilson.getUpperBound())),
        mean(results, EpisodeResult::episodeReturn),
        mean(results, EpisodeResult::steps),
        (int) results.stream().filter(EpisodeResult::errored).count(),
        premiseTested == 0 ? null : premiseTested - premiseFalse,
        premiseTested == 0 ? null : premiseFalse);
  }

  private static Double mean(
      List<EpisodeResult> results, ToDoubleFunction<EpisodeResult> quantity) {
    OptionalDouble mean =
        results.stream().filter(result -> !result.errored()).mapToDouble(quantity).average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  /** Number of episodes whose premise was tested. */
  int premiseTested() {
    return premiseTrue == null ? 0 : premiseTrue + premiseFalse;
  }

  /** Whether its rates rest on episodes with a false premise, too. */
  boolean hasFalsePremises() {
    return premiseFalse != null && premiseFalse > 0;
  }

  /** Lower end of the interval. */
  double low() {
    return ci95.get(0);
  }

  /** Upper end of the interval. */
  double high() {
    return ci95.get(1);
  }
}
