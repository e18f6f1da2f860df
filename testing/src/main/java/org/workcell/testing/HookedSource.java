package org.workcell.testing;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.EpisodeStatistics;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.vector.EnvironmentSource;

/**
 * Environments of another source with something that happens before a step, such as a fault.
 *
 * @param inner makes the environments
 * @param hook what happens
 */
public record HookedSource(EnvironmentSource inner, Hook hook) implements EnvironmentSource {

  /** What happens. */
  public interface Hook {
    /**
     * Called before each step.
     *
     * @param seed root seed of the episode, which tells environments apart
     * @param step 1-based step of the episode
     */
    void beforeStep(long seed, int step);
  }

  @Override
  public TaskSpec taskSpec() {
    return inner.taskSpec();
  }

  @Override
  public Environment open(EnvironmentFactory factory) {
    return new Hooked(inner.open(factory), hook);
  }

  private static final class Hooked implements Environment {

    private final Environment inner;
    private final Hook hook;
    private long seed;
    private int step;
    private boolean failed;

    Hooked(Environment inner, Hook hook) {
      this.inner = inner;
      this.hook = hook;
    }

    @Override
    public EnvironmentSpec spec() {
      return inner.spec();
    }

    @Override
    public void reset(ResetOptions options, BatchStorage storage, int row) {
      inner.reset(options, storage, row);
      seed = options.seed();
      step = 0;
      failed = false;
    }

    @Override
    public void step(BatchStorage storage, int row) {
      failed = true;
      hook.beforeStep(seed, ++step);
      failed = false;
      inner.step(storage, row);
    }

    @Override
    public boolean needsReset() {
      return failed || inner.needsReset();
    }

    @Override
    public Snapshot snapshot() {
      StateWriter writer = new StateWriter();
      writer.putLong(seed);
      writer.putInt(step);
      writer.putBytes(inner.snapshot().toBytes());
      return Snapshot.fromBytes(writer.toBytes());
    }

    @Override
    public void restore(Snapshot snapshot, BatchStorage storage, int row) {
      StateReader reader = new StateReader(snapshot.toBytes());
      final long savedSeed = reader.getLong();
      final int savedStep = reader.getInt();
      inner.restore(Snapshot.fromBytes(reader.getBytes()), storage, row);
      seed = savedSeed;
      step = savedStep;
      failed = false;
    }

    @Override
    public EpisodeStatistics statistics() {
      return inner.statistics();
    }

    @Override
    public String instruction() {
      return inner.instruction();
    }

    @Override
    public EpisodeRecord record() {
      return inner.record();
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
