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

  private final SimulatedEnvironment inner;
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
  GuardedEnvironment(SimulatedEnvironment inner, AccessGuard guard, Runnable whenClosed) {
    this.inner = inner;
    this.guard = guard;
    this.whenClosed = whenClosed;
    this.description = "the environment of " + inner.spec().id();
    guard.whenClosed(this::free);
  }

  private void enter() {
    guard.enter(description);
  }

  private void leave() {
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
    enter();
    try {
      inner.useModel(model);
    } finally {
      leave();
    }
  }

  @Override
  public void reset(ResetOptions options, BatchStorage storage, int row) {
    enter();
    try {
      inner.reset(options, storage, row);
    } finally {
      leave();
    }
  }

  @Override
  public void step(BatchStorage storage, int row) {
    enter();
    try {
      inner.step(storage, row);
    } finally {
      leave();
    }
  }

  @Override
  public boolean needsReset() {
    return guard.isClosed() || inner.needsReset();
  }

  @Override
  public Snapshot snapshot() {
    enter();
    try {
      return inner.snapshot();
    } finally {
      leave();
    }
  }

  @Override
  public void restore(Snapshot snapshot, BatchStorage storage, int row) {
    enter();
    try {
      inner.restore(snapshot, storage, row);
    } finally {
      leave();
    }
  }

  @Override
  public EpisodeStatistics statistics() {
    enter();
    try {
      return inner.statistics();
    } finally {
      leave();
    }
  }

  @Override
  public String instruction() {
    enter();
    try {
      return inner.instruction();
    } finally {
      leave();
    }
  }

  @Override
  public EpisodeRecord record() {
    enter();
    try {
      return inner.record();
    } finally {
      leave();
    }
  }

  @Override
  public ModelEdits copyModelEdits() {
    enter();
    try {
      return inner.copyModelEdits();
    } finally {
      leave();
    }
  }

  @Override
  public void useModelEdits(ModelEdits recorded) {
    enter();
    try {
      inner.useModelEdits(recorded);
    } finally {
      leave();
    }
  }

  @Override
  public Physics physics() {
    enter();
    try {
      return inner.physics();
    } finally {
      leave();
    }
  }

  @Override
  public void captureView(ViewState target) {
    enter();
    try {
      inner.captureView(target);
    } finally {
      leave();
    }
  }

  @Override
  public void close() {
    guard.close();
  }
}
