package org.workcell.sim.vector;

import java.util.List;
import java.util.function.Function;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.task.ResetOptions;

/**
 * One environment of a vector with what it does next and what came of it. Prepared by the vector's
 * thread, run by one worker at a time; the hand-over through {@link WorkQueue} orders the two.
 */
final class EnvironmentSlot {

  private enum Job {
    STEP,
    CHUNK,
    RESET,
    RESTORE,
    VISIT,
    LOAD
  }

  private final VectorCore vector;
  private final int index;
  private final int home;
  private SlotEnvironment environment;
  private final EpisodeSeeds seeds;
  private final EpisodeIdentity shown;
  private final EpisodeIdentity last;
  private final WorkTicket run = new WorkTicket();
  private final SlotViews views = new SlotViews();
  private ResultRows results = new ResultRows();
  private boolean isReplacement;

  private Job job;
  private ResetOptions start;
  private Snapshot snapshot;
  private Function<Environment, ?> visitor;
  private ChunkTrack chunk;
  private SlotCandidate candidate;

  private Object answer;
  private RowStatus status = RowStatus.IDLE;
  private Throwable failure;
  private boolean hasFinal;
  private boolean marked;
  private boolean ended;

  /** Settled when the work is prepared: a worker may finish while others are still handed over. */
  private boolean willReset;

  EnvironmentSlot(VectorCore vector, int index, int home, SlotEnvironment environment) {
    this.vector = vector;
    this.index = index;
    this.home = home;
    this.environment = environment;
    this.seeds = new EpisodeSeeds(vector.options().schedule(), index);
    this.shown = new EpisodeIdentity(vector.episodeNumbers(), index, environment.member());
    this.last = new EpisodeIdentity(vector.episodeNumbers(), index, environment.member());
  }

  /** A slot in place of one whose worker is stuck, with memory and an environment of its own. */
  EnvironmentSlot replacement(Throwable cause) {
    EnvironmentSlot replacement = new EnvironmentSlot(vector, index, home, environment.another());
    replacement.seeds.copyFrom(seeds);
    replacement.shown.copyFrom(shown);
    replacement.job = job;
    replacement.status = RowStatus.FAILED;
    replacement.failure = cause;
    replacement.chunk = chunk == null ? null : chunk.emptyCopy();
    replacement.results =
        ResultRows.inPlaceOf(results, vector.layout().withImages(List.of()), vector.keepsFinals());
    replacement.results.writeFailure(true);
    replacement.isReplacement = true;
    if (views.isEnabled()) {
      replacement.views.enable();
    }
    return replacement;
  }

  /** Says where results go, as {@link ResultRows#bind}. */
  void bind(BatchStorage rows, BatchStorage finals, int row) {
    results.bind(rows, finals, row);
    isReplacement = false;
  }

  ResultRows results() {
    return results;
  }

  /** Whether this slot replaces a stuck one and has not been given a row since. */
  boolean isReplacement() {
    return isReplacement;
  }

  SlotEnvironment environment() {
    return environment;
  }

  /** Prepares a step with what the caller wrote into a row: action, intervention and actor. */
  void prepareStep(BatchStorage source, int sourceRow) {
    BatchStorage rows = results.rows();
    source.intervention().copyRow(sourceRow, rows.intervention(), results.row());
    source.actor().copyRow(sourceRow, rows.actor(), results.row());
    source.actor().clearRow(sourceRow);
    prepareStepOf(source.action(), sourceRow);
  }

  /** Prepares a step with an action of the policy. */
  void prepareStep(BatchBlock actions, int actionRow) {
    results.rows().actor().clearRow(results.row());
    prepareStepOf(actions, actionRow);
  }

