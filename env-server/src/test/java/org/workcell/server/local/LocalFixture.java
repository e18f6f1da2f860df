package org.workcell.server.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.workcell.server.EventLog;
import org.workcell.server.client.LocalConnection;
import org.workcell.server.client.ServerInfo;
import org.workcell.server.session.Host;
import org.workcell.server.session.HostOptions;
import org.workcell.server.session.Limits;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;

/** A server in a folder of its own. */
final class LocalFixture implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  final FaultySuite suite = new FaultySuite();
  final Path folder;
  final Path socket;
  final Path segments;
  final Host host;
  final SharedMemory memory;
  final EventLog log = new EventLog(System.err, EventLog.Level.ERROR);
  final LocalServer server;

  LocalFixture() {
    this(Limits.standard(), LocalOptions.defaults());
  }

  LocalFixture(Limits limits, LocalOptions options) {
    this(limits, options, PoolOptions.of(2));
  }

  LocalFixture(Limits limits, LocalOptions options, PoolOptions workers) {
    try {
      folder = Files.createTempDirectory("workcell-local-test");
      segments = Files.createDirectory(folder.resolve("shm"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    socket = folder.resolve("run/socket");
    List<Suite> suites = new ArrayList<>(TaskRegistry.load().suites());
    suites.add(suite);
    HostOptions hosting = HostOptions.defaults().withWorkers(workers).withLimits(limits);
    host = new Host(new TaskRegistry(suites), hosting);
    memory = SharedMemory.in(segments, log);
    server = LocalServer.open(socket, host, memory, options, log);
  }

  /** A connection that has said hello. */
  LocalConnection connect() {
    LocalConnection connection = LocalConnection.to(socket);
    ServerInfo.hello(connection, Optional.empty(), "test");
    return connection;
  }

  List<Path> files() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !Files.isDirectory(file)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for something to become true; false if it does not. */
  static boolean becomes(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.onSpinWait();
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    server.close();
    host.close();
    log.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
