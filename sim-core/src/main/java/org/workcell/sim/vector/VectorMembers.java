package org.workcell.sim.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Model;

/** The tasks of a vector: one environment of each, and what all of them have in common. */
final class VectorMembers {

  private final List<Environment> environments;
  private final BatchLayout layout;

  private VectorMembers(List<Environment> environments) {
    this.environments = environments;
    BatchLayout common = environments.get(0).spec().task().layout();
    for (Environment environment : environments) {
      common = common(common, environment.spec());
    }
    this.layout = common;
  }

  /** Loads the scenes and makes the first environment of each task. */
  static VectorMembers open(VectorOptions options, EnvironmentFactory factory) {
    List<Environment> made = new ArrayList<>();
    int needed = Math.min(options.members().size(), options.count());
    try {
      for (VectorMember member : options.members().subList(0, needed)) {
        made.add(factory.newEnvironment(member.task(), member.options()));
      }
      return new VectorMembers(made);
    } catch (RuntimeException e) {
      made.forEach(Environment::close);
      throw e;
    }
  }

  private BatchLayout common(BatchLayout common, EnvironmentSpec spec) {
    BatchLayout own = spec.task().layout();
    boolean fits =
        own.action().equals(common.action())
            && own.infoColumns().equals(common.infoColumns())
            && own.observation().size() == common.observation().size();
    List<BlockSpec> blocks = new ArrayList<>();
    for (int i = 0; fits && i < own.observation().size(); i++) {
      BlockSpec a = common.observation().get(i);
      BlockSpec b = own.observation().get(i);
      fits = a.name().equals(b.name()) && a.type() == b.type() && a.shape().equals(b.shape());
      blocks.add(fits ? a.withBoundsOf(b) : a);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "tasks %s and %s cannot be in one vector: their actions, observation blocks or info columns"
                  .formatted(environments.get(0).spec().id(), spec.id())
              + " differ; open a vector for each kind");
    }
    return new BatchLayout(common.action(), blocks, common.infoColumns());
  }

  /** What each row holds; bounds are those of all tasks together. */
  BatchLayout layout() {
    return layout;
  }

  /** The spec of each task. */
  EnvironmentSpec[] specs() {
    return environments.stream().map(Environment::spec).toArray(EnvironmentSpec[]::new);
  }

  /** Home workers: environments of one scene stay together, so that a worker needs few models. */
  int[] homes(int count, int workers) {
    Map<Model, Integer> scenes = new IdentityHashMap<>();
    int[] sceneOfMember = new int[environments.size()];
    for (int i = 0; i < sceneOfMember.length; i++) {
      Model scene =
          environments.get(i) instanceof SimulatedEnvironment simulated
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

  /** Hands the environments that were made over to the first slots. */
  void giveFirstEnvironments(Slot[] slots) {
    for (int i = 0; i < environments.size(); i++) {
      slots[i].adopt(environments.get(i));
    }
  }
}
