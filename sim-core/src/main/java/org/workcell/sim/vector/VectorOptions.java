package org.workcell.sim.vector;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.pictures.ImageOptions;
import org.workcell.sim.task.TaskDefinition;

/**
 * What a vector environment consists of. Immutable; {@code with} methods return changed copies.
 *
 * @param members the tasks that resets may name; environment {@code i} begins with member {@code i
 *     mod members.size()}
 * @param count number of environments
 * @param autoreset what happens after an episode's end
 * @param schedule how episodes start that nobody asked for
 * @param images pictures that come with every batch; without them nothing is drawn
 * @param memory where batches lie; in memory of the vector's own where absent
 */
public record VectorOptions(
    List<EnvironmentSource> members,
    int count,
    Autoreset autoreset,
    EpisodeSchedule schedule,
    Optional<ImageOptions> images,
    Optional<BatchMemory> memory) {

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
  public static VectorOptions mixed(List<? extends EnvironmentSource> members, int count) {
    return new VectorOptions(
        List.copyOf(members),
        count,
        Autoreset.NEXT_STEP,
        EpisodeSchedule.fromSeeds(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same episodes for environments {@code first} to {@code end - 1} alone. */
  VectorOptions part(int first, int end) {
    EpisodeSchedule shifted =
        (environment, episode, seed) -> schedule.next(first + environment, episode, seed);
    return new VectorOptions(members, end - first, autoreset, shifted, images, memory);
  }

  /** A copy with another kind of autoreset. */
  public VectorOptions withAutoreset(Autoreset other) {
    return new VectorOptions(members, count, other, schedule, images, memory);
  }

  /** A copy with another schedule. */
  public VectorOptions withSchedule(EpisodeSchedule other) {
    return new VectorOptions(members, count, autoreset, other, images, memory);
  }

  /** A copy whose batches come with pictures. */
  public VectorOptions withImages(ImageOptions pictures) {
    return new VectorOptions(members, count, autoreset, schedule, Optional.of(pictures), memory);
  }

  /**
   * A copy whose batches lie in a caller's memory, which does not change until the vector is
   * closed. A vector has memory of its own: it is supplied for each vector that is opened.
   */
  public VectorOptions withMemory(BatchMemory supplied) {
    return new VectorOptions(members, count, autoreset, schedule, images, Optional.of(supplied));
  }
}