  private void prepareStepOf(BatchBlock actions, int actionRow) {
    actions.copyRow(actionRow, results.rows().action(), results.row());
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
      seeds.give(options.seed());
    }
  }

  void prepareRestore(Snapshot source) {
    snapshot = source;
    job = Job.RESTORE;
    willReset = false;
    seeds.giveIfMissing();
  }

  void prepareVisit(Function<Environment, ?> newVisitor) {
    visitor = newVisitor;
    job = Job.VISIT;
    willReset = false;
  }

  /** Prepares an environment that goes on from a saved state, beside this slot's own. */
  void prepareCandidate(RowState saved) {
    candidate = new SlotCandidate(saved, environment.ofMember(saved.member()), index);
    job = Job.LOAD;
    willReset = true;
  }

  /** The candidate takes the place of the environment. */
  void adopt(RowState saved) {
    environment.close();
    environment = candidate.environment();
    if (views.isEnabled()) {
      views.setShown(candidate.view());
    }
    candidate = null;
    seeds.load(saved.seeds());
    RowState.Shown episode = saved.shown();
    shown.set(episode.task(), episode.variation(), episode.seed(), episode.words());
    ended = environment.needsReset();
  }

  /** Closes the candidate, if there is one. */
  void dropCandidate() {
    if (candidate != null) {
      candidate.environment().close();
      candidate = null;
    }
  }

  /** Frees everything. */
  void close() {
    dropCandidate();
    environment.close();
  }

  /** What the further results depend on. */
  RowState state(String spec, Snapshot running) {
    return new RowState(environment.member(), spec, seeds.state(), shown.shown(), running);
  }

  boolean seeded() {
    return seeds.isGiven();
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

  boolean hasFinal() {
    return hasFinal;
  }

  /** The episode that the row shows. */
  EpisodeIdentity shown() {
    return shown;
  }

  /** The episode that ended in a step which started another. */
  EpisodeIdentity last() {
    return last;
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

  /** Whether the work gives a row; a visit and a candidate don't. */
  boolean givesRow() {
    return job != Job.VISIT && job != Job.LOAD;
  }

  WorkTicket run() {
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
    if (job == Job.LOAD) {
      loadCandidate(models);
      return;
    }
    try {
      environment.makeReady(models);
      switch (job) {
        case STEP -> step();
        case CHUNK -> playChunk();
        case RESET -> reset();
        case RESTORE -> restore();
        default -> answer = visitor.apply(environment.get());
      }
      views.captureShown(environment.get());
    } catch (Throwable e) {
      fail(e);
    }
    ended = environment.needsReset();
  }

  private void loadCandidate(WorkerModels models) {
    try {
      candidate.open(models, vector.layout(), views);
    } catch (Throwable e) {
      failure = e;
    }
  }

  private void step() {
    if (environment.needsReset()) {
      start(seeds.next());
      return;
    }
    environment.fitted().step(results.rows(), results.row());
    status = RowStatus.STEPPED;
    startNextInSameStep();
  }

  private void playChunk() {
    chunk.clear();
    if (environment.needsReset()) {
      start(seeds.next());
      return;
    }
    BatchStorage rows = results.rows();
    int row = results.row();
    rows.actor().clearRow(row);
    while (chunk.hasNext()) {
      chunk.nextAction(rows.action(), row);
      environment.fitted().step(rows, row);
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
    if (!results.keepsFinals() || !environment.needsReset()) {
      return;
    }
    results.keepFinal();
    last.copyFrom(shown);
    views.captureLast(environment.get());
    try {
      start(seeds.next());
    } catch (RuntimeException e) {
      results.takeFinalBack();
      environment.close();
      failure = e;
      status = RowStatus.FAILED;
      return;
    }
    results.takeFinalOutcome();
    hasFinal = true;
    status = RowStatus.STEPPED;
  }

  private void reset() {
    start(start == null ? seeds.next() : start);
  }

  private void start(ResetOptions chosen) {
    environment.change(vector.members().choose(chosen, environment.member()));
    ResetOptions options = vector.members().complete(environment.member(), chosen);
    environment.fitted().reset(options, results.rows(), results.row());
    int variation = environment.variation(options);
    shown.set(environment.member(), variation, options.seed(), environment.get().instruction());
    status = RowStatus.RESET;
  }

  private void restore() {
    environment.fitted().restore(snapshot, results.rows(), results.row());
    EpisodeRecord record = environment.get().record();
    shown.set(environment.member(), record.variation(), record.seed(), record.instruction());
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
      results.repeatPrevious();
    }
    boolean episodeIsLost = environment.needsReset();
    results.writeFailure(episodeIsLost);
    if (episodeIsLost) {
      environment.close();
    }
  }
}
