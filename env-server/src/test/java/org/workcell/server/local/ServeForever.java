package org.workcell.server.local;

import java.nio.file.Path;
import java.util.List;
import org.workcell.server.EventLog;
import org.workcell.server.session.Host;
import org.workcell.server.session.HostOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;

/** A server that runs until it is killed. */
final class ServeForever {

  private ServeForever() {}

  /**
   * Runs.
   *
   * @param arguments the socket, and the folder of segments
   */
  public static void main(String[] arguments) throws InterruptedException {
    EventLog log = new EventLog(System.err, EventLog.Level.ERROR);
    Host host =
        new Host(
            new TaskRegistry(List.of(new FaultySuite())),
            HostOptions.defaults().withWorkers(PoolOptions.of(1)));
    SharedMemory memory = SharedMemory.in(Path.of(arguments[1]), log);
    memory.removeLeftovers();
    LocalServer.open(Path.of(arguments[0]), host, memory, LocalOptions.defaults(), log);
    System.out.println("ready");
    Thread.sleep(Long.MAX_VALUE);
  }
}
