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
   * Stops, waits until running calls have ended, whose answers are sent if they come soon, and ends
   * all connections; no thread uses the host then, and nothing is left in the file system.
   * Idempotent.
   */
  @Override
  void close();
}
