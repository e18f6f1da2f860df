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
 * Freezes what the logs cannot tell: all that is suggested together, if need be with steps of the
 * others, or else one unknown at a time. The linearised fit only suggests an unknown: if the error
 * rises when it is frozen at its start value, the logs do tell something of it, and it stays with
 * its wide interval. Few windows can only refuse: what they allow has to pass with all of them,
 * too.
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

  /**
   * Freezes.
   *
   * @param fit to all windows
   * @return the others, near their minimum
   */
  FamilyFit run(FamilyFit fit) {
    loss = fit.loss();
    allowedOfAll = raised(fit.minimum().cost(), 1);
    LinearizedFit current = withoutSteps(fitter.linearized(fit));
    if (look(current).frozen().isEmpty()) {
      return current.fit();
    }
    current = fitter.onFewWindows(current);
    allowed = raised(current.result().cost(), 1);
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
    return current.fit();
  }

  /** All that is suggested, as long as the error stays without any step of the others. */
  private LinearizedFit withoutSteps(LinearizedFit fit) {
    Identifiability seen = look(fit);
    if (seen.frozen().isEmpty()) {
      return fit;
    }
    FamilyModel smaller = smaller(fit.model(), seen.frozen());
    double[] residuals = fitter.residuals(smaller, smaller.startFrom(fit.model(), fit.values()));
    double goalOfAll = raised(allowedOfAll, seen.frozen().size() - 1);
    if (!(loss.cost(residuals) <= goalOfAll)) {
      return fit;
    }
    allowedOfAll = raised(goalOfAll, 1);
    freeze(fit, seen);
    return withoutSteps(fit.without(smaller, seen.frozen(), residuals));
  }

  /** All that is suggested at first: where that is right, it takes one trial in place of many. */
  private LinearizedFit tryTogether(LinearizedFit fit) {
    Identifiability seen = look(fit);
    LinearizedFit trial = seen.frozen().isEmpty() ? null : without(fit, seen.frozen());
    if (trial == null) {
      return fit;
    }
    freeze(fit, seen);
    return trial;
  }

  private void freeze(LinearizedFit fit, Identifiability seen) {
    for (int i = 0; i < seen.frozen().size(); i++) {
      Unknown unknown = fit.model().unknowns().get(seen.frozen().get(i));
      frozen.add(new Frozen(unknown, seen.weak().get(i)));
    }
  }

  /** A cost with the rise of the root mean square that is allowed for some unknowns. */
  private static double raised(double cost, int unknowns) {
    return Math.pow(1 + ALLOWED_RISE, 2 * unknowns) * cost;
  }

  private Identifiability look(LinearizedFit fit) {
    return fit.identifiability(options.identifiableLimit());
  }

  private static String name(LinearizedFit fit, Identifiability seen, int place) {
    return fit.model().unknowns().get(seen.frozen().get(place)).search().name();
  }

  private LinearizedFit tryWithout(LinearizedFit fit, int index, WeakDirection direction) {
    Unknown unknown = fit.model().unknowns().get(index);
    LinearizedFit trial = without(fit, List.of(index));
    if (trial != null) {
      frozen.add(new Frozen(unknown, direction));
      return trial;
    }
    kept.put(unknown.search().name(), direction);
    return fit;
  }

  /** A fit of the others, with some unknowns at their start values; null if the error rises. */
  private LinearizedFit without(LinearizedFit fit, List<Integer> indices) {
    FamilyModel smaller = smaller(fit.model(), indices);
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

  /** The model with some unknowns at their start values. */
  private static FamilyModel smaller(FamilyModel model, List<Integer> indices) {
    List<Unknown> remaining = new ArrayList<>(model.unknowns());
    Map<String, Double> held = new HashMap<>();
    for (int index : indices) {
      Unknown unknown = model.unknowns().get(index);
      remaining.remove(unknown);
      unknown.paths().forEach(path -> held.put(path, unknown.search().nominal()));
    }
    return model.with(remaining, held);
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
