package org.workcell.server.dmenv;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.FakeSuite;

/** Steps in worlds of one and of many environments, with actions of either type. */
class StepComplianceTest {

  private static final DmEnvServer SMALL = new DmEnvServer(FakeSuite.registry());
  private static final DmEnvServer REAL = new DmEnvServer(TaskRegistry.load());

  @AfterAll
  static void stop() {
    SMALL.close();
    REAL.close();
  }

  @Nested
  class OneEnvironment extends StepCompliance {
    @Override
    DmEnvClient connect() {
      return SMALL.client();
    }

    @Override
    Map<String, Tensor> settings() {
      return Map.of("task", Values.text(FakeSuite.POINT_MASS));
    }
  }

  @Nested
  class ManyEnvironments extends StepCompliance {
    @Override
    DmEnvClient connect() {
      return SMALL.client();
    }

    @Override
    Map<String, Tensor> settings() {
      return Map.of(
          "task",
          Tensors.texts(List.of(FakeSuite.POINT_MASS, FakeSuite.MANUAL)),
          "num_envs",
          Values.integer(3));
    }
  }

  @Nested
  class ATaskOfMetaWorld extends StepCompliance {
    @Override
    DmEnvClient connect() {
      return REAL.client();
    }

    @Override
    Map<String, Tensor> settings() {
      return Map.of("task", Values.text("metaworld/reach-v3"));
    }
  }
}
