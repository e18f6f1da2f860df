package org.workcell.randomization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskSpec;

/**
 * The object, or where it goes, changes places with something else that stands there; which two do
 * is drawn, and pairs that would cut into their new neighbours are passed over. Both keep height
 * and orientation. Severity is the share of episodes.
 */
record SwapFactor() implements Factor {

  /** What overlaps by less is pushed apart without being thrown. */
  private static final double DEEPEST_OVERLAP_METRES = 0.001;

  private static final int USUAL_CONTACTS = 256;

  /** Two roots of trees with free joints. */
  private record Pair(int first, int second) {}

  @Override
  public String stream() {
    return "layout";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.STATE);
  }

  @Override
  public Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
    return pairs(targets).isEmpty()
        ? Optional.of("the task names no other object that may change places with its own")
        : Optional.empty();
  }

  private static List<Pair> pairs(TaskTargets targets) {
    int[] bodies =
        targets.roles().exchangeable().stream().mapToInt(targets.model()::body).toArray();
    int[] subjects =
        IntStream.concat(
                IntStream.of(targets.roots(Target.OBJECT)),
                IntStream.of(targets.roots(Target.RECEIVER)))
            .toArray();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < bodies.length; i++) {
      for (int j = i + 1; j < bodies.length; j++) {
        if (has(subjects, bodies[i]) || has(subjects, bodies[j])) {
          pairs.add(new Pair(bodies[i], bodies[j]));
        }
      }
    }
    return pairs;
  }

  private static boolean has(int[] bodies, int body) {
    return IntStream.of(bodies).anyMatch(each -> each == body);
  }

  @Override
  public boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
    List<Pair> pairs = pairs(targets);
    boolean changed = sampler.chance("changed", sampler.severityFraction());
    int drawn = sampler.choice("pair", pairs.size());
    if (!changed) {
      return false;
    }
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get((drawn + i) % pairs.size());
      exchange(pair, targets.parts(), episode.physics());
      if (isFree(pair, targets, episode.physics())) {
        return true;
      }
      exchange(pair, targets.parts(), episode.physics());
    }
    return true;
  }

  private static void exchange(Pair pair, SceneParts parts, Physics physics) {
    int first = parts.positionAddress(parts.freeJoint(pair.first));
    int second = parts.positionAddress(parts.freeJoint(pair.second));
    DoubleArray positions = physics.qpos();
    for (int axis = 0; axis < 2; axis++) {
      double kept = positions.get(first + axis);
      positions.set(first + axis, positions.get(second + axis));
      positions.set(second + axis, kept);
    }
  }

  /** Whether neither cuts into anything but the support, which both have cut into before, too. */
  private static boolean isFree(Pair pair, TaskTargets targets, Physics physics) {
    int[] support =
        IntStream.concat(
                IntStream.of(targets.geoms(Target.TABLE)),
                IntStream.of(targets.geoms(Target.FLOOR)))
            .toArray();
    Contacts contacts = new Contacts(USUAL_CONTACTS);
    physics.refreshContacts();
    physics.readContacts(contacts);
    for (int i = 0; i < contacts.size(); i++) {
      int first = contacts.geom1(i);
      int second = contacts.geom2(i);
      if (contacts.distance(i) < -DEEPEST_OVERLAP_METRES
          && (isOf(pair, first, targets) || isOf(pair, second, targets))
          && !has(support, first)
          && !has(support, second)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOf(Pair pair, int geom, TaskTargets targets) {
    int tree = targets.parts().tree(targets.parts().geomBody(geom));
    return tree == pair.first || tree == pair.second;
  }
}
