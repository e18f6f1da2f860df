package org.workcell.sim.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Model;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskSpec;

/** The tasks that a vector offers, and the rows that all of them share. Used by many threads. */
final class VectorMembers {

  private final List<EnvironmentSource> sources;
  private final List<TaskSpec> tasks;
  private final BatchLayout layout;
  private final RowPadding[] paddings;
  private final Optional<ImageOptions> images;

  VectorMembers(List<EnvironmentSource> sources, Optional<ImageOptions> images) {
    this.images = images;
    this.sources = sources;
    this.tasks = sources.stream().map(EnvironmentSource::taskSpec).toList();
    this.layout = VectorLayout.of(tasks);
    this.paddings = new RowPadding[tasks.size()];
    for (int i = 0; i < paddings.length; i++) {
      BatchLayout own = tasks.get(i).layout();
      boolean writesItself = layout.masks().isEmpty() && VectorLayout.fits(own, layout);
      paddings[i] = writesItself ? null : new RowPadding(own, layout);
    }
  }

  /** What each row holds; bounds are those of all tasks together. */
  BatchLayout layout() {
    return layout;
  }

  /** Ids of the tasks of all members. */
  List<String> ids() {
    return tasks.stream().map(TaskSpec::id).toList();
  }

  /** The task of a member. */
  TaskSpec task(int member) {
    return tasks.get(member);
  }

  /**
   * The member that a reset asks for.
   *
   * @param current stays where it offers the task
   * @throws IllegalArgumentException naming the tasks that exist
   */
  int choose(ResetOptions start, int current) {
    if (start.task().isEmpty() || tasks.get(current).id().equals(start.task().get())) {
      return current;
    }
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i).id().equals(start.task().get())) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "this vector has no task '%s'; it offers %s"
            .formatted(start.task().get(), tasks.stream().map(TaskSpec::id).distinct().toList()));
  }

  /** How an episode of a member starts of which something is left open. */
  ResetOptions complete(int member, ResetOptions start) {
    return sources.get(member).complete(start);
  }

  /**
   * Makes an environment of a member.
   *
   * @throws IllegalStateException if it is not of the task that its source promised
   * @throws IllegalArgumentException if its scene lacks a camera whose images the vector takes
   */
  Environment open(int member, EnvironmentFactory factory) {
    Environment made = sources.get(member).open(factory);
    try {
      requirePromised(made.spec().task(), tasks.get(member));
      images.ifPresent(each -> each.camerasOf(SimulatedEnvironment.of(made).physics().scene()));
      return made;
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private static void requirePromised(TaskSpec found, TaskSpec expected) {
    if (!found.id().equals(expected.id())
        || !VectorLayout.fits(found.layout(), expected.layout())) {
      throw new IllegalStateException(
          "the source of task %s made an environment of task %s, or with other blocks"
              .formatted(expected.id(), found.id()));
    }
  }

  /** An environment as rows of this vector take it. */
  Environment fitted(int member, Environment environment) {
    return paddings[member] == null
        ? environment
        : new PaddedEnvironment(environment, paddings[member]);
  }

  /** How rows of a member lie in those of the vector; null where they are the same. */
  RowPadding padding(int member) {
    return paddings[member];
  }

  /** The first environment of each member that is in use at the start, loaded now. */
  List<Environment> openFirst(int firstMember, int count, EnvironmentFactory factory) {
    List<Environment> made = new ArrayList<>();
    try {
      for (int i = 0; i < Math.min(sources.size(), count); i++) {
        made.add(open((firstMember + i) % sources.size(), factory));
      }
      return made;
    } catch (RuntimeException e) {
      made.forEach(Environment::close);
      throw e;
    }
  }

  /** Home workers: environments of one scene stay together, so that a worker needs few models. */
  static int[] homes(List<Environment> first, int count, int workers) {
    Map<Model, Integer> scenes = new IdentityHashMap<>();
    int[] sceneOfMember = new int[first.size()];
    for (int i = 0; i < sceneOfMember.length; i++) {
      Model scene =
          first.get(i) instanceof SimulatedEnvironment simulated
              ? simulated.physics().scene()
              : null;
      sceneOfMember[i] = scenes.computeIfAbsent(scene, unused -> scenes.size());
    }
    int[] byScene =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingInt(i -> sceneOfMember[i % sceneOfMember.length]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] homes = new int[count];
    for (int i = 0; i < count; i++) {
      homes[byScene[i]] = (int) ((long) i * workers / count);
    }
    return homes;
  }
}
