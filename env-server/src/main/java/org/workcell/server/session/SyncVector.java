package org.workcell.server.session;

import org.workcell.sim.vector.PooledVectorEnvironment;

/** A vector whose rows come together. */
final class SyncVector extends ServedVector {

  private final PooledVectorEnvironment vector;
  private final RowExperts experts;
  private RowImages images;

  SyncVector(
      PooledVectorEnvironment vector,
      Segment segment,
      Budget.Lease lease,
      ResultBlocks results,
      RowExperts.ExpertsOfTasks experts) {
    super(segment, lease, results);
    this.vector = vector;
    this.experts = new RowExperts(vector, experts);
  }

  RowExperts experts() {
    return experts;
  }

  RowImages images(Host host) {
    if (images == null) {
      HostOptions options = host.options();
      images =
          new RowImages(vector, SessionImages.threads(options), options.limits().vectorBytes());
    }
    return images;
  }

  @Override
  PooledVectorEnvironment vector() {
    return vector;
  }

  @Override
  SyncVector sync() {
    return this;
  }

  @Override
  long callNanoseconds() {
    return vector.callNanoseconds();
  }

  @Override
  void closeVector() {
    if (images != null) {
      images.close();
    }
    super.closeVector();
  }
}
