package org.workcell.server.session;

/** What all sessions use together, kept within the limits. Thread-safe. */
final class Budget {

  private final Limits limits;
  private int clients;
  private int vectors;
  private int environments;
  private long vectorBytes;

  /** What somebody uses, until it is closed. Closing is idempotent. */
  interface Lease extends AutoCloseable {
    @Override
    void close();
  }

  Budget(Limits limits) {
    this.limits = limits;
  }

  /** One more client. */
  synchronized Lease client() {
    if (clients >= limits.clients()) {
      throw new CallException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "the server has its %d clients; close one, or start it with a higher limit"
              .formatted(limits.clients()));
    }
    clients++;
    return once(() -> clients--);
  }

  /** One more vector; checked before anything is allocated. */
  synchronized Lease vector(int count, long bytes) {
    if (vectors >= limits.vectors()) {
      throw new CallException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "the server has its %d vectors; close one, or start it with a higher limit"
              .formatted(limits.vectors()));
    }
    if (count > limits.environments() - environments) {
      throw new CallException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "the server has room for %d more environments (%d of %d are in use), not %d; use fewer, close some, or start it with a higher limit"
              .formatted(
                  limits.environments() - environments,
                  environments,
                  limits.environments(),
                  count));
    }
    if (bytes > limits.vectorBytes()) {
      throw new CallException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "batches of these %d environments take %d bytes, and a vector may take %d; use fewer environments or smaller images"
              .formatted(count, bytes, limits.vectorBytes()));
    }
    vectors++;
    environments += count;
    vectorBytes += bytes;
    return once(
        () -> {
          vectors--;
          environments -= count;
          vectorBytes -= bytes;
        });
  }

  private Lease once(Runnable giveBack) {
    return new Lease() {
      private boolean closed;

      @Override
      public void close() {
        synchronized (Budget.this) {
          if (!closed) {
            closed = true;
            giveBack.run();
          }
        }
      }
    };
  }

  synchronized int clients() {
    return clients;
  }

  synchronized int vectors() {
    return vectors;
  }

  synchronized int environments() {
    return environments;
  }

  synchronized long vectorBytes() {
    return vectorBytes;
  }
}
