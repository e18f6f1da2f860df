package org.workcell.evaluation;

import java.util.List;
import java.util.OptionalInt;
import org.workcell.datasets.degradation.DegradationFactory;
import org.workcell.datasets.degradation.DegradationProvider;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.providers.Providers;

/**
 * How episodes are run whose steps are kept.
 *
 * @param stepsAfterSuccess steps that an episode goes on after its first success; to the end where
 *     absent
 * @param degradations what changes the policy's actions, in the words of the command line: {@code
 *     NAME=PARAMETERS}
 */
public record Recording(OptionalInt stepsAfterSuccess, List<String> degradations) {

  /** Most degradations: each has a column. */
  private static final int MOST_DEGRADATIONS = 16;

  /**
   * Takes a defensive copy.
   *
   * @throws BadInputException if a number is out of range
   */
  public Recording {
    degradations = List.copyOf(degradations);
    if (stepsAfterSuccess.isPresent() && stepsAfterSuccess.getAsInt() < 0) {
      throw new BadInputException(
          "--after-success must be 0 or more steps, or horizon, not "
              + stepsAfterSuccess.getAsInt());
    }
    if (degradations.size() > MOST_DEGRADATIONS) {
      throw new BadInputException(
          "there are %d degradations; use at most %d"
              .formatted(degradations.size(), MOST_DEGRADATIONS));
    }
  }

  /**
   * The degradations that are meant, in order.
   *
   * @throws BadInputException if a name or its parameters are unknown
   */
  public List<DegradationFactory> factories() {
    return degradations.stream().map(Recording::factory).toList();
  }

  private static DegradationFactory factory(String words) {
    DegradationProvider provider =
        Providers.named(
            "degradation",
            Providers.nameOf(words),
            Providers.load(DegradationProvider.class),
            DegradationProvider::name);
    try {
      return provider.create(Providers.parametersOf(words));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--degrade %s: %s".formatted(words, e.getMessage()), e);
    }
  }

  /** What an episode depends on, in one line. */
  String identity() {
    String end =
        stepsAfterSuccess.isPresent()
            ? stepsAfterSuccess.getAsInt() + " steps after the first success"
            : "at the horizon";
    return "ends %s, degradations %s"
        .formatted(end, factories().stream().map(DegradationFactory::identity).toList());
  }
}
