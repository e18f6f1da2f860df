package org.workcell.sim.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.ResetOptions;

/**
 * What both kinds of vector share: the environments, the checks of what callers ask for, the way to
 * the workers and back. One caller thread at a time; {@link #complete} and {@link #giveUp} come
 * from workers.
 */
final class VectorCore {

  /** Takes the row of a slot whose work has been committed; called by workers. */
  interface Receiver {
    void receive(Slot slot);
  }

  private final VectorOptions options;
  private final WorkerPool pool;
  private final boolean ownsPool;
  private final Receiver receiver;
  private final BatchLayout layout;
  private final EnvironmentSpec[] specs;
  private final Slot[] slots;
  private final int[] all;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger visits = new AtomicInteger();
  private final Arrival arrival;
  private boolean closed;

  VectorCore(VectorOptions options, WorkerPool pool, boolean ownsPool, Receiver receiver) {
    this.options = options;
    this.pool = pool;
    this.ownsPool = ownsPool;
    this.receiver = receiver;
    this.arrival = new Arrival(pool.options().workers());
    VectorMembers members = VectorMembers.open(options, pool.factory());
    this.layout =
        options
            .images()
            .map(images -> members.layout().withImages(images.blockSpec()))
            .orElse(members.layout());
    this.specs = members.specs();
    this.slots = new Slot[options.count()];
    this.all = new int[slots.length];
    int[] homes = members.homes(slots.length, pool.options().workers());
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new Slot(this, i, homes[i], pool.factory());
      all[i] = i;
    }
    members.giveFirstEnvironments(slots);
    pool.attach(this, slots.length);
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
    return specs[environment % specs.length];
  }

  Slot slot(int environment) {
    return slots[environment];
  }

  int count() {
    return slots.length;
  }

  /** All environments in order; must not be changed. */
  int[] all() {
    return all;
  }

  boolean keepsFinals() {
    return options.autoreset() == Autoreset.SAME_STEP;
  }

  VectorBatch newBatch(int size) {
    return new VectorBatch(layout, size, keepsFinals(), options.images());
  }

  /** A batch for results on their way to another one, which is where pictures are drawn. */
  VectorBatch newBatchWithoutImages(int size) {
    BatchLayout plain =
        new BatchLayout(layout.action(), layout.observation(), layout.infoColumns());
    return new VectorBatch(plain, size, keepsFinals(), Optional.empty());
  }

  /** Seeds for a reset of all environments: {@code seed + i}. */
  List<ResetOptions> seedsFrom(long seed) {
    ResetOptions[] starts = new ResetOptions[slots.length];
    Arrays.setAll(starts, i -> ResetOptions.seed(seed + i));
    return List.of(starts);
  }

  /** The renderer of the pictures that were asked for; null if none were. */
  VectorRenderer openRenderer(Function<ImageOptions, VectorRenderer> opener) {
    if (options.images().isEmpty()) {
      return null;
    }
    try {
      return opener.apply(options.images().get());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** From now on captures what pictures show; called while nothing is under way. Idempotent. */
  void captureViews() {
    for (Slot slot : slots) {
      if (!slot.views().isEnabled()) {
        slot.views().enable();
      }
      if (slot.views().shown().scene() == null) {
        // Any call captures.
        visit(slot.index(), environment -> environment);
      }
    }
  }

  /** Hands over the slots that have been prepared. */
  void submit(int[] environments) {
    underWay.addAndGet(environments.length);
    try {
      pool.submit(slots, environments);
    } catch (RuntimeException e) {
      underWay.addAndGet(-environments.length);
      throw e;
    }
  }

  /** Waits until nothing is under way. */
  void awaitQuiet() {
    arrival.await(underWay, 0);
  }

  /** Waits until a counter that the receiver moves has a value. */
  void await(AtomicInteger counter, int value) {
    arrival.await(counter, value);
  }

  /** A slot's work has been committed. */
  void complete(Slot slot) {
    if (slot.givesRow()) {
      receiver.receive(slot);
    } else {
      visits.decrementAndGet();
    }
    underWay.decrementAndGet();
    arrival.moved();
  }

  /** A slot's worker is stuck and its work revoked. */
  void giveUp(Slot slot, StuckEnvironmentException cause) {
    Slot replacement = slot.replacement(cause);
    slots[slot.index()] = replacement;
    complete(replacement);
  }

  /** Runs a function on an environment, on a worker, and waits for its answer. */
  <T> T visit(int environment, Function<Environment, T> visitor) {
    int[] only = {environment};
    requireIds(only);
    slots[environment].prepareVisit(visitor);
    visits.set(1);
    submit(only);
    arrival.await(visits, 0);
    Slot slot = slots[environment];
    if (slot.failure() instanceof RuntimeException e) {
      throw e;
    }
    if (slot.failure() instanceof Error e) {
      throw e;
    }
    @SuppressWarnings("unchecked")
    T answer = (T) slot.answer();
    return answer;
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
      spec(environments[i]).requireValid(starts.get(i));
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
      if (slots[environment].needsReset()) {
        throw new IllegalStateException(
            "the episode of environment %d has ended and autoreset is disabled; reset it first"
                .formatted(environment));
      }
    }
  }

  /** Waits for what is under way, which the watchdog bounds; frees the environments. Idempotent. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    awaitQuiet();
    for (Slot slot : slots) {
      slot.closeEnvironment();
    }
    pool.detach(this, slots.length);
    if (ownsPool) {
      pool.close();
    }
  }
}
