package org.workcell.server;

/**
 * One address at which a server accepts clients, over one transport. It accepts from the moment it
 * exists. Thread-safe.
 */
public interface Listener extends AutoCloseable {

  /** Where, as {@code unix:/path/to/socket} or {@code host:port}, with the real port. */
  String address();

  /**
   * Accepts nobody any more and refuses new calls; calls that are running go on. Returns at once.
   * Idempotent.
   */
  void stop();

  /**
   * Stops, waits until running calls have been answered, for a limited time, and ends all
   * connections; nothing of it is left in the file system then. Idempotent.
   */
  @Override
  void close();
}
