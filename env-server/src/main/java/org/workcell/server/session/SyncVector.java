package org.workcell.server.session;

import java.util.List;
import java.util.function.Function;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorBatch;

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

  PooledVectorEnvironment vector() {
    return vector;
  }

  @Override
  SyncVector sync() {
    return this;
  }

  @Override
  int count() {
    return vector.count();
  }

  @Override
  Autoreset autoreset() {
    return vector.autoreset();
  }

  @Override
  SegmentDescriptor descriptor() {
    return vector.descriptor();
  }

  @Override
  VectorBatch batch() {
    return vector.current();
  }

  @Override
  long shown() {
    return vector.shown();
  }

  @Override
  long callNanoseconds() {
    return vector.callNanoseconds();
  }

  @Override
  EnvironmentSpec spec(int environment) {
    return vector.spec(environment);
  }

  @Override
  <T> List<T> visit(int[] environments, Function<Environment, T> visitor) {
    return vector.visit(environments, visitor);
  }

  @Override
  void closeVector() {
    if (images != null) {
      images.close();
    }
    vector.close();
  }
}
