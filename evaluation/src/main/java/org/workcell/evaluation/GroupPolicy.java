package org.workcell.evaluation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.cameras.EnvironmentRenderer;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Model;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;

/** The policy of a group, the batch that it is asked with, and what draws the images for it. */
final class GroupPolicy implements AutoCloseable {

  private final PlannedTask task;
  private final LayoutShape shape;
  private final boolean servesManyTasks;
  private final Evaluation evaluation;
  private final BatchStorage storage;
  private final Policy policy;
  private final RepeatCheck check;
  private final AnswerWatch watch;
  private final OpenGlContext context;
  private final ImageOptions imageOptions;
  private final ImageBlock images;
  private final int rows;

  /** The last used comes last. */
  private final Map<Model, EnvironmentRenderer> renderers = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Makes a policy.
   *
   * @param task the first of the tasks that it serves
   * @param context of this thread; null where the policy sees no images
   * @param watch is told when the policy is asked and when it has answered
   */
  GroupPolicy(
      EvaluationPlan plan, PlannedTask task, int rows, OpenGlContext context, AnswerWatch watch) {
    this.watch = watch;
    this.evaluation = plan.evaluation();
    BatchLayout layout = evaluation.layout(task.spec());
    this.task = task;
    this.rows = rows;
    this.context = context;
    this.shape = LayoutShape.of(layout);
    this.servesManyTasks = evaluation.policy().answersBatches();
    this.storage = BatchStorage.allocate(layout, rows);
    this.imageOptions = evaluation.images().orElse(null);
    this.images = imageOptions == null ? null : imageOptions.over(storage);
    this.policy = newPolicy(layout);
    this.check = servesManyTasks ? null : new RepeatCheck(() -> newPolicy(layout), layout);
  }

  private Policy newPolicy(BatchLayout layout) {
    return evaluation.policy().newPolicy(task.definition(), task.spec(), layout);
  }

  /** Whether episodes of a task can be rows of the batch. */
  boolean serves(PlannedTask other) {
    return other == task
        || servesManyTasks && LayoutShape.of(evaluation.layout(other.spec())).equals(shape);
  }

  BatchStorage storage() {
    return storage;
  }

  /** Tells the policy of an episode that has been reset. */
  void start(EpisodeSlot slot) {
    watch.begin(slot);
    try {
      policy.start(slot.number(), slot.episode(policy.readsScene()));
      if (check != null) {
        check.start(slot);
      }
    } finally {
      watch.end();
    }
  }

  /**
   * Writes an action for each row.
   *
   * @throws org.workcell.sim.policy.PolicyNotRepeatableException if the policy was asked again and
   *     answered differently
   * @param slots the episode of each row
   * @param numbers their numbers
   */
  void ask(List<EpisodeSlot> slots, int[] numbers) {
    if (imageOptions != null && evaluation.recording().isEmpty()) {
      for (int row = 0; row < numbers.length; row++) {
        if (policy.needsObservation(numbers[row])) {
          draw(slots.get(row).environment().orElseThrow(), row);
        }
      }
    }
    watch.begin(slots.get(0));
    try {
      policy.act(storage, numbers, storage.action());
      if (check != null) {
        check.require(storage, numbers);
      }
    } finally {
      watch.end();
    }
  }

  /** Takes the images of a row that is recorded, whether the policy looks or not. */
  void drawRecorded(SimulatedEnvironment environment, int row) {
    if (imageOptions != null && evaluation.recording().isPresent()) {
      draw(environment, row);
    }
  }

  private void draw(SimulatedEnvironment environment, int row) {
    Model scene = environment.physics().scene();
    EnvironmentRenderer renderer = renderers.get(scene);
    if (renderer == null) {
      closeOldRenderers();
      renderer = new EnvironmentRenderer(context, environment, imageOptions);
      renderers.put(scene, renderer);
    }
    renderer.render(environment, images, row);
  }

  /** Rows have no more scenes than there are rows. */
  private void closeOldRenderers() {
    Iterator<EnvironmentRenderer> oldest = renderers.values().iterator();
    while (renderers.size() >= rows && oldest.hasNext()) {
      oldest.next().close();
      oldest.remove();
    }
  }

  /** Frees the policy and what draws. Idempotent. */
  @Override
  public void close() {
    renderers.values().forEach(EnvironmentRenderer::close);
    renderers.clear();
    policy.close();
    if (check != null) {
      check.close();
    }
  }
}
