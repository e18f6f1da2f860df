package org.workcell.sim.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.workcell.sim.batch.BatchDescriptor;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.cameras.BatchRenderer;
import org.workcell.sim.cameras.ViewSource;
import org.workcell.sim.concurrent.CompletionSignal;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.task.ResetOptions;

/**
 * What both kinds of vector share: the environments, the checks of what callers ask for, the way to
 * the workers and back. One caller thread at a time; {@link #complete} and {@link #giveUp} come
 * from workers.
 */
final class VectorCore implements ViewSource {

  /** Takes the row of a slot whose work has been committed; called by workers. */
  interface Receiver {
    void receive(EnvironmentSlot slot);
  }

  private final VectorOptions options;
  private final WorkerPool pool;
  private final boolean ownsPool;
  private final Receiver receiver;
  private final VectorMembers members;
  private final BatchLayout layout;
  private final EnvironmentSpec[] firstSpecs;
  private final AtomicLong episodeNumbers = new AtomicLong();
  private final EnvironmentSlot[] slots;
  private final int[] all;
  private final WorkShare share;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger visits = new AtomicInteger();
  private final CompletionSignal completion;
  private volatile boolean closed;

  VectorCore(
      VectorOptions options,
      int firstMember,
      WorkerPool pool,
      boolean ownsPool,
      Receiver receiver) {
    this.options = options;
    this.pool = pool;
    this.ownsPool = ownsPool;
    this.receiver = receiver;
    this.completion = CompletionSignal.ofWork(options.count(), pool.options().workers());
    this.members = new VectorMembers(options.members(), options.images());
    this.layout = layout(members, options);
    this.slots = new EnvironmentSlot[options.count()];
    this.all = new int[slots.length];
    List<Environment> first = members.openFirst(firstMember, slots.length, pool.factory());
    this.firstSpecs = first.stream().map(Environment::spec).toArray(EnvironmentSpec[]::new);
    int[] homes = VectorMembers.homes(first, slots.length, pool.options().workers());
    for (int i = 0; i < slots.length; i++) {
      int member = (firstMember + i) % options.members().size();
      SlotEnvironment environment = new SlotEnvironment(members, pool.factory(), member);
      slots[i] = new EnvironmentSlot(this, i, homes[i], environment);
      all[i] = i;
      if (i < first.size()) {
        slots[i].environment().adopt(first.get(i));
      }
    }
    this.share = pool.newShare(options.weight(), homes);
    try {
      pool.attach(this, share, slots.length);
    } catch (RuntimeException e) {
      first.forEach(Environment::close);
      throw e;
    }
  }

  private static BatchLayout layout(VectorMembers members, VectorOptions options) {
    BatchLayout layout = members.layout().withMetadata();
    return options.images().map(each -> layout.withImages(each.blockSpecs())).orElse(layout);
  }

  /** Where everything will lie in memory, known without opening anything. */
  static SegmentDescriptor descriptor(VectorOptions options, int rows, int batches) {
    VectorMembers members = new VectorMembers(options.members(), options.images());
    return descriptor(layout(members, options), options, rows, batches);
  }

  private static SegmentDescriptor descriptor(
      BatchLayout layout, VectorOptions options, int rows, int batches) {
    boolean finals = options.autoreset() == Autoreset.SAME_STEP;
    return new SegmentDescriptor(BatchDescriptor.of(layout, rows), batches, finals);
  }

  VectorOptions options() {
    return options;
  }

  WorkerPool pool() {
    return pool;
  }

  BatchLayout layout() {
    return layout;
  }

  EnvironmentSpec spec(int environment) {
    EnvironmentSpec latest = slots[environment].environment().spec();
    return latest == null ? firstSpecs[environment % firstSpecs.length] : latest;
  }

  EnvironmentSlot slot(int environment) {
    return slots[environment];
  }

  @Override
  public int count() {
    return slots.length;
  }

  /** All environments in order; must not be changed. */
  int[] all() {
    return all;
  }

  boolean keepsFinals() {
    return options.autoreset() == Autoreset.SAME_STEP;
  }

