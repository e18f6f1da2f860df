package org.workcell.server.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.workcell.server.client.LocalConnection;
import org.workcell.server.client.OpenRequest;
import org.workcell.server.client.RemoteVectorEnvironment;
import org.workcell.server.client.ServerInfo;

/** A client that steps until it is killed. */
final class StepForever {

  private StepForever() {}

  /**
   * Runs.
   *
   * @param arguments the socket
   */
  public static void main(String[] arguments) {
    LocalConnection connection = LocalConnection.to(Path.of(arguments[0]));
    ServerInfo.hello(connection, Optional.empty(), "forever");
    RemoteVectorEnvironment vector =
        RemoteVectorEnvironment.open(
            connection, OpenRequest.of(List.of("testing/point-mass-v1"), 8));
    vector.reset(0);
    vector.step();
    System.out.println("ready");
    while (true) {
      vector.step();
    }
  }
}
