package org.workcell.sim.environment;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.physics.AccessGuard;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.task.ResetOptions;

/**
 * Keeps an environment to one call at a time, because two threads in one simulation crash the
 * process: the second call throws. A close during a call takes effect when that call returns.
 */
final class GuardedEnvironment implements SimulatedEnvironment {

  private final TaskEnvironment inner;
  private final AccessGuard guard;
  private final Runnable whenClosed;
  private final String description;

  /**
   * Guards an environment.
   *
   * @param guard the guard of its simulation, so that those who were handed the simulation and
   *     those who call the environment are kept apart, too
   * @param whenClosed runs once, when the environment is closed
   */
  GuardedEnvironment(TaskEnvironment inner, AccessGuard guard, Runnable whenClosed) {
    this.inner = inner;
    this.guard = guard;
    this.whenClosed = whenClosed;
    this.description = "the environment of " + inner.spec().id();
    guard.whenClosed(this::free);
  }

  /**
   * Admits the calling thread to the simulation and to the model that it uses.
   *
   * @return the guard of the model, for {@link #leave}; null where none is in use yet
   */
  private AccessGuard enter() {
    guard.enter(description);
    AccessGuard model = inner.modelGuard();
    if (model != null) {
      try {
        model.enter(description);
      } catch (IllegalStateException e) {
        guard.leave();
        throw e;
      }
    }
    return model;
  }

  private void leave(AccessGuard model) {
    if (model != null) {
      model.leave();
    }
    guard.leave();
  }

  private void free() {
    try {
      inner.close();
    } finally {
      whenClosed.run();
    }
  }

  @Override
  public EnvironmentSpec spec() {
    return inner.spec();
  }

  @Override
  public void useModel(WorkerModel model) {
    guard.enter(description);
    try {
      inner.useModel(model);
    } finally {
      guard.leave();
    }
  }

  @Override
  public void reset(ResetOptions options, BatchStorage storage, int row) {
    AccessGuard entered = enter();
    try {
      inner.reset(options, storage, row);
    } finally {
      leave(entered);
    }
  }

  @Override
  public void step(BatchStorage storage, int row) {
    AccessGuard entered = enter();
    try {
      inner.step(storage, row);
    } finally {
      leave(entered);
    }
  }

  @Override
  public boolean needsReset() {
    return guard.isClosed() || inner.needsReset();
  }

  @Override
  public Snapshot snapshot() {
    AccessGuard entered = enter();
    try {
      return inner.snapshot();
    } finally {
      leave(entered);
    }
  }

  @Override
  public void restore(Snapshot snapshot, BatchStorage storage, int row) {
    AccessGuard entered = enter();
    try {
      inner.restore(snapshot, storage, row);
    } finally {
      leave(entered);
    }
  }

  @Override
  public EpisodeStatistics statistics() {
    guard.enter(description);
    try {
      return inner.statistics();
    } finally {
      guard.leave();
    }
  }

  @Override
  public String instruction() {
    guard.enter(description);
    try {
      return inner.instruction();
    } finally {
      guard.leave();
    }
  }

  @Override
  public EpisodeRecord record() {
    guard.enter(description);
    try {
      return inner.record();
    } finally {
      guard.leave();
    }
  }

  @Override
  public ModelEdits copyModelEdits() {
    guard.enter(description);
    try {
      return inner.copyModelEdits();
    } finally {
      guard.leave();
    }
  }

  @Override
  public void useModelEdits(ModelEdits recorded) {
    AccessGuard entered = enter();
    try {
      inner.useModelEdits(recorded);
    } finally {
      leave(entered);
    }
  }

  @Override
  public void setState(double[] state, BatchStorage storage, int row) {
    AccessGuard entered = enter();
    try {
      inner.setState(state, storage, row);
    } finally {
      leave(entered);
    }
  }

  @Override
  public void requireTakes(double[] state) {
    AccessGuard entered = enter();
    try {
      inner.requireTakes(state);
    } finally {
      leave(entered);
    }
  }

  @Override
  public Physics physics() {
    AccessGuard entered = enter();
    try {
      return inner.physics();
    } finally {
      leave(entered);
    }
  }

  @Override
  public void captureView(ViewState target) {
    guard.enter(description);
    try {
      inner.captureView(target);
    } finally {
      guard.leave();
    }
  }

  @Override
  public void close() {
    guard.close();
  }
}
