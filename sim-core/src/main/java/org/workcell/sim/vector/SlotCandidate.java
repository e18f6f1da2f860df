package org.workcell.sim.vector;

import java.util.List;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.physics.ViewState;

/**
 * An environment that goes on from a saved state and may take the place of a slot's own, once those
 * of all slots are ready. Opened by a worker.
 */
final class SlotCandidate {

  private final RowState saved;
  private final SlotEnvironment environment;
  private final int row;
  private ViewState view;

  SlotCandidate(RowState saved, SlotEnvironment environment, int row) {
    this.saved = saved;
    this.environment = environment;
    this.row = row;
  }

  SlotEnvironment environment() {
    return environment;
  }

  /** What images of it show; null where nobody draws. */
  ViewState view() {
    return view;
  }

  /**
   * Opens the environment and restores its episode.
   *
   * @throws IllegalArgumentException if it is not what was saved; nothing else has changed
   */
  void open(WorkerModels models, BatchLayout layout, SlotViews views) {
    environment.makeReady(models);
    String spec = RowState.text(environment.spec());
    if (!spec.equals(saved.spec())) {
      throw new IllegalArgumentException(
          "the saved state is of another environment %d: [%s], but this one is [%s]; open the vector with the same arguments"
              .formatted(row, saved.spec(), spec));
    }
    if (saved.snapshot() != null) {
      BatchStorage results = BatchStorage.allocate(layout.withImages(List.of()), 1);
      restore(results);
    }
    if (views.isEnabled()) {
      view = views.viewOf(environment.get());
    }
  }

  private void restore(BatchStorage results) {
    try {
      environment.fitted().restore(saved.snapshot(), results, 0);
    } catch (IllegalArgumentException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(
          "the saved state of environment %d cannot be restored (%s); nothing has changed"
              .formatted(row, why.getMessage()),
          e);
    }
  }
}
