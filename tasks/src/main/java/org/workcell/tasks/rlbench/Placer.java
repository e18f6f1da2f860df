package org.workcell.tasks.rlbench;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.random.RandomStream;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;

/** Draws what an episode of a task has, and checks what a caller chose. Immutable. */
final class Placer {

  /** Numbers of a spot: x, y, yaw. */
  static final int SPOT_NUMBERS = 3;

  private static final int TRIES_PER_SPOT = 100;
  private static final int TRIES = 200;

  private final TabletopTask task;
  private final List<String> choices;
  private final List<Spot> spots;

  Placer(TabletopTask task) {
    this.task = task;
    this.choices = task.choices().stream().map(Choice::name).toList();
    this.spots = task.spots();
  }

  /** Length of a context. */
  int contextSize() {
    return choices.size() + SPOT_NUMBERS * spots.size();
  }

  /** Names of the choices, which are the first numbers of a context. */
  List<String> choices() {
    return choices;
  }

  /** Draws choices and places. */
  Draw draw(int variation, RandomStream random) {
    double[] values = new double[contextSize()];
    List<Choice> all = task.choices();
    for (int i = 0; i < all.size(); i++) {
      values[i] = random.nextInt(all.get(i).count());
    }
    for (int attempt = 0; attempt < TRIES; attempt++) {
      if (drawSpots(values, random)) {
        return new Draw(variation, choices, values);
      }
    }
    throw new IllegalStateException(
        "task %s found no room for its things in %d attempts; make regions larger or gaps smaller"
            .formatted(task.name(), TRIES));
  }

  private boolean drawSpots(double[] values, RandomStream random) {
    for (int i = 0; i < spots.size(); i++) {
      int tries = 0;
      do {
        if (tries++ == TRIES_PER_SPOT) {
          return false;
        }
        drawSpot(i, values, random);
      } while (reject(i, values) != null);
    }
    return true;
  }

  private void drawSpot(int i, double[] values, RandomStream random) {
    Spot spot = spots.get(i);
    int at = at(i);
    values[at] = random.uniform(spot.region().lowX(), spot.region().highX());
    values[at + 1] = random.uniform(spot.region().lowY(), spot.region().highY());
    values[at + 2] = random.uniform(spot.lowestYaw(), spot.highestYaw());
  }

  private int at(int spot) {
    return choices.size() + SPOT_NUMBERS * spot;
  }

  /** Why a place is not possible; null where it is. */
  private String reject(int i, double[] values) {
    Spot spot = spots.get(i);
    int at = at(i);
    if (!spot.fits(values[at], values[at + 1], values[at + 2])) {
      return "%s does not lie in its region".formatted(spot.body());
    }
    for (int k = 0; k < i; k++) {
      Spot other = spots.get(k);
      double gap = Math.min(spot.gap(), other.gap());
      double distance = Math.hypot(values[at] - values[at(k)], values[at + 1] - values[at(k) + 1]);
      if (gap >= 0 && distance < spot.radius() + other.radius() + gap) {
        return "%s is too near to %s".formatted(spot.body(), other.body());
      }
    }
    return null;
  }

  /**
   * What a context says.
   *
   * @throws IllegalArgumentException if the task would never draw it
   */
  Draw of(int variation, double[] context) {
    List<Choice> all = task.choices();
    for (int i = 0; i < all.size(); i++) {
      double value = context[i];
      if (value != Math.rint(value) || value < 0 || value >= all.get(i).count()) {
        throw new IllegalArgumentException(
            "context[%d] of task %s, %s, is %s; expected a whole number from 0 to %d"
                .formatted(i, task.name(), choices.get(i), value, all.get(i).count() - 1));
      }
    }
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < spots.size(); i++) {
      double yaw = context[at(i) + 2];
      Spot spot = spots.get(i);
      String fault = reject(i, context);
      if (fault == null && !(yaw >= spot.lowestYaw() && yaw <= spot.highestYaw())) {
        fault = "%s is turned by %s rad".formatted(spot.body(), yaw);
      }
      if (fault != null) {
        faults.add(fault);
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the context of task %s is one that the task never draws: %s; move things"
              .formatted(task.name(), String.join(", ", faults)));
    }
    return new Draw(variation, choices, context.clone());
  }
}
