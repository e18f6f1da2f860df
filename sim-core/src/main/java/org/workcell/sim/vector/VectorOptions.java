package org.workcell.sim.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.TaskDefinition;

/**
 * What a vector environment consists of. Immutable; {@code with} methods return changed copies.
 *
 * @param members the tasks; environment {@code i} runs member {@code i mod members.size()}
 * @param count number of environments
 * @param autoreset what happens after an episode's end
 * @param schedule how episodes start that nobody asked for
 * @param images pictures that come with every batch; without them nothing is drawn
 */
public record VectorOptions(
    List<VectorMember> members,
    int count,
    Autoreset autoreset,
    EpisodeSchedule schedule,
    Optional<ImageOptions> images) {

  /** Checks sizes and takes a defensive copy. */
  public VectorOptions {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a vector environment needs at least one task");
    }
    if (count < 1) {
      throw new IllegalArgumentException(
          "a vector environment has at least one environment, not " + count);
    }
  }

  /** This many environments of one task, with {@link Autoreset#NEXT_STEP}. */
  public static VectorOptions of(TaskDefinition task, EnvironmentOptions options, int count) {
    return mixed(List.of(new VectorMember(task, options)), count);
  }

  /** Environments of several tasks in turn, with {@link Autoreset#NEXT_STEP}. */
  public static VectorOptions mixed(List<VectorMember> members, int count) {
    return new VectorOptions(
        members, count, Autoreset.NEXT_STEP, EpisodeSchedule.fromSeeds(), Optional.empty());
  }

  /** The task of an environment and how it is made. */
  public VectorMember member(int environment) {
    return members.get(environment % members.size());
  }

  /**
   * Environments {@code first} to {@code end - 1} as a vector of their own, with the same episodes.
   */
  VectorOptions part(int first, int end) {
    List<VectorMember> rotated = new ArrayList<>();
    for (int i = 0; i < Math.min(members.size(), end - first); i++) {
      rotated.add(member(first + i));
    }
    EpisodeSchedule shifted =
        (environment, episode, seed) -> schedule.next(first + environment, episode, seed);
    return new VectorOptions(rotated, end - first, autoreset, shifted, images);
  }

  /** A copy with another kind of autoreset. */
  public VectorOptions withAutoreset(Autoreset other) {
    return new VectorOptions(members, count, other, schedule, images);
  }

  /** A copy with another schedule. */
  public VectorOptions withSchedule(EpisodeSchedule other) {
    return new VectorOptions(members, count, autoreset, other, images);
  }

  /** A copy whose batches come with pictures. */
  public VectorOptions withImages(ImageOptions pictures) {
    return new VectorOptions(members, count, autoreset, schedule, Optional.of(pictures));
  }
}
