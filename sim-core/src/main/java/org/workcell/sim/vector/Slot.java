package org.workcell.sim.vector;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.ResetOptions;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.physics.Model;
import org.workcell.sim.random.SeedStreams;

/**
 * One environment of a vector with what it does next and what came of it. Prepared by the vector's
 * thread, run by one worker at a time; the hand-over through {@link WorkQueue} orders the two.
 *
 * <p>The environment writes into a row of its own, which is copied to its batch once the work has
 * been committed. So a worker that was given up as stuck cannot write into a batch later.
 */
final class Slot {

  private enum Job {
    STEP,
    CHUNK,
    RESET,
    RESTORE,
    VISIT
  }

  private static final int RUNNING = 1;
  private static final int COMMITTED = 2;
  private static final int REVOKED = 3;
  private static final int PHASES = 4;

  private final VectorCore vector;
  private final int index;
  private final int home;
  private final VectorMember member;
  private final EnvironmentFactory factory;
  private final BatchStorage own;
  private final BatchStorage last;

  /** Number of the run, times {@link #PHASES}, plus its phase. */
  private final AtomicLong run = new AtomicLong();

  private volatile long startedNanoseconds;
  private Environment environment;
  private Model scene;

  private Job job;
  private ResetOptions start;
  private Snapshot snapshot;
  private Function<Environment, ?> visitor;
  private ChunkTrack chunk;
  private Object answer;

  private boolean seeded;
  private long rootSeed;
  private volatile long episode;
  private long seed;
  private RowStatus status = RowStatus.IDLE;
  private Throwable failure;
  private boolean hasFinal;
  private boolean marked;

  Slot(VectorCore vector, int index, int home, EnvironmentFactory factory) {
    this.vector = vector;
    this.index = index;
    this.home = home;
    this.factory = factory;
    this.member = vector.options().member(index);
    this.own = BatchStorage.allocate(vector.layout(), 1);
    this.last = vector.keepsFinals() ? BatchStorage.allocate(vector.layout(), 1) : null;
  }

  /** A slot in place of one whose worker is stuck; its environment is made anew. */
  Slot replacement(Throwable cause) {
    Slot replacement = new Slot(vector, index, home, factory);
    replacement.seeded = seeded;
    replacement.rootSeed = rootSeed;
    replacement.episode = episode;
    replacement.job = job;
    replacement.status = RowStatus.FAILED;
    replacement.failure = cause;
    replacement.chunk = chunk == null ? null : chunk.emptyCopy();
    replacement.own.truncated().put(0, 0, 1);
    return replacement;
  }

  // --- what the vector's thread prepares and reads while the slot is idle
  // -------------------------

  void adopt(Environment made) {
    environment = made;
    scene = made.physics().scene();
  }

  void prepareStep(BatchBlock actions, int row) {
    actions.copyRow(row, own.action(), 0);
    job = Job.STEP;
  }

  void prepareChunk(BatchBlock actions, int row, boolean stopsAtSuccess, int steps) {
    if (chunk == null || chunk.capacity() < steps) {
      chunk = new ChunkTrack(steps);
    }
    chunk.prepare(actions, row, steps, stopsAtSuccess);
    job = Job.CHUNK;
  }

  /** Prepares a reset; without options the vector's schedule says how the episode starts. */
  void prepareReset(ResetOptions options) {
    start = options;
    job = Job.RESET;
    if (options != null) {
      rootSeed = options.seed();
      episode = 0;
      seeded = true;
    }
  }

  void prepareRestore(Snapshot source) {
    snapshot = source;
    job = Job.RESTORE;
    if (!seeded) {
      rootSeed = index;
      seeded = true;
    }
  }

  void prepareVisit(Function<Environment, ?> newVisitor) {
    visitor = newVisitor;
    job = Job.VISIT;
  }

  boolean seeded() {
    return seeded;
  }

  /** Whether the episode has ended or failed, so that only a reset or a restore makes sense. */
  boolean needsReset() {
    return environment == null || environment.needsReset();
  }

  int index() {
    return index;
  }

  int home() {
    return home;
  }

  VectorCore vector() {
    return vector;
  }

  BatchStorage own() {
    return own;
  }

  BatchStorage last() {
    return last;
  }

  boolean hasFinal() {
    return hasFinal;
  }

  long seed() {
    return seed;
  }

  RowStatus status() {
    return status;
  }

