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
 * else one unknown at a time. The linearised fit only suggests an unknown: if the error rises when
 * it is frozen at its start value, the logs do tell something of it, and it stays with its wide
 * interval. Few windows can only refuse: what they allow has to pass with all of them, too.
 */
final class Freezer {

  private static final int MOST_TRIALS = 12;

  /**
   * What the root mean square error may rise by, as a share, when something is frozen that does not
   * matter.
   */
  private static final double ALLOWED_RISE = 0.005;

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
    current = tryTogether(current);
    for (int trial = 0; trial < MOST_TRIALS; trial++) {
      Identifiability seen = look(current);
      int next = 0;
      while (next < seen.frozen().size() && kept.containsKey(name(current, seen, next))) {
        next++;
      }
      if (next == seen.frozen().size()) {
        break;
      }
      current = tryWithout(current, seen.frozen().get(next), seen.weak().get(next));
    }
    return frozen.isEmpty() ? fit : fitter.refine(current.model(), current.values());
  }

  /** All that is suggested at first: where that is right, it takes one trial in place of many. */
  private FamilyFit tryTogether(FamilyFit fit) {
    Identifiability seen = look(fit);
    FamilyFit trial = seen.frozen().isEmpty() ? null : without(fit, seen.frozen());
    if (trial == null) {
      return fit;
    }
    for (int i = 0; i < seen.frozen().size(); i++) {
      Unknown unknown = fit.model().unknowns().get(seen.frozen().get(i));
      frozen.add(new Frozen(unknown, seen.weak().get(i)));
    }
    return trial;
  }

  /** A cost with the rise of the root mean square that is allowed for some unknowns. */
  private static double raised(double cost, int unknowns) {
    return Math.pow(1 + ALLOWED_RISE, 2 * unknowns) * cost;
  }

  Identifiability look(FamilyFit fit) {
    return Identifiability.of(fit.result(), fit.loss(), fit.blocks(), options.identifiableLimit());
  }

  private static String name(FamilyFit fit, Identifiability seen, int place) {
    return fit.model().unknowns().get(seen.frozen().get(place)).search().name();
  }

  private FamilyFit tryWithout(FamilyFit fit, int index, WeakDirection direction) {
    Unknown unknown = fit.model().unknowns().get(index);
    FamilyFit trial = without(fit, List.of(index));
    if (trial != null) {
      frozen.add(new Frozen(unknown, direction));
      return trial;
    }
    kept.put(unknown.search().name(), direction);
    return fit;
  }

  /** A fit of the others, with some unknowns at their start values; null if the error rises. */
  private FamilyFit without(FamilyFit fit, List<Integer> indices) {
    List<Unknown> remaining = new ArrayList<>(fit.model().unknowns());
    Map<String, Double> held = new HashMap<>();
    for (int index : indices) {
      Unknown unknown = fit.model().unknowns().get(index);
      remaining.remove(unknown);
      unknown.paths().forEach(path -> held.put(path, unknown.search().nominal()));
    }
    FamilyModel smaller = fit.model().with(remaining, held);
    double[] start = smaller.startFrom(fit.model(), fit.values());
    double goal = raised(allowed, indices.size() - 1);
    double goalOfAll = raised(allowedOfAll, indices.size() - 1);
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
