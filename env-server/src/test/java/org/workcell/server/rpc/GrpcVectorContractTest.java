package org.workcell.server.rpc;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.workcell.server.client.GrpcConnection;
import org.workcell.server.client.OpenRequest;
import org.workcell.server.client.RemoteVectorEnvironment;
import org.workcell.server.local.FaultySuite;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.vector.EnvironmentSource;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.HookedSource;
import org.workcell.testing.contract.VectorContract;

/** Vectors over gRPC keep what every vector keeps; their tasks differ in actions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrpcVectorContractTest extends VectorContract {

  private GrpcFixture fixture;
  private GrpcConnection connection;

  @BeforeAll
  void start() {
    fixture = new GrpcFixture();
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
  protected boolean stepsAreMessages() {
    return true;
  }

  @Override
  protected List<EnvironmentSource> members(int horizon) {
    EnvironmentOptions options = EnvironmentOptions.defaults().withHorizon(horizon);
    return List.of(
        new VectorMember(FaultySuite.POINT_MASS, options),
        new VectorMember(FaultySuite.WIDE, options));
  }

  @Override
  protected VectorEnvironment open(VectorOptions options) {
    String[] what = options.members().stream().map(this::offered).toArray(String[]::new);
    int horizon = member(options.members().get(0)).options().horizon().orElseThrow();
    return RemoteVectorEnvironment.open(
        connection,
        OpenRequest.of(Arrays.asList(what), options.count())
            .withAutoreset(options.autoreset())
            .withHorizon(horizon));
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
}
