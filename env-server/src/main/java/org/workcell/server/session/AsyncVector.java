package org.workcell.server.session;

import java.util.List;
import java.util.function.Function;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.vector.AsyncVectorEnvironment;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.VectorBatch;

/** A vector whose rows come as they finish. */
final class AsyncVector extends ServedVector {

  private final AsyncVectorEnvironment vector;

  AsyncVector(
      AsyncVectorEnvironment vector, Segment segment, Budget.Lease lease, ResultBlocks results) {
    super(segment, lease, results);
    this.vector = vector;
  }

  AsyncVectorEnvironment vector() {
    return vector;
  }

  @Override
  AsyncVector async() {
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
    return 0;
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
    vector.close();
  }
}
