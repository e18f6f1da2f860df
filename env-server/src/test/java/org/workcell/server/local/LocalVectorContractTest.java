package org.workcell.server.local;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.workcell.server.client.LocalConnection;
import org.workcell.server.client.OpenRequest;
import org.workcell.server.client.RemoteVectorEnvironment;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.vector.EnvironmentSource;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.HookedSource;
import org.workcell.testing.contract.VectorContract;

/** Vectors over Unix socket and shared memory keep what every vector keeps. */
class LocalVectorContractTest {

  /** Over a connection to a server in this process, which all tests use. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  private abstract static class Served extends VectorContract {

    private LocalFixture fixture;
    private LocalConnection connection;

    @BeforeAll
    void start() {
      fixture = new LocalFixture();
      connection = fixture.connect();
    }

    @AfterAll
    void end() {
      connection.close();
      fixture.close();
    }

    @Override
    protected boolean sendsMessages() {
      return true;
    }

    @Override
    protected VectorEnvironment open(VectorOptions options) {
      List<String> what = options.members().stream().map(this::offered).toList();
      VectorMember first = member(options.members().get(0));
      return RemoteVectorEnvironment.open(
          connection,
          OpenRequest.of(what, options.count())
              .withAutoreset(options.autoreset())
              .withHorizon(first.options().horizon().orElseThrow()));
    }

    /** The id under which the server offers a source. */
    private String offered(EnvironmentSource source) {
      String id = member(source).task().id();
      if (source instanceof HookedSource hooked) {
        fixture.suite.setHook(hooked.hook());
        return FaultySuite.faulty(id);
      }
      return id;
    }

    private static VectorMember member(EnvironmentSource source) {
      return (VectorMember) (source instanceof HookedSource hooked ? hooked.inner() : source);
    }

    static List<EnvironmentSource> members(int horizon, TaskDefinition... tasks) {
      EnvironmentOptions options = EnvironmentOptions.defaults().withHorizon(horizon);
      return Arrays.stream(tasks)
          .map(task -> (EnvironmentSource) new VectorMember(task, options))
          .toList();
    }
  }

  /** Tasks that differ in their actions, so that rows are padded. */
  @Nested
  class Padded extends Served {
    @Override
    protected List<EnvironmentSource> members(int horizon) {
      return members(horizon, FaultySuite.POINT_MASS, FaultySuite.WIDE);
    }
  }

  /** Tasks of MetaWorld, whose scenes differ. */
  @Nested
  class Metaworld extends Served {
    @Override
    protected List<EnvironmentSource> members(int horizon) {
      return members(horizon, FaultySuite.REACH, FaultySuite.PUSH);
    }
  }
}
