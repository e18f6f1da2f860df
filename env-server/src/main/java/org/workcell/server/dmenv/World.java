package org.workcell.server.dmenv;

import com.google.rpc.Code;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.workcell.server.dmenv.v1.ActionObservationSpecs;
import org.workcell.server.dmenv.v1.EnvironmentStateType;
import org.workcell.server.dmenv.v1.StepRequest;
import org.workcell.server.dmenv.v1.StepResponse;
import org.workcell.sim.wire.WireTensor;

/**
 * A vector that streams join. Streams of one world act on the same environments: a step of any of
 * them advances it, and an end is told to each at its next step. A sequence goes on while some
 * stream is running in it. Thread-safe; one request at a time.
 */
final class World {

  private static final int FAILED = 4;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Participant> joined = new HashSet<>();
  private final String name;
  private final WorldSession session;
  private final Specs specs;
  private final long seed;
  private long sequence;
  private boolean running;
  private EnvironmentStateType ended = EnvironmentStateType.TERMINATED;
  private boolean prepared;
  private boolean abandoned;
  private boolean closed;
  private long unusedSinceNanos;

  /** Opens the vector and prepares its first sequence. */
  World(String name, WorldSession session, Specs specs, long seed) {
    this.name = name;
    this.session = session;
    this.specs = specs;
    this.seed = seed;
    session.reset(Start.seed(seed), Math.max(1, specs.rows()));
    requireStarted();
    // A world that cannot draw its images is none.
    specs.readAll(session);
    prepared = true;
  }

  String name() {
    return name;
  }

  Specs specs() {
    return specs;
  }

  /** The seed where a reset names none. */
  long seed() {
    return seed;
  }

  private <T> T locked(Supplier<T> body) {
    lock.lock();
    try {
      if (closed) {
        throw RequestException.notFound("world '%s' has been destroyed".formatted(name));
      }
      return body.get();
    } finally {
      lock.unlock();
    }
  }

  /** One more stream, at rest. */
  Participant join() {
    return locked(
        () -> {
          Participant participant = new Participant();
          joined.add(participant);
          return participant;
        });
  }

