package org.workcell.server.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one client has: its vectors. Used by the thread of its session. */
final class Client implements AutoCloseable {

  private final Host host;
  private final SegmentSource segments;
  private final Budget.Lease lease;
  private final Counters counters = new Counters();
  private final Map<Integer, ServedVector> vectors = new LinkedHashMap<>();
  private int lastNumber;
  private ServedVector latest;

  Client(Host host, SegmentSource segments, Budget.Lease lease) {
    this.host = host;
    this.segments = segments;
    this.lease = lease;
  }

  Host host() {
    return host;
  }

  SegmentSource segments() {
    return segments;
  }

  Counters counters() {
    return counters;
  }

  /** What an answer carries must fit a message. */
  void requireMessage(String what, long bytes) {
    int most = host.options().limits().messageBytes();
    if (bytes > most) {
      throw new CallException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "%s have %d bytes, and a message may have %d; ask for fewer rows"
              .formatted(what, bytes, most));
    }
  }

  /** Keeps a vector that has been opened, under a number. */
  int add(ServedVector vector) {
    lastNumber++;
    vectors.put(lastNumber, vector);
    latest = vector;
    return lastNumber;
  }

  /**
   * A vector that a call names.
   *
   * @throws CallException if it is not one of this client's
   */
  ServedVector vector(Integer number) {
    ServedVector vector = vectors.get(CallJson.required(number, "vector"));
    if (vector == null) {
      throw new CallException(
          ErrorCode.NOT_FOUND,
          "there is no vector %d; open vectors are %s".formatted(number, vectors.keySet()));
    }
    return vector;
  }

  /** The same, where a call can only be about a vector whose rows come together. */
  SyncVector sync(Integer number) {
    return vector(number).sync();
  }

  /** The doorbell is about this one from now on. */
  void use(ServedVector vector) {
    latest = vector;
  }

  /** The vector that was stepped or opened last. */
  ServedVector latest() {
    if (latest == null) {
      throw new CallException(
          ErrorCode.FAILED_PRECONDITION, "there is no vector to step; open one first");
    }
    return latest;
  }

  /** Frees a vector. */
  void close(Integer number) {
    ServedVector vector = vector(number);
    vectors.remove(number);
    if (latest == vector) {
      latest = null;
    }
    vector.close();
  }

  @Override
  public void close() {
    List<ServedVector> all = new ArrayList<>(vectors.values());
    vectors.clear();
    latest = null;
    all.forEach(ServedVector::close);
    lease.close();
  }
}
