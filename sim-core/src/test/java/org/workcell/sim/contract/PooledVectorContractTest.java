package org.workcell.sim.contract;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.vector.EnvironmentSource;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.IntegratorSource;
import org.workcell.testing.PointMassTask;
import org.workcell.testing.WideTask;
import org.workcell.testing.contract.VectorContract;

/** The vectors of this process, in their own memory and in a caller's, over different sources. */
class PooledVectorContractTest {

  private static BatchMemory suppliedMemory() {
    return BatchMemory.over(ByteBuffer.allocateDirect(1 << 20).alignedSlice(4096));
  }

  /** Simulated by MuJoCo; the tasks differ in their actions, so that rows are padded. */
  private abstract static class Simulated extends VectorContract {

    @Override
    protected List<EnvironmentSource> members(int horizon) {
      EnvironmentOptions options = EnvironmentOptions.defaults().withHorizon(horizon);
      return List.of(
          new VectorMember(new PointMassTask(), options),
          new VectorMember(new WideTask(), options));
    }
  }

  /** Not simulated by MuJoCo; rows are alike. */
  private abstract static class Computed extends VectorContract {

    @Override
    protected List<EnvironmentSource> members(int horizon) {
      return List.of(
          IntegratorSource.of("testing/integrator-v1", 3, horizon),
          IntegratorSource.of("testing/another-v1", 3, horizon));
    }
  }

  @Nested
  class SimulatedOnOneWorker extends Simulated {
    @Override
    protected VectorEnvironment open(VectorOptions options) {
      return VectorEnvironment.open(options, PoolOptions.of(1));
    }
  }

  @Nested
  class SimulatedOnThreeWorkers extends Simulated {
    @Override
    protected VectorEnvironment open(VectorOptions options) {
      return VectorEnvironment.open(options, PoolOptions.of(3));
    }
  }

  @Nested
  class SimulatedInSuppliedMemory extends Simulated {
    @Override
    protected VectorEnvironment open(VectorOptions options) {
      return VectorEnvironment.open(options.withMemory(suppliedMemory()), PoolOptions.of(2));
    }
  }

  @Nested
  class ComputedOnThreeWorkers extends Computed {
    @Override
    protected VectorEnvironment open(VectorOptions options) {
      return VectorEnvironment.open(options, PoolOptions.of(3));
    }
  }

  @Nested
  class ComputedInSuppliedMemory extends Computed {
    @Override
    protected VectorEnvironment open(VectorOptions options) {
      return VectorEnvironment.open(options.withMemory(suppliedMemory()), PoolOptions.of(2));
    }
  }

  /** Tasks that differ in every block. */
  @Nested
  class PaddedRows extends VectorContract {

    @Override
    protected List<EnvironmentSource> members(int horizon) {
      return List.of(
          IntegratorSource.of("testing/integrator-v1", 3, horizon),
          new IntegratorSource(
              "testing/small-v1", 2, DataType.FLOAT32, List.of("error", "distance"), horizon));
    }

    @Override
    protected VectorEnvironment open(VectorOptions options) {
      return VectorEnvironment.open(options, PoolOptions.of(2));
    }
  }
}
