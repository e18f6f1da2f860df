package org.workcell.server.session;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.physics.DynamicsFactory;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.task.Variation;
import org.workcell.sim.vector.VectorMember;

/** A task of a vector as clients are told of it; the names are a contract. */
record SpecAnswer(
    String id,
    String instruction,
    int horizon,
    double controlPeriodSeconds,
    Block action,
    List<Block> observations,
    Block context,
    List<String> cameras,
    String successRule,
    String profile,
    Map<String, String> settings,
    boolean ignoreTerminations,
    String engine,
    String assets,
    String randomization,
    String commandPath,
    List<Variation> variations,
    List<String> infoColumns,
    Seeds seeds) {

  /**
   * A named array.
   *
   * @param low lower bounds: a list in row-major order, or one number for all; null where there is
   *     none, because JSON has no infinity
   * @param high upper bounds
   */
  record Block(String name, String dtype, List<Integer> shape, Object low, Object high) {

    private static Block of(BlockSpec spec) {
      return new Block(
          spec.name(),
          spec.type().numpyName(),
          spec.shape(),
          bounds(spec.low()),
          bounds(spec.high()));
    }

    private static Object bounds(double[] bounds) {
      boolean alike = Arrays.stream(bounds).allMatch(bound -> bound == bounds[0]);
      return bounds.length > 0 && alike
          ? finite(bounds[0])
          : Arrays.stream(bounds).mapToObj(Block::finite).toList();
    }

    private static Double finite(double bound) {
      return Double.isInfinite(bound) ? null : bound;
    }
  }

  /** Which seeds episodes can have. */
  record Seeds(long least, long most) {}

  /** Of a task with these options. */
  static SpecAnswer of(VectorMember member) {
    EnvironmentOptions options = member.options();
    TaskSpec task = member.taskSpec();
    return of(
        task,
        TaskOptions.resolve(options.profile(), options.settings(), member.task()),
        options.horizon().orElse(task.horizon()),
        options.ignoresTerminations(),
        options.dynamics().map(DynamicsFactory::identity).orElseGet(Engine::load),
        options.assets().name(),
        options.randomization().identity(),
        options.commandPath().label());
  }

  /** Of an environment. */
  static SpecAnswer of(EnvironmentSpec spec) {
    return of(
        spec.task(),
        spec.options(),
        spec.horizon(),
        spec.ignoresTerminations(),
        spec.engine(),
        spec.assetPack(),
        spec.randomization(),
        spec.commandPath().label());
  }

  private static SpecAnswer of(
      TaskSpec task,
      TaskOptions options,
      int horizon,
      boolean ignoresTerminations,
      Engine.Identity engine,
      String assets,
      String randomization,
      String commandPath) {
    return new SpecAnswer(
        task.id(),
        task.instruction(),
        horizon,
        task.controlPeriodSeconds(),
        Block.of(task.action()),
        task.observation().stream().map(Block::of).toList(),
        Block.of(task.context()),
        task.cameras(),
        task.successRule(),
        options.profile().label(),
        options.settings(),
        ignoresTerminations,
        engine.name() + " " + engine.version(),
        assets,
        randomization,
        commandPath,
        task.variations(),
        task.infoColumns(),
        new Seeds(task.seeds().lowest(), Long.MAX_VALUE));
  }
}
