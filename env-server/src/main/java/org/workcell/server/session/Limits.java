package org.workcell.server.session;

/**
 * What all clients of a host may use together, and one call or vector alone. Immutable; {@code
 * with} methods return changed copies.
 *
 * @param clients clients at the same time
 * @param vectors vectors at the same time
 * @param environments environments of all vectors
 * @param vectorBytes memory for the batches of one vector
 * @param messageBytes size of a message, which transports keep; also bounds images of {@code
 *     render} and what a chunk answers
 */
public record Limits(
    int clients, int vectors, int environments, long vectorBytes, int messageBytes) {

  /** Checks the numbers. */
  public Limits {
    if (clients < 1 || vectors < 1 || environments < 1 || vectorBytes < 1 || messageBytes < 1024) {
      throw new IllegalArgumentException(
          "limits must be positive, and messages at least 1024 bytes, not %d clients, %d vectors, %d environments, %d bytes of a vector, %d bytes of a message"
              .formatted(clients, vectors, environments, vectorBytes, messageBytes));
    }
  }

  /** 64 clients, 256 vectors, 4096 environments, 4 GiB for a vector, 256 MiB for a message. */
  public static Limits standard() {
    return new Limits(64, 256, 4096, 4L << 30, 256 << 20);
  }

  /** A copy for another number of clients. */
  public Limits withClients(int most) {
    return new Limits(most, vectors, environments, vectorBytes, messageBytes);
  }

  /** A copy for another number of vectors. */
  public Limits withVectors(int most) {
    return new Limits(clients, most, environments, vectorBytes, messageBytes);
  }

  /** A copy for another number of environments. */
  public Limits withEnvironments(int most) {
    return new Limits(clients, vectors, most, vectorBytes, messageBytes);
  }

  /** A copy for other sizes of vectors. */
  public Limits withVectorBytes(long most) {
    return new Limits(clients, vectors, environments, most, messageBytes);
  }

  /** A copy for other sizes of messages. */
  public Limits withMessageBytes(int most) {
    return new Limits(clients, vectors, environments, vectorBytes, most);
  }
}
