package org.workcell.evaluation;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.Model;
import org.workcell.sim.rendering.RenderingBackend;
import org.workcell.sim.rendering.RenderingException;
import org.workcell.sim.task.TaskDefinition;

/**
 * An evaluation of which everything has been tried once: scenes compile under every condition,
 * settings hold, policies can be made. Owns the scenes; close it after the runners that use it.
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
    Map<LayoutShape, PolicyFacts> known = new HashMap<>();
    try {
      List<PlannedTask> tasks = new ArrayList<>();
      for (Condition condition : evaluation.conditions()) {
        for (TaskDefinition task : evaluation.tasks()) {
          tasks.add(check(evaluation, condition, task, factory, known));
        }
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
    try {
      return Optional.of(RenderingBackend.require());
    } catch (RenderingException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private static PlannedTask check(
      Evaluation evaluation,
      Condition condition,
      TaskDefinition task,
      EnvironmentFactory factory,
      Map<LayoutShape, PolicyFacts> known) {
    EnvironmentOptions options = condition.applyTo(evaluation.options(task));
    try (SimulatedEnvironment environment = factory.newEnvironment(task, options)) {
      EnvironmentSpec spec = environment.spec();
      Model scene = environment.physics().scene();
      evaluation.images().ifPresent(images -> images.camerasOf(scene));
      PlannedTask planned =
          new PlannedTask(
              task,
              condition,
              options,
              spec,
              evaluation.entry(task),
              evaluation.variation(),
              facts(evaluation, task, spec, known),
              condition.applicability(task, spec, scene));
      int last = evaluation.episodes() - 1;
      spec.requireValid(planned.start(0, evaluation.firstSeed()));
      spec.requireValid(planned.start(last, evaluation.firstSeed() + last));
      return planned;
    }
  }

  /** A policy that serves every task of a layout is tried once for all of them. */
  private static PolicyFacts facts(
      Evaluation evaluation,
      TaskDefinition task,
      EnvironmentSpec spec,
      Map<LayoutShape, PolicyFacts> known) {
    BatchLayout layout = evaluation.layout(spec);
    PolicySource source = evaluation.policy();
    if (!source.answersBatches()) {
      return source.check(task, spec, layout);
    }
    LayoutShape shape = LayoutShape.of(layout);
    PolicyFacts facts = known.get(shape);
    if (facts == null) {
      facts = source.check(task, spec, layout);
      known.put(shape, facts);
    }
    return facts;
  }

  /** What is to be evaluated. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /** The specs of the tasks without perturbation, in order. */
  public List<EnvironmentSpec> specs() {
    return tasksOf(Condition.NONE).stream().map(PlannedTask::spec).toList();
  }

  /** The tasks under one condition, in order; those to which it does not apply are among them. */
  List<PlannedTask> tasksOf(String condition) {
    return tasks.stream().filter(task -> task.condition().name().equals(condition)).toList();
  }

  /** What draws the pictures that the policy sees; empty where it sees none. */
  Optional<String> renderer() {
    return renderer;
  }

  /** Actions that the policy plans at once for the first task. */
  int chunkSteps() {
    return tasks.get(0).policy().chunkSteps();
  }

  /** The environments of this plan share their scenes through this factory. */
  EnvironmentFactory factory() {
    return factory;
  }

  /** All episodes, by condition, task and number. */
  Stream<Cell> cells() {
    PolicySource policy = evaluation.policy();
    Protocol protocol = evaluation.protocol();
    return tasks.stream()
        .filter(PlannedTask::applies)
        .flatMap(
            task ->
                IntStream.range(0, evaluation.episodes())
                    .mapToObj(
                        e ->
                            Cell.of(
                                task,
                                e,
                                evaluation.firstSeed() + e,
                                policy.identity(task.policy()),
                                protocol)));
  }

  /** All episodes but the skipped ones. */
  Stream<Cell> cells(Predicate<EpisodeKey> skip) {
    return cells().filter(cell -> !skip.test(cell.key()));
  }

  /** The digest of every cell, in the order of {@link #cells()}. */
  public Map<EpisodeKey, String> digests() {
    Map<EpisodeKey, String> digests = new LinkedHashMap<>();
    cells().forEach(cell -> digests.put(cell.key(), cell.digest()));
    return digests;
  }

  /** The scene or variant of the first task; owned by this plan. */
  public Model scene() {
    PlannedTask first = tasks.get(0);
    return factory.scene(first.definition(), first.options()).model();
  }

  /** Frees the scenes. Idempotent. */
  @Override
  public void close() {
    factory.close();
  }
}
