package org.workcell.server.dmenv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.server.session.HostOptions;
import org.workcell.testing.FakeSuite;

/** A client of this protocol sends a token as metadata, because it has no request for one. */
@Timeout(60)
class TokenTest {

  private static DmEnvClient client(DmEnvServer server, String authorization) {
    Metadata metadata = new Metadata();
    metadata.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
    return new DmEnvClient(
        ClientInterceptors.intercept(
            server.channel, MetadataUtils.newAttachHeadersInterceptor(metadata)));
  }

  private static Status.Code end(DmEnvClient client) {
    return Status.fromThrowable((Throwable) client.take()).getCode();
  }

  @Test
  void onlyWhoKnowsTheTokenIsServed() {
    Duration second = Duration.ofSeconds(1);
    try (DmEnvServer server =
        new DmEnvServer(
            FakeSuite.registry(), HostOptions.defaults().withToken("secret"), second, second)) {
      assertEquals(Status.Code.UNAUTHENTICATED, end(server.client()));
      assertEquals(Status.Code.UNAUTHENTICATED, end(client(server, "Bearer wrong")));
      assertEquals(Status.Code.UNAUTHENTICATED, end(client(server, "secret")));
      client(server, "Bearer secret").leave();
    }
  }
}
