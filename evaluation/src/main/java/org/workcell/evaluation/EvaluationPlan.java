package org.workcell.evaluation;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
import org.workcell.sim.policy.PolicyNotRepeatableException;
import org.workcell.sim.policy.PolicyUnavailableException;
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
      EvaluationPlan plan = new EvaluationPlan(evaluation, factory, tasks, tryToDraw(evaluation));
      inTime(
          evaluation,
          () -> {
            PolicyTrial.run(plan);
            return true;
          });
      return plan;
    } catch (PolicyNotRepeatableException
        | PolicyUnavailableException
        | TimeLimit.ExceededException e) {
      factory.close();
      throw new BadInputException(e.getMessage(), e);
    } catch (IllegalArgumentException | EngineException | UncheckedIOException e) {
      factory.close();
      throw new BadInputException(e.getMessage(), e);
    } catch (RuntimeException e) {
      factory.close();
      throw e;
    }
  }

  private static <T> T inTime(Evaluation evaluation, Supplier<T> call) {
    return TimeLimit.call(evaluation.policy().label(), evaluation.policyTimeout(), call);
  }

  /** What draws the images, where there are any. */
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
              PolicyKind.expertOf(task, spec),
              condition.applicability(task.inScene(spec.options()), spec, scene));
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
    PolicySource source = evaluation.policy();
    BatchLayout whole = evaluation.layout(spec);
    boolean onlyRecorded =
        evaluation.images().isPresent()
            && evaluation.recording().isPresent()
            && !source.readsImages(whole);
    BatchLayout layout = onlyRecorded ? spec.task().layout() : whole;
    if (source.isCheckedForEachTask()) {
      return inTime(evaluation, () -> source.check(task, spec, layout));
    }
    LayoutShape shape = LayoutShape.of(layout);
    PolicyFacts facts = known.get(shape);
    if (facts == null) {
      facts = inTime(evaluation, () -> source.check(task, spec, layout));
      known.put(shape, facts);
    }
    if (!facts.serves(task.id())) {
      throw new IllegalArgumentException(
          "policy %s tells %d tasks apart by a one-hot code, and '%s' is none of them: %s"
              .formatted(
                  source.label(),
                  facts.oneHotTasks().size(),
                  task.id(),
                  String.join(", ", facts.oneHotTasks())));
    }
    return facts;
  }

  /** What is to be evaluated. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /** The specs of the tasks without perturbation, in order. */
  public List<EnvironmentSpec> specs() {
    return firstTasks().stream().map(PlannedTask::spec).toList();
  }

  /** The tasks under the first condition, in order; the unperturbed one where there is one. */
  List<PlannedTask> firstTasks() {
    return tasksOf(evaluation.conditions().get(0).name());
  }

  /** The keys of the first episodes, one of each task and condition, in order. */
  public List<EpisodeKey> firstKeys() {
    return tasks.stream().map(task -> key(task, 0)).toList();
  }

  private static EpisodeKey key(PlannedTask task, int episode) {
    return new EpisodeKey(task.condition().name(), task.spec().id(), episode);
  }

  /** Ids of the tasks on which nothing of their condition can act. */
  public List<String> tasksLeftOut() {
    return tasks.stream().filter(task -> !task.applies()).map(task -> task.spec().id()).toList();
  }

  /** The spec of the task of an episode. */
  public EnvironmentSpec spec(EpisodeKey key) {
    return planned(key).spec();
  }

  /** The digest of the cell of an episode. */
  public String digest(EpisodeKey key) {
    return cell(key).digest();
  }

  /** The cell of an episode. */
  Cell cell(EpisodeKey key) {
    return cell(planned(key), key.episode());
  }

  private PlannedTask planned(EpisodeKey key) {
    EpisodeKey first = new EpisodeKey(key.condition(), key.task(), 0);
    return tasks.stream()
        .filter(task -> key(task, 0).equals(first))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "task %s under condition %s is not part of the plan"
                        .formatted(key.task(), key.condition())));
  }

  /** One episode of a task. */
  Cell cell(PlannedTask task, int episode) {
    String policy = evaluation.policy().identity(task.policy());
    return Cell.of(task, episode, evaluation.firstSeed() + episode, policy, evaluation);
  }

  /** The tasks under one condition, in order; those to which it does not apply are among them. */
  List<PlannedTask> tasksOf(String condition) {
    return tasks.stream().filter(task -> task.condition().name().equals(condition)).toList();
  }

  /** The tasks that are run under each condition, in order. */
  List<PlannedTask> tasks() {
    return tasks.stream().filter(PlannedTask::applies).toList();
  }

  /** What draws the images; empty where there are none. */
  Optional<String> renderer() {
    return renderer;
  }

  /** What the policy is like for the first task. */
  PolicyFacts policyFacts() {
    return tasks.get(0).policy();
  }

  /** The environments of this plan share their scenes through this factory. */
  EnvironmentFactory factory() {
    return factory;
  }

  /** All episodes, by condition, task and number. */
  Stream<Cell> cells() {
    return tasks().stream()
        .flatMap(task -> IntStream.range(0, evaluation.episodes()).mapToObj(e -> cell(task, e)));
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
