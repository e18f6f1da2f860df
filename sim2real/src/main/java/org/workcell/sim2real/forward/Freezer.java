package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim2real.optimize.Identifiability;
import org.workcell.sim2real.optimize.WeakDirection;

/** Freezes what the logs cannot tell and fits the rest again, until they tell all that is left. */
final class Freezer {

  private static final int MOST_ROUNDS = 4;

  private final ForwardOptions options;
  private final Fitter fitter;
  private final List<Frozen> frozen = new ArrayList<>();

  Freezer(ForwardOptions options, Fitter fitter) {
    this.options = options;
    this.fitter = fitter;
  }

  FamilyFit run(FamilyFit fit) {
    FamilyFit current = fit;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Identifiability seen = look(current);
      if (seen.frozen().isEmpty()) {
        return current;
      }
      current = freeze(current, seen);
    }
    return current;
  }

  Identifiability look(FamilyFit fit) {
    return Identifiability.of(fit.result(), fit.loss(), fit.blocks(), options.identifiableLimit());
  }

  private FamilyFit freeze(FamilyFit fit, Identifiability seen) {
    List<Unknown> all = fit.model().unknowns();
    Map<String, WeakDirection> why = new HashMap<>();
    for (int i = 0; i < seen.weak().size(); i++) {
      why.put(all.get(seen.frozen().get(i)).search().name(), seen.weak().get(i));
    }
    List<Unknown> remaining = new ArrayList<>();
    Map<String, Double> held = new HashMap<>();
    for (Unknown unknown : all) {
      WeakDirection direction = why.get(unknown.search().name());
      if (direction == null) {
        remaining.add(unknown);
      } else {
        frozen.add(new Frozen(unknown, direction));
        unknown.paths().forEach(path -> held.put(path, unknown.search().nominal()));
      }
    }
    FamilyModel smaller = fit.model().with(remaining, held);
    return fitter.refine(smaller, smaller.startFrom(fit.model(), fit.values()));
  }

  List<Frozen> frozen() {
    return frozen;
  }
}
