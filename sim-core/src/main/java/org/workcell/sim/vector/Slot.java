package org.workcell.sim.vector;

import java.util.function.Function;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.ResetOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.physics.Model;
import org.workcell.sim.random.SeedStreams;

/**
 * One environment of a vector with what it does next and what came of it. Prepared by the vector's
 * thread, run by one worker at a time; the hand-over through {@link WorkQueue} orders the two.
 *
 * <p>The environment writes into the row that the slot has been bound to. A worker that was given
 * up as stuck may still write there, so that row must not be used any more.
 */
final class Slot {

  private enum Job {
    STEP,
    CHUNK,
    RESET,
    RESTORE,
    VISIT
  }

  private final VectorCore vector;
  private final int index;
  private final int home;
  private final VectorMember member;
  private final EnvironmentFactory factory;
  private final SlotRun run = new SlotRun();
  private final SlotViews views = new SlotViews();
  private BatchStorage rows;
  private BatchStorage finals;
  private BatchStorage previous;
  private int previousRow;
  private int row;
  private boolean standsIn;
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
  private String instruction = "";
  private RowStatus status = RowStatus.IDLE;
  private Throwable failure;
  private boolean hasFinal;
  private boolean marked;
  private boolean ended;

  /** Settled when the work is prepared: a worker may finish while others are still handed over. */
  private boolean willReset;

  Slot(VectorCore vector, int index, int home, EnvironmentFactory factory) {
    this.vector = vector;
    this.index = index;
    this.home = home;
    this.factory = factory;
    this.member = vector.options().member(index);
  }

  /** A slot in place of one whose worker is stuck, with memory and an environment of its own. */
  Slot replacement(Throwable cause) {
    Slot replacement = new Slot(vector, index, home, factory);
    replacement.seeded = seeded;
    replacement.rootSeed = rootSeed;
    replacement.episode = episode;
    replacement.job = job;
    replacement.status = RowStatus.FAILED;
    replacement.failure = cause;
    replacement.chunk = chunk == null ? null : chunk.emptyCopy();
    replacement.bind(
        BatchStorage.allocate(vector.layout(), 1),
        vector.keepsFinals() ? BatchStorage.allocate(vector.layout(), 1) : null,
        0);
    replacement.bindPrevious(previous, previousRow);
    replacement.repeatPrevious();
    replacement.rows.clearOutcome(0);
    replacement.rows.truncated().put(0, 0, 1);
    replacement.standsIn = true;
    if (views.isEnabled()) {
      replacement.views.enable();
    }
    return replacement;
  }

  /**
   * Says where results go. Those before stay where they are.
   *
   * @param newFinals where the last results of an episode go when the next one starts in the same
   *     step; null where it doesn't
   */
  void bind(BatchStorage newRows, BatchStorage newFinals, int newRow) {
    previous = rows;
    previousRow = row;
    rows = newRows;
    finals = newFinals;
    row = newRow;
    standsIn = false;
  }

  /** Says where the results before are, if somebody has moved them. */
  void bindPrevious(BatchStorage newPrevious, int newPreviousRow) {
    previous = newPrevious;
    previousRow = newPreviousRow;
  }

  boolean standsIn() {
    return standsIn;
  }

  void adopt(Environment made) {
    environment = made;
    scene = made instanceof SimulatedEnvironment simulated ? simulated.physics().scene() : null;
  }

  void prepareStep(BatchBlock actions, int actionRow) {
    actions.copyRow(actionRow, rows.action(), row);
    job = Job.STEP;
    willReset = ended;
  }

  void prepareChunk(BatchBlock actions, int actionRow, boolean stopsAtSuccess, int steps) {
    if (chunk == null || chunk.capacity() < steps) {
      chunk = new ChunkTrack(steps);
    }
    chunk.prepare(actions, actionRow, steps, stopsAtSuccess);
    job = Job.CHUNK;
    willReset = ended;
  }

  /** Prepares a reset; without options the vector's schedule says how the episode starts. */
  void prepareReset(ResetOptions options) {
    start = options;
    job = Job.RESET;
    willReset = true;
    if (options != null) {
      rootSeed = options.seed();
      episode = 0;
      seeded = true;
    }
  }

  void prepareRestore(Snapshot source) {
    snapshot = source;
    job = Job.RESTORE;
    willReset = false;
    if (!seeded) {
      rootSeed = index;
      seeded = true;
    }
  }

  void prepareVisit(Function<Environment, ?> newVisitor) {
    visitor = newVisitor;
    job = Job.VISIT;
    willReset = false;
  }

  boolean seeded() {
    return seeded;
  }

  /** Whether the episode has ended or failed, so that only a reset or a restore makes sense. */
  boolean needsReset() {
    return environment == null || environment.needsReset();
  }

  /** Whether the prepared work begins an episode, which may cost as much as many steps. */
  boolean willReset() {
    return willReset;
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

  void copyResults(BatchStorage targetRows, BatchStorage targetFinals, int targetRow) {
    rows.copyResults(row, targetRows, targetRow);
    if (hasFinal) {
      finals.copyResults(row, targetFinals, targetRow);
    }
  }

  boolean hasFinal() {
    return hasFinal;
  }

  long seed() {
    return seed;
  }

  String instruction() {
    return instruction;
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

  SlotRun run() {
    return run;
  }

  SlotViews views() {
    return views;
  }

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
      views.captureShown(environment);
    } catch (Throwable e) {
      fail(e);
    }
    ended = needsReset();
  }

  private void makeReady(WorkerModels models) {
    if (environment == null) {
      adopt(factory.newEnvironment(member.task(), member.options()));
    }
    if (environment instanceof SimulatedEnvironment simulated) {
      simulated.useModel(models.of(scene));
    }
  }

  private void step() {
    if (environment.needsReset()) {
      startNext();
      return;
    }
    environment.step(rows, row);
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
      chunk.nextAction(rows.action(), row);
      environment.step(rows, row);
      chunk.add(rows, row);
      if (environment.needsReset()) {
        break;
      }
    }
    status = RowStatus.STEPPED;
    startNextInSameStep();
  }

  /** Where the next episode cannot start, the row stays as the step left it. */
  private void startNextInSameStep() {
    if (finals == null || !environment.needsReset()) {
      return;
    }
    rows.copyResults(row, finals, row);
    views.captureLast(environment);
    try {
      startNext();
    } catch (RuntimeException e) {
      finals.copyResults(row, rows, row);
      closeEnvironment();
      failure = e;
      status = RowStatus.FAILED;
      return;
    }
    finals.copyOutcome(row, rows, row);
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
    // Never negative, because NumPy, which some suites draw with, takes no negative seeds.
    long next = new SeedStreams(rootSeed).stream("episodes/" + number).nextLong() >>> 1;
    start(vector.options().schedule().next(index, number, next));
  }

  private void start(ResetOptions options) {
    environment.reset(options, rows, row);
    seed = options.seed();
    instruction = environment.instruction();
    status = RowStatus.RESET;
  }

  private void restore() {
    environment.restore(snapshot, rows, row);
    EpisodeRecord record = environment.record();
    seed = record.seed();
    instruction = record.instruction();
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
    if (job != Job.CHUNK || chunk.isEmpty()) {
      repeatPrevious();
    }
    rows.clearOutcome(row);
    if (needsReset()) {
      rows.truncated().put(row, 0, 1);
      closeEnvironment();
    }
  }

  private void repeatPrevious() {
    if (previous != null) {
      previous.copyResults(previousRow, rows, row);
    }
  }

  void closeEnvironment() {
    if (environment != null) {
      environment.close();
      environment = null;
    }
  }
}
