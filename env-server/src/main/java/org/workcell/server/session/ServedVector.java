package org.workcell.server.session;

import java.util.List;
import java.util.function.Function;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.LocalVector;
import org.workcell.sim.vector.VectorBatch;

/** A vector of one client, with its memory. Used by the session's thread. */
abstract sealed class ServedVector implements AutoCloseable permits SyncVector, AsyncVector {

  private final Segment segment;
  private final Budget.Lease lease;
  private final ResultBlocks results;

  /**
   * A vector that has been opened.
   *
   * @param results what answers carry
   */
  ServedVector(Segment segment, Budget.Lease lease, ResultBlocks results) {
    this.segment = segment;
    this.lease = lease;
    this.results = results;
  }

  abstract LocalVector vector();

  /** What the last call took inside of the vector; 0 where its rows come as they finish. */
  abstract long callNanoseconds();

  /** Closes the vector and what was opened for it. */
  void closeVector() {
    vector().close();
  }

  /** Number of environments. */
  int count() {
    return vector().count();
  }

  Autoreset autoreset() {
    return vector().autoreset();
  }

  SegmentDescriptor descriptor() {
    return vector().descriptor();
  }

  VectorBatch batch() {
    return vector().current();
  }

  long shown() {
    return vector().shown();
  }

  EnvironmentSpec spec(int environment) {
    return vector().spec(environment);
  }

  /** Lets a function read environments, on the workers; answers in their order. */
  <T> List<T> visit(int[] environments, Function<Environment, T> visitor) {
    return vector().visit(environments, visitor);
  }

  /** This vector, for calls about one whose rows come together. */
  SyncVector sync() {
    throw new CallException(
        ErrorCode.FAILED_PRECONDITION,
        "this vector is asynchronous (batch_size): use send, send_reset and receive");
  }

  /** This vector, for calls about one whose rows come as they finish. */
  AsyncVector async() {
    throw new CallException(
        ErrorCode.FAILED_PRECONDITION,
        "this vector is not asynchronous: use step and reset, or open it with batch_size");
  }

  Segment segment() {
    return segment;
  }

  /** Whether the client reads results in memory, so that answers need not carry them. */
  boolean isShared() {
    return segment.isShared();
  }

  /** What answers carry where results are not shared. */
  ResultBlocks results() {
    return results;
  }

  /** The rows that a call names; all where it names none. */
  int[] rows(int[] named) {
    if (named != null) {
      Rows.require(named, count());
      return named;
    }
    return Rows.all(count());
  }

  /** A row that a call names. */
  int row(Integer named) {
    int row = CallJson.required(named, "environment");
    Rows.require(new int[] {row}, count());
    return row;
  }

  @Override
  public void close() {
    try {
      closeVector();
    } finally {
      segment.close();
      lease.close();
    }
  }
}
