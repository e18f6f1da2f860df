package org.workcell.evaluation;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.sim.physics.Model;
import org.workcell.sim.rendering.RenderingBackend;

/**
 * An evaluation of which everything has been tried once: scenes compile, settings hold, policies
 * can be made. Owns the scenes; close it after the runners that use it.
 */
public final class EvaluationPlan implements AutoCloseable {

  private final Evaluation evaluation;
  private final EnvironmentFactory factory;
  private final List<PlannedTask> tasks;
  private final Optional<String> renderer;

  private EvaluationPlan(
      Evaluation evaluation,
      EnvironmentFactory factory,
      List<PlannedTask> tasks,
      Optional<String> renderer) {
    this.renderer = renderer;
    this.evaluation = evaluation;
    this.factory = factory;
    this.tasks = List.copyOf(tasks);
  }

  /**
   * Tries everything that an evaluation needs, without running an episode.
   *
   * @throws BadInputException if something it asks for is not there or is broken
   */
  public static EvaluationPlan check(Evaluation evaluation) {
    EnvironmentFactory factory = new EnvironmentFactory();
    try {
      List<PlannedTask> tasks = new ArrayList<>();
      for (TaskDefinition task : evaluation.tasks()) {
        tasks.add(check(evaluation, factory, task));
      }
      return new EvaluationPlan(evaluation, factory, tasks, tryToDraw(evaluation));
    } catch (IllegalArgumentException | EngineException | UncheckedIOException e) {
      factory.close();
      throw new BadInputException(e.getMessage(), e);
    } catch (RuntimeException e) {
      factory.close();
      throw e;
    }
  }

  /** What draws the pictures, where there are any. */
  private static Optional<String> tryToDraw(Evaluation evaluation) {
    if (evaluation.images().isEmpty()) {
      return Optional.empty();
    }
    RenderingBackend backend = RenderingBackend.probe();
    if (!backend.available()) {
      throw new BadInputException(backend.description());
    }
    return Optional.of(backend.description());
  }

  private static PlannedTask check(
      Evaluation evaluation, EnvironmentFactory factory, TaskDefinition task) {
    EnvironmentOptions options = evaluation.options(task);
    try (SimulatedEnvironment environment = factory.newEnvironment(task, options)) {
      EnvironmentSpec spec = environment.spec();
      int chunkSteps = evaluation.policy().check(task, spec, evaluation.layout(spec));
      evaluation.images().ifPresent(images -> images.camerasOf(environment.physics().scene()));
      return new PlannedTask(task, options, spec, evaluation.entry(task), chunkSteps);
    }
  }

  /** What is to be evaluated. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /** The specs of the tasks, in order. */
  public List<EnvironmentSpec> specs() {
    return tasks.stream().map(PlannedTask::spec).toList();
  }

  /** What draws the pictures that the policy sees; empty where it sees none. */
  Optional<String> renderer() {
    return renderer;
  }

  /** Actions that the policy plans at once for the first task. */
  int chunkSteps() {
    return tasks.get(0).chunkSteps();
  }

  /** The environments of this plan share their scenes through this factory. */
  EnvironmentFactory factory() {
    return factory;
  }

  /** All episodes but the skipped ones, by task and number. */
  Stream<Cell> cells(Predicate<CellKey> skip) {
    return tasks.stream()
        .flatMap(
            task ->
                IntStream.range(0, evaluation.episodes())
                    .mapToObj(e -> new Cell(task, e, evaluation.firstSeed() + e)))
        .filter(cell -> !skip.test(cell.key()));
  }

  /** The scene of the first task; owned by this plan. */
  public Model scene() {
    return scene(0);
  }

  /** The scene or variant of a task; owned by this plan. */
  public Model scene(int task) {
    PlannedTask planned = tasks.get(task);
    return factory.scene(planned.definition(), planned.options()).model();
  }

  /** Frees the scenes. Idempotent. */
  @Override
  public void close() {
    factory.close();
  }
}