  /** The batches of a vector, in the memory that the options name. */
  BatchSegment openSegment(int rows, int batches) {
    try {
      SegmentDescriptor descriptor = descriptor(layout, options, rows, batches);
      BatchMemory memory = options.memory().orElseGet(BatchMemory::allocated);
      return new BatchSegment(layout, descriptor, memory, members.ids(), options.images());
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  PrivateRows newPrivateRows() {
    try {
      return new PrivateRows(layout, slots.length, keepsFinals());
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Tasks that resets may name. */
  VectorMembers members() {
    return members;
  }

  /** Where episodes get their numbers from. */
  AtomicLong episodeNumbers() {
    return episodeNumbers;
  }

  /** Seeds for a reset of all environments: {@code seed + i}. */
  List<ResetOptions> seedsFrom(long seed) {
    if (seed > Long.MAX_VALUE - slots.length) {
      throw new IllegalArgumentException(
          "seed %d leaves no room for %d environments; use a smaller one"
              .formatted(seed, slots.length));
    }
    ResetOptions[] starts = new ResetOptions[slots.length];
    Arrays.setAll(starts, i -> ResetOptions.seed(seed + i));
    return List.of(starts);
  }

  /** The renderer of the images that were asked for; null if none were. */
  BatchRenderer openRenderer() {
    if (options.images().isEmpty()) {
      return null;
    }
    try {
      return new BatchRenderer(this, options.images().get());
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** From now on captures what images show; called while nothing is under way. Idempotent. */
  @Override
  public void captureViews() {
    for (EnvironmentSlot slot : slots) {
      if (!slot.views().isEnabled()) {
        slot.views().enable();
      }
      if (slot.views().shown().scene() == null) {
        // Any call captures.
        visit(slot.index(), environment -> environment);
      }
    }
  }

  @Override
  public ViewState shown(int environment) {
    return slots[environment].views().shown();
  }

  @Override
  public ViewState last(int environment) {
    return slots[environment].views().last();
  }

  /** Hands over the slots that have been prepared. */
  synchronized void submit(int[] environments) {
    // A thread that closes must not end the workers between this check and the hand-over.
    requireOpen();
    underWay.addAndGet(environments.length);
    try {
      pool.submit(share, slots, environments);
    } catch (RuntimeException e) {
      underWay.addAndGet(-environments.length);
      throw e;
    }
  }

  /** Waits until nothing is under way. */
  void awaitQuiet() {
    completion.await(underWay, 0);
  }

  /** Waits until a counter that the receiver moves has a value. */
  void await(AtomicInteger counter, int value) {
    completion.await(counter, value);
  }

  /** A slot's work has been committed. */
  void complete(EnvironmentSlot slot) {
    if (slot.givesRow()) {
      receiver.receive(slot);
    } else {
      visits.decrementAndGet();
    }
    underWay.decrementAndGet();
    completion.moved();
  }

  /** A slot's worker is stuck and its work revoked. */
  void giveUp(EnvironmentSlot slot, StuckEnvironmentException cause) {
    EnvironmentSlot replacement = slot.replacement(cause);
    slots[slot.index()] = replacement;
    complete(replacement);
  }

  /** Runs a function on an environment, on a worker, and waits for its answer. */
  <T> T visit(int environment, Function<Environment, T> visitor) {
    return visit(new int[] {environment}, visitor).get(0);
  }

  /** The same for several environments at the same time; answers in their order. */
  <T> List<T> visit(int[] environments, Function<Environment, T> visitor) {
    requireIds(environments);
    for (int environment : environments) {
      slots[environment].prepareVisit(visitor);
    }
    return answers(environments);
  }

  /**
   * Opens an environment for each saved row beside those in use.
   *
   * @throws IllegalArgumentException if one cannot go on from its row; none is kept then
   */
  void prepareCandidates(List<RowState> rows) {
    for (EnvironmentSlot slot : slots) {
      slot.prepareCandidate(rows.get(slot.index()));
    }
    try {
      work(all);
    } catch (RuntimeException | Error e) {
      for (EnvironmentSlot slot : slots) {
        slot.dropCandidate();
      }
      throw e;
    }
  }

  @SuppressWarnings("unchecked")
  private <T> List<T> answers(int[] environments) {
    work(environments);
    List<T> answers = new ArrayList<>();
    for (int environment : environments) {
      answers.add((T) slots[environment].answer());
    }
    return answers;
  }

  /** Waits for prepared work that gives no rows; its first failure is thrown. */
  private void work(int[] environments) {
    visits.set(environments.length);
    submit(environments);
    completion.await(visits, 0);
    for (int environment : environments) {
      if (slots[environment].failure() instanceof RuntimeException e) {
        throw e;
      }
      if (slots[environment].failure() instanceof Error e) {
        throw e;
      }
    }
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the vector environment is closed; open a new one");
    }
  }

  /** All ids exist and differ. */
  void requireIds(int[] environments) {
    if (environments == all) {
      return;
    }
    if (environments.length == 0) {
      throw new IllegalArgumentException("a call must name at least one environment");
    }
    for (int environment : environments) {
      if (environment < 0 || environment >= slots.length) {
        throw new IllegalArgumentException(
            "there is no environment %d; expected 0..%d".formatted(environment, slots.length - 1));
      }
      slots[environment].unmark();
    }
    for (int environment : environments) {
      if (!slots[environment].mark()) {
        throw new IllegalArgumentException(
            "environment %d is named twice in one call".formatted(environment));
      }
    }
  }

  /** Reset options go with existing environments and fit their tasks. */
  void requireStarts(int[] environments, List<ResetOptions> starts) {
    requireIds(environments);
    if (starts.size() != environments.length) {
      throw new IllegalArgumentException(
          "%d environments need as many reset options, not %d"
              .formatted(environments.length, starts.size()));
    }
    for (int i = 0; i < environments.length; i++) {
      int member = slots[environments[i]].environment().member();
      members.task(members.choose(starts.get(i), member)).requireValid(starts.get(i));
    }
  }

  void requireSeeded(int[] environments) {
    for (int environment : environments) {
      if (!slots[environment].seeded()) {
        throw new IllegalStateException(
            "environment %d has had no reset yet; reset it with a seed first"
                .formatted(environment));
      }
    }
  }

  void requireSteppable(int[] environments) {
    requireSeeded(environments);
    if (options.autoreset() != Autoreset.DISABLED) {
      return;
    }
    for (int environment : environments) {
      if (slots[environment].environment().needsReset()) {
        throw new IllegalStateException(
            "the episode of environment %d has ended and autoreset is disabled; reset it first"
                .formatted(environment));
      }
    }
  }

  /** Waits for what is under way, which the watchdog bounds; frees the environments. Idempotent. */
  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    awaitQuiet();
    for (EnvironmentSlot slot : slots) {
      slot.close();
    }
    pool.detach(this, share, slots.length);
    if (ownsPool) {
      pool.close();
    }
  }
}
