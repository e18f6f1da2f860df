package org.workcell.server.session;

import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.WorkerPool;

/**
 * What all sessions of a server share: the tasks, the workers, the limits. Thread-safe.
 *
 * <p>Transports connect clients, one session each. Closing ends the sessions that are left and the
 * workers; it comes after the threads of the sessions have ended, is idempotent and always returns.
 */
public final class Host implements AutoCloseable {

  private final TaskRegistry registry;
  private final HostOptions options;
  private final WorkerPool pool;
  private final Budget budget;
  private final Catalogue catalogue;
  private final String id = UUID.randomUUID().toString();
  private final Set<Session> sessions = new LinkedHashSet<>();
  private final Counters ended = new Counters();
  private final AtomicInteger turns = new AtomicInteger();
  private boolean closed;

  /** Starts the workers. */
  public Host(TaskRegistry registry, HostOptions options) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new IllegalStateException("servers run on little-endian machines only");
    }
    this.registry = registry;
    this.options = options;
    this.pool = new WorkerPool(options.workers());
    this.budget = new Budget(options.limits());
    this.catalogue = new Catalogue(registry);
  }

  /**
   * One client. It must know the host's token, if there is one.
   *
   * @param peer who it is, for logs
   * @param segments where the memory of its vectors comes from
   * @throws CallException above the limit of clients, or if the host is closed
   */
  public Session connect(String peer, SegmentSource segments) {
    return connect(peer, segments, options.token().isPresent());
  }

  /**
   * One client.
   *
   * @param requiresToken whether it must know the host's token; others are known otherwise, for
   *     example by the rights of a socket's file
   * @throws IllegalArgumentException if a token is required and the host has none
   */
  public Session connect(String peer, SegmentSource segments, boolean requiresToken) {
    if (requiresToken && options.token().isEmpty()) {
      throw new IllegalArgumentException(
          "clients must know a token and the host has none; give it one");
    }
    synchronized (sessions) {
      if (closed) {
        throw new CallException(ErrorCode.UNAVAILABLE, "the server is shutting down");
      }
      Session session =
          new Session(new Client(this, segments, budget.client()), peer, requiresToken);
      sessions.add(session);
      return session;
    }
  }

  void left(Session session, Counters counters) {
    synchronized (sessions) {
      if (sessions.remove(session)) {
        ended.add(counters);
      }
    }
  }

  /** A name of this host that no other has. */
  public String id() {
    return id;
  }

  /** How it serves. */
  public HostOptions options() {
    return options;
  }

  /** Counts up from 0, for what vectors take in turn. */
  int nextTurn() {
    return turns.getAndIncrement() & Integer.MAX_VALUE;
  }

  /** The tasks it offers. */
  public TaskRegistry registry() {
    return registry;
  }

  WorkerPool pool() {
    return pool;
  }

  Budget budget() {
    return budget;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  /** What it does now and has done. */
  public HostMetrics metrics() {
    Counters sum = new Counters();
    synchronized (sessions) {
      sum.add(ended);
      sessions.forEach(session -> sum.add(session.counters()));
    }
    return new HostMetrics(
        budget.clients(),
        budget.vectors(),
        budget.environments(),
        budget.vectorBytes(),
        sum.steps(),
        sum.resets(),
        sum.calls(),
        sum.errors(),
        pool.busyNanoseconds(),
        pool.options().workers());
  }

  @Override
  public void close() {
    List<Session> left;
    synchronized (sessions) {
      closed = true;
      left = List.copyOf(sessions);
    }
    left.forEach(Session::close);
    pool.close();
  }
}
