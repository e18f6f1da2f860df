package org.workcell.server.session;

import java.util.Set;
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

  SyncVector(
      PooledVectorEnvironment vector, Segment segment, Budget.Lease lease, Set<String> observed) {
    super(segment, lease, observed);
    this.vector = vector;
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
  EnvironmentSpec spec(int environment) {
    return vector.spec(environment);
  }

  @Override
  <T> T visit(int environment, Function<Environment, T> visitor) {
    return vector.visit(environment, visitor);
  }

  @Override
  void closeVector() {
    vector.close();
  }
}
