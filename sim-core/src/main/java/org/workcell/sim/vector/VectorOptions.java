package org.workcell.sim.vector;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;

/**
 * What a vector environment consists of. Immutable; {@code with} methods return changed copies.
 *
 * @param members the tasks that resets may name; environment {@code i} begins with member {@code i
 *     mod members.size()}
 * @param count number of environments
 * @param autoreset what happens after an episode's end
 * @param schedule how episodes start that nobody asked for
 * @param images images that come with every batch; without them nothing is drawn
 * @param memory where batches lie; in memory of the vector's own where absent
 * @param weight its share of the workers, relative to other vectors of the pool; vectors without
 *     have one of weight 1 together
 */
public record VectorOptions(
    List<EnvironmentSource> members,
    int count,
    Autoreset autoreset,
    EpisodeSchedule schedule,
    Optional<ImageOptions> images,
    Optional<BatchMemory> memory,
    OptionalDouble weight) {

  /** The largest weight; its inverse is the least. */
  public static final double MOST_WEIGHT = 1000;

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
    double share = weight.orElse(1);
    if (!(share >= 1 / MOST_WEIGHT && share <= MOST_WEIGHT)) {
      throw new IllegalArgumentException(
          "the weight of a vector is %s; expected %s..%s"
              .formatted(share, 1 / MOST_WEIGHT, MOST_WEIGHT));
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
        Optional.empty(),
        OptionalDouble.empty());
  }

  /** The same episodes for environments {@code first} to {@code end - 1} alone. */
  VectorOptions part(int first, int end) {
    EpisodeSchedule shifted =
        (environment, episode, seed) -> schedule.next(first + environment, episode, seed);
    return new VectorOptions(members, end - first, autoreset, shifted, images, memory, weight);
  }

  /** A copy with another kind of autoreset. */
  public VectorOptions withAutoreset(Autoreset other) {
    return new VectorOptions(members, count, other, schedule, images, memory, weight);
  }

  /** A copy with another schedule. */
  public VectorOptions withSchedule(EpisodeSchedule other) {
    return new VectorOptions(members, count, autoreset, other, images, memory, weight);
  }

  /** A copy whose batches come with images. */
  public VectorOptions withImages(ImageOptions images) {
    return new VectorOptions(
        members, count, autoreset, schedule, Optional.of(images), memory, weight);
  }

  /**
   * A copy whose batches lie in a caller's memory, which does not change until the vector is
   * closed. A vector has memory of its own: it is supplied for each vector that is opened.
   */
  public VectorOptions withMemory(BatchMemory supplied) {
    return new VectorOptions(
        members, count, autoreset, schedule, images, Optional.of(supplied), weight);
  }

  /**
   * A copy with a share of the workers of its own, in environments relative to other vectors of the
   * pool: a vector of twice the weight has two environments worked on for each of the other, as
   * long as both have some waiting. Without weights vectors are served in the order of their calls.
   */
  public VectorOptions withWeight(double relative) {
    return new VectorOptions(
        members, count, autoreset, schedule, images, memory, OptionalDouble.of(relative));
  }
}