  Throwable failure() {
    return failure;
  }

  Object answer() {
    return answer;
  }

  ChunkTrack chunk() {
    return chunk;
  }

  /** Remembers that a call names this slot; false if it has been named already. */
  boolean mark() {
    boolean first = !marked;
    marked = true;
    return first;
  }

  void unmark() {
    marked = false;
  }

  /** Whether the work gives a row; a visit only gives an answer. */
  boolean givesRow() {
    return job != Job.VISIT;
  }

  // --- hand-over between worker and watchdog
  // ------------------------------------------------------

  /** The worker begins; returns the number of the run. */
  long begin(long now) {
    startedNanoseconds = now;
    long number = run.get() / PHASES + 1;
    run.set(number * PHASES + RUNNING);
    return number;
  }

  /** The worker is done; false if its work is not wanted any more. */
  boolean commit(long number) {
    return run.compareAndSet(number * PHASES + RUNNING, number * PHASES + COMMITTED);
  }

  /** The number of the run in progress; negative if none is. */
  long runningNumber() {
    long now = run.get();
    return now % PHASES == RUNNING ? now / PHASES : -1;
  }

  long startedNanoseconds() {
    return startedNanoseconds;
  }

  /** Gives up on a run; false if it has finished meanwhile. */
  boolean revoke(long number) {
    return run.compareAndSet(number * PHASES + RUNNING, number * PHASES + REVOKED);
  }

  // --- what a worker runs
  // -------------------------------------------------------------------------

  /** Does the prepared work; whatever goes wrong becomes this slot's failure. */
  void work(WorkerModels models) {
    failure = null;
    hasFinal = false;
    answer = null;
    try {
      makeReady(models);
      switch (job) {
        case STEP -> step();
        case CHUNK -> playChunk();
        case RESET -> reset();
        case RESTORE -> restore();
        case VISIT -> answer = visitor.apply(environment);
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void makeReady(WorkerModels models) {
    if (environment == null) {
      adopt(factory.newEnvironment(member.task(), member.options()));
    }
    environment.useModel(models.of(scene));
  }

  private void step() {
    if (environment.needsReset()) {
      startNext();
      return;
    }
    environment.step(own, 0);
    status = RowStatus.STEPPED;
    startNextInSameStep();
  }

  private void playChunk() {
    chunk.clear();
    if (environment.needsReset()) {
      startNext();
      return;
    }
    while (chunk.hasNext()) {
      chunk.nextAction(own.action());
      environment.step(own, 0);
      chunk.add(own);
      if (environment.needsReset()) {
        break;
      }
    }
    status = RowStatus.STEPPED;
    startNextInSameStep();
  }

  /** Where the next episode cannot start, the row stays as the step left it. */
  private void startNextInSameStep() {
    if (last == null || !environment.needsReset()) {
      return;
    }
    own.copyResults(0, last, 0);
    try {
      startNext();
    } catch (RuntimeException e) {
      last.copyResults(0, own, 0);
      closeEnvironment();
      failure = e;
      status = RowStatus.FAILED;
      return;
    }
    last.copyOutcome(0, own, 0);
    hasFinal = true;
    status = RowStatus.STEPPED;
  }

  private void reset() {
    if (start == null) {
      startNext();
    } else {
      start(start);
    }
  }

  private void startNext() {
    long number = episode + 1;
    episode = number;
    long next = new SeedStreams(rootSeed).stream("episodes/" + number).nextLong();
    start(vector.options().schedule().next(index, number, next));
  }

  private void start(ResetOptions options) {
    environment.reset(options, own, 0);
    seed = options.seed();
    status = RowStatus.RESET;
  }

  private void restore() {
    environment.restore(snapshot, own, 0);
    seed = environment.record().seed();
    status = RowStatus.RESTORED;
  }

  /** An unharmed episode goes on; a lost one counts as truncated, and its environment as broken. */
  private void fail(Throwable cause) {
    failure = cause;
    if (job == Job.VISIT) {
      return;
    }
    status = RowStatus.FAILED;
    hasFinal = false;
    own.clearOutcome(0);
    if (needsReset()) {
      own.truncated().put(0, 0, 1);
      closeEnvironment();
    }
  }

  /** Frees the environment; the next work makes another one. */
  void closeEnvironment() {
    if (environment != null) {
      environment.close();
      environment = null;
    }
  }
}
