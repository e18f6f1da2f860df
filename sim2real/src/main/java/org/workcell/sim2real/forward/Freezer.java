package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim2real.optimize.Identifiability;
import org.workcell.sim2real.optimize.RobustLoss;
import org.workcell.sim2real.optimize.WeakDirection;

/**
 * Freezes what the logs cannot tell and fits the rest again: all that is suggested together, or
 * else the weaker half, down to one unknown. The linearised fit only suggests an unknown: if the
 * error rises when it is frozen at its start value, the logs do tell something of it, and it stays
 * with its wide interval. Few windows can only refuse: what they allow has to pass with all of
 * them, too.
 */
final class Freezer {

  private static final int MOST_TRIALS = 12;

  /**
   * What the root mean square error may rise by, as a share, when something is frozen that does not
   * matter.
   */
  private static final double ALLOWED_RISE = 0.005;

  private record Suggestion(Unknown unknown, WeakDirection direction) {

    String name() {
      return unknown.search().name();
    }
  }

  private final ForwardOptions options;
  private final Fitter fitter;
  private final List<Frozen> frozen = new ArrayList<>();
  private final Map<String, WeakDirection> kept = new LinkedHashMap<>();
  private RobustLoss loss;
  private double allowed;
  private double allowedOfAll;

  Freezer(ForwardOptions options, Fitter fitter) {
    this.options = options;
    this.fitter = fitter;
  }

  FamilyFit run(FamilyFit fit) {
    if (look(fit).frozen().isEmpty()) {
      return fit;
    }
    FamilyFit current = fitter.onFewWindows(fit);
    loss = fit.loss();
    allowed = raised(current.result().cost(), 1);
    allowedOfAll = raised(fit.result().cost(), 1);
    int most = Integer.MAX_VALUE;
    for (int trial = 0; trial < MOST_TRIALS; trial++) {
      List<Suggestion> suggestions = suggestions(current);
      if (suggestions.isEmpty()) {
        break;
      }
      List<Suggestion> tried = suggestions.subList(0, Math.min(most, suggestions.size()));
      FamilyFit next = without(current, tried);
      if (next != null) {
        tried.forEach(each -> frozen.add(new Frozen(each.unknown, each.direction)));
        current = next;
      } else if (tried.size() == 1) {
        kept.put(tried.get(0).name(), tried.get(0).direction);
      }
      // Halves find those that matter in fewer trials than one at a time.
      most = next != null ? 2 * tried.size() : Math.max(1, tried.size() / 2);
    }
    return frozen.isEmpty() ? fit : fitter.refine(current.model(), current.values());
  }

  /** What a linearised fit hardly tells and no trial has kept, the weakest first. */
  private List<Suggestion> suggestions(FamilyFit fit) {
    Identifiability seen = look(fit);
    List<Suggestion> suggestions = new ArrayList<>();
    for (int i = 0; i < seen.frozen().size(); i++) {
      Unknown unknown = fit.model().unknowns().get(seen.frozen().get(i));
      Suggestion suggestion = new Suggestion(unknown, seen.weak().get(i));
      if (!kept.containsKey(suggestion.name())) {
        suggestions.add(suggestion);
      }
    }
    return suggestions;
  }

  /** A cost with the rise of the root mean square that is allowed for some unknowns. */
  private static double raised(double cost, int unknowns) {
    return Math.pow(1 + ALLOWED_RISE, 2 * unknowns) * cost;
  }

  Identifiability look(FamilyFit fit) {
    return Identifiability.of(fit.result(), fit.loss(), fit.blocks(), options.identifiableLimit());
  }

  /** A fit of the others, with some unknowns at their start values; null if the error rises. */
  private FamilyFit without(FamilyFit fit, List<Suggestion> suggestions) {
    List<Unknown> remaining = new ArrayList<>(fit.model().unknowns());
    Map<String, Double> held = new HashMap<>();
    for (Suggestion suggestion : suggestions) {
      Unknown unknown = suggestion.unknown;
      remaining.remove(unknown);
      unknown.paths().forEach(path -> held.put(path, unknown.search().nominal()));
    }
    FamilyModel smaller = fit.model().with(remaining, held);
    double[] start = smaller.startFrom(fit.model(), fit.values());
    double goal = raised(allowed, suggestions.size() - 1);
    double goalOfAll = raised(allowedOfAll, suggestions.size() - 1);
    double[] values = fitter.reach(smaller, start, fit.loss(), goal);
    if (values == null || !passes(smaller, values, goalOfAll)) {
      return null;
    }
    allowed = raised(goal, 1);
    allowedOfAll = raised(goalOfAll, 1);
    return fitter.onFewWindows(smaller, values, fit.loss());
  }

  private boolean passes(FamilyModel model, double[] values, double goalOfAll) {
    return fitter.hasFewWindows(model) || fitter.reaches(model, values, loss, goalOfAll);
  }

  List<Frozen> frozen() {
    return frozen;
  }

  /** Unknowns that the logs tell poorly, but not so poorly that they could be frozen. */
  Map<String, WeakDirection> kept() {
    return kept;
  }
}
