package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim2real.optimize.Identifiability;
import org.workcell.sim2real.optimize.WeakDirection;

/**
 * Freezes what the logs cannot tell. The linearised fit only suggests an unknown: if the error
 * rises when it is frozen at its start value and the others take steps, the logs do tell something
 * of it, and it stays with its wide interval. Steps begin with the Jacobian that is known already:
 * they need not lead to a minimum, only to an error that is no larger. All that is suggested is
 * tried together at first; once that is refused, one unknown at a time.
 */
final class Freezer {

  private static final int MOST_TRIALS = 12;

  /**
   * What the root mean square error may rise by, as a share, when something is frozen that does not
   * matter.
   */
  private static final double ALLOWED_RISE = 0.005;

  /** An unknown that may be frozen, and its place among all. */
  private record Candidate(int place, Unknown unknown, WeakDirection direction) {

    String name() {
      return unknown.search().name();
    }
  }

  private final ForwardOptions options;
  private final Fitter fitter;
  private final List<Frozen> frozen = new ArrayList<>();
  private final Map<String, WeakDirection> kept = new LinkedHashMap<>();
  private double allowed;

  Freezer(ForwardOptions options, Fitter fitter) {
    this.options = options;
    this.fitter = fitter;
  }

  /**
   * Freezes.
   *
   * @param fit to all windows
   * @return the others, near their minimum
   */
  FamilyFit run(FamilyFit fit) {
    LinearizedFit current = fitter.linearized(fit);
    allowed = raised(fit.minimum().cost(), 1);
    boolean together = true;
    for (int trial = 0; trial < MOST_TRIALS; trial++) {
      List<Candidate> candidates = candidates(current);
      if (candidates.isEmpty()) {
        break;
      }
      List<Candidate> tried = together ? candidates : candidates.subList(0, 1);
      LinearizedFit smaller = without(current, tried);
      if (smaller != null) {
        tried.forEach(each -> frozen.add(new Frozen(each.unknown, each.direction)));
        current = smaller;
      } else if (tried.size() == 1) {
        kept.put(tried.get(0).name(), tried.get(0).direction);
      } else {
        together = false;
      }
    }
    return current.fit();
  }

  /** What the linearised fit suggests to freeze and no trial has refused, the worst first. */
  private List<Candidate> candidates(LinearizedFit fit) {
    Identifiability seen = fit.identifiability(options.identifiableLimit());
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < seen.frozen().size(); i++) {
      Unknown unknown = fit.model().unknowns().get(seen.frozen().get(i));
      Candidate candidate = new Candidate(seen.frozen().get(i), unknown, seen.weak().get(i));
      if (!kept.containsKey(candidate.name())) {
        candidates.add(candidate);
      }
    }
    return candidates;
  }

  /** The others, with some unknowns at their start values; null if the error rises. */
  private LinearizedFit without(LinearizedFit fit, List<Candidate> left) {
    List<Unknown> remaining = new ArrayList<>(fit.model().unknowns());
    Map<String, Double> held = new HashMap<>();
    for (Candidate candidate : left) {
      remaining.remove(candidate.unknown);
      double start = candidate.unknown.search().nominal();
      candidate.unknown.paths().forEach(path -> held.put(path, start));
    }
    List<Integer> places = left.stream().map(Candidate::place).toList();
    LinearizedFit smaller = fit.without(fit.model().with(remaining, held), places);
    double goal = raised(allowed, left.size() - 1);
    LinearizedFit trial = fitter.resume(smaller, goal);
    if (!(trial.result().cost() <= goal)) {
      return null;
    }
    allowed = raised(goal, 1);
    return trial;
  }

  /** A cost with the rise of the root mean square that is allowed for some unknowns. */
  private static double raised(double cost, int unknowns) {
    return Math.pow(1 + ALLOWED_RISE, 2 * unknowns) * cost;
  }

  List<Frozen> frozen() {
    return frozen;
  }

  /** Unknowns that the logs tell poorly, but not so poorly that they could be frozen. */
  Map<String, WeakDirection> kept() {
    return kept;
  }
}
