package org.workcell.server.session;

import org.workcell.sim.vector.AsyncVectorEnvironment;

/** A vector whose rows come as they finish. */
final class AsyncVector extends ServedVector {

  private final AsyncVectorEnvironment vector;

  AsyncVector(
      AsyncVectorEnvironment vector, Segment segment, Budget.Lease lease, ResultBlocks results) {
    super(segment, lease, results);
    this.vector = vector;
  }

  @Override
  AsyncVectorEnvironment vector() {
    return vector;
  }

  @Override
  AsyncVector async() {
    return this;
  }

  @Override
  long callNanoseconds() {
    return 0;
  }
}