  /** A stream leaves. */
  void leave(Participant participant) {
    lock.lock();
    try {
      joined.remove(participant);
      unusedSinceNanos = System.nanoTime();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Looks at the session between requests. */
  <T> T with(Function<WorldSession, T> body) {
    return locked(() -> body.apply(session));
  }

  /** A step of a stream. */
  StepResponse step(Participant participant, StepRequest request) {
    return locked(
        () -> {
          Set<Long> requested = specs.requested(request);
          if (participant.isRunning()) {
            advance(participant, specs.action(request.getActionsMap()));
          } else {
            begin(participant);
          }
          return StepResponse.newBuilder()
              .setState(participant.state())
              .putAllObservations(specs.read(session, requested))
              .build();
        });
  }

  private void begin(Participant participant) {
    if (!isAnyoneRunning()) {
      if (!prepared) {
        session.resetNext(Math.max(1, specs.rows()));
        requireStarted();
      }
      prepared = false;
      running = true;
      sequence++;
    }
    participant.begin(sequence);
  }

  private boolean isAnyoneRunning() {
    return running && joined.stream().anyMatch(each -> each.isRunningIn(sequence));
  }

  private void advance(Participant participant, WireTensor action) {
    if (participant.isInterrupted() || !participant.isRunningIn(sequence)) {
      participant.rest(EnvironmentStateType.INTERRUPTED);
      changed.signalAll();
    } else if (!running) {
      participant.rest(ended);
    } else {
      session.step(action);
      if (specs.rows() == 0) {
        judge(participant);
      }
    }
  }

  private void judge(Participant participant) {
    if (hasFailed()) {
      running = false;
      ended = EnvironmentStateType.INTERRUPTED;
      throw new RequestException(
          Code.INTERNAL,
          "the environment failed and the sequence is over, as the next step tells: " + failure());
    }
    if (isOver()) {
      running = false;
      participant.rest(ended);
    }
  }

  /** Whether the latest results are the last of their sequence; says how it ended. */
  private boolean isOver() {
    boolean terminated = flag("terminated") != 0;
    if (terminated || flag("truncated") != 0) {
      ended = terminated ? EnvironmentStateType.TERMINATED : EnvironmentStateType.INTERRUPTED;
      return true;
    }
    return false;
  }

  private int flag(String block) {
    return Elements.block(session.results(), block).data().get(0);
  }

  /**
   * A reset of one stream.
   *
   * @param start how the next sequence starts, where the stream says so
   */
  ActionObservationSpecs reset(Participant participant, Optional<Start> start) {
    return locked(
        () -> {
          if (start.isPresent()) {
            boolean others =
                running
                    && joined.stream()
                        .anyMatch(each -> each != participant && each.isRunningIn(sequence));
            if (others) {
              throw RequestException.precondition(
                  "other streams run in world '%s', so a reset takes no settings; use reset_world"
                      .formatted(name));
            }
            prepare(start.get());
          }
          if (participant.isRunning()) {
            participant.rest(EnvironmentStateType.INTERRUPTED);
          }
          return specs.message();
        });
  }

  private void prepare(Start start) {
    session.reset(start, Math.max(1, specs.rows()));
    running = false;
    ended = EnvironmentStateType.INTERRUPTED;
    prepared = false;
    requireStarted();
    prepared = true;
  }

  private void requireStarted() {
    if (hasFailed()) {
      throw new RequestException(Code.INTERNAL, "no episode could be started: " + failure());
    }
  }

  private boolean hasFailed() {
    return specs.rows() == 0 && flag("row_status") == FAILED;
  }

  private String failure() {
    return Elements.texts(session.results(), "failure").get(0);
  }

  /**
   * A reset of all streams: waits until each that runs has been told by its next step, or has left.
   *
   * @param caller the stream that asks, if it is joined to this world; it is not told
   * @param start how the next sequence starts; the next one of the same seed where absent
   * @param longest how long it waits
   * @param cancelled whether the stream that asks has ended
   */
  void resetAll(
      Optional<Participant> caller,
      Optional<Start> start,
      Duration longest,
      BooleanSupplier cancelled) {
    locked(
        () -> {
          long interrupted = sequence;
          Optional<Participant> resting = caller.filter(Participant::isRunning);
          resting.ifPresent(each -> each.rest(EnvironmentStateType.INTERRUPTED));
          Set<Participant> told = new HashSet<>();
          for (Participant other : joined) {
            if (running && other.isRunningIn(sequence)) {
              other.interrupt();
              told.add(other);
            }
          }
          if (!await(told, longest, cancelled)) {
            told.forEach(Participant::carryOn);
            resting.ifPresent(each -> each.begin(sequence));
            throw new RequestException(
                Code.DEADLINE_EXCEEDED,
                "%d streams of world '%s' have made no step for %d s, which would tell them of the reset; let them step or leave"
                    .formatted(told.size(), name, longest.toSeconds()));
          }
          if (running && sequence == interrupted) {
            running = false;
            ended = EnvironmentStateType.INTERRUPTED;
          }
          start.ifPresent(this::prepare);
          return null;
        });
  }

  private boolean await(Set<Participant> told, Duration longest, BooleanSupplier cancelled) {
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (true) {
        told.removeIf(each -> !joined.contains(each) || !each.isInterrupted());
        if (told.isEmpty() || closed) {
          return true;
        }
        if (cancelled.getAsBoolean() || System.nanoTime() >= end) {
          return false;
        }
        changed.awaitNanos(POLL_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Continues from bytes that the session gave; at rest, the next sequence does.
   *
   * @param body gives the session the bytes
   * @throws RequestException if they do not fit; the environment is as it was then
   */
  void restore(Consumer<WorldSession> body) {
    locked(
        () -> {
          byte[] before = session.save();
          body.accept(session);
          if (hasFailed()) {
            String why = failure();
            session.load(before);
            throw RequestException.invalid("the bytes are of no state of this world: " + why);
          }
          if (specs.rows() == 0 && isOver()) {
            running = false;
            prepared = false;
          } else if (!isAnyoneRunning()) {
            running = false;
            prepared = true;
          }
          return null;
        });
  }

  /** The stream that created this world has ended. */
  void abandon() {
    lock.lock();
    try {
      abandoned = true;
      unusedSinceNanos = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the world if nobody uses it and its creator has been gone for so long. */
  boolean closeIfUnused(Duration linger) {
    lock.lock();
    try {
      boolean unused =
          abandoned && joined.isEmpty() && System.nanoTime() - unusedSinceNanos >= linger.toNanos();
      if (unused) {
        close();
      }
      return unused;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the world.
   *
   * @throws RequestException if a stream is joined
   */
  void destroy() {
    locked(
        () -> {
          if (!joined.isEmpty()) {
            throw RequestException.precondition(
                "%d streams are joined to world '%s'; leave it first"
                    .formatted(joined.size(), name));
          }
          close();
          return null;
        });
  }

  /** Frees the vector. Idempotent. */
  void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        changed.signalAll();
        session.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
