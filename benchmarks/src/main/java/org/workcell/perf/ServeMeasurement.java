package org.workcell.perf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.server.EventLog;
import org.workcell.server.serve.EnvironmentServer;
import org.workcell.server.serve.ListenAddress;
import org.workcell.server.serve.ServerOptions;
import org.workcell.server.session.HostOptions;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;

/**
 * Steps the same environments in this process and as Python clients of a server, in turns of half a
 * second, with as many workers. Beside them Gymnasium's vector of processes, over environments of
 * the same shapes that do nothing, or compute as long as upstream's.
 */
public final class ServeMeasurement implements AutoCloseable {

  /** Clients over shared memory, copied and not, and over gRPC; Gymnasium's own vectors. */
  public static final List<String> KINDS =
      List.of("shared-memory", "zero-copy", "grpc", "async-idle", "async-busy");

  private static final double SLICE_SECONDS = 0.5;
  private static final int WARM_UP_ROUNDS = 2;

  private final PerfOptions options;
  private final ServeOptions clients;
  private final Path folder;
  private final EnvironmentServer server;

  /** A process for each kind: forking and the threads of gRPC do not go together. */
  private final Map<String, PythonClient> pythons = new LinkedHashMap<>();

  private final VectorEnvironment vector;
  private final RandomPolicy policy;
  private final Map<String, String> skipped = new LinkedHashMap<>();

  private ServeMeasurement(TaskRegistry registry, PerfOptions options, ServeOptions clients) {
    this.options = options;
    this.clients = clients;
    try {
      this.folder = Files.createTempDirectory("workcell-perf");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    PoolOptions workers = PoolOptions.of(options.workers());
    InetAddress loopback = InetAddress.getLoopbackAddress();
    this.server =
        EnvironmentServer.start(
            registry,
            ServerOptions.local(folder.resolve("s"))
                .withListen(
                    List.of(
                        new ListenAddress.Unix(folder.resolve("s")),
                        new ListenAddress.Tcp(new InetSocketAddress(loopback, 0))))
                .withHosting(HostOptions.defaults().withWorkers(workers)),
            new EventLog(System.err, EventLog.Level.ERROR));
    this.vector =
        VectorEnvironment.open(
            VectorOptions.of(options.task(), options.environment(), options.count()), workers);
    this.policy = new RandomPolicy(vector.layout().action());
  }

  /**
   * Measures.
   *
   * @throws IllegalStateException if Python has no NumPy, or a client fails
   */
  public static ServeReport run(TaskRegistry registry, PerfOptions options, ServeOptions clients) {
    try (ServeMeasurement measurement = new ServeMeasurement(registry, options, clients)) {
      return measurement.measure();
    }
  }

  private ServeReport measure() {
    List<String> open = new ArrayList<>();
    for (String kind : clients.kinds()) {
      PythonClient python = new PythonClient(clients);
      pythons.put(kind, python);
      try {
        python.ask(opening(kind));
        open.add(kind);
      } catch (IllegalStateException e) {
        skipped.put(kind, e.getMessage().lines().findFirst().orElse("no reason is known"));
      }
    }
    vector.reset(0);
    for (int i = 0; i < options.count(); i++) {
      policy.start(i, Episode.seed(i));
    }
    ServeTally tally = new ServeTally(open, options.count());
    int rounds = Math.max(3, (int) (options.seconds() / (SLICE_SECONDS * (open.size() + 1))));
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      double rate = inProcessSlice();
      if (round == 0) {
        tally = new ServeTally(open, options.count());
      }
      tally.beginRound(rate);
      for (String kind : open) {
        JsonNode slice =
            pythons.get(kind).ask(Map.of("do", "slice", "name", kind, "seconds", SLICE_SECONDS));
        tally.add(kind, slice);
      }
    }
    return tally.report(skipped, rounds);
  }

  private Map<String, Object> opening(String kind) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("do", "open");
    request.put("name", kind);
    request.put("num_envs", options.count());
    if (kind.startsWith("async")) {
      request.put("kind", kind);
      request.put("observation_size", vector.layout().observation().get(0).size());
      request.put("action_size", vector.layout().action().size());
      request.put("microseconds", kind.equals("async-busy") ? clients.upstreamMicroseconds() : 0);
      return request;
    }
    request.put("kind", "server");
    request.put("server", server.addresses().get(kind.equals("grpc") ? 1 : 0));
    Map<String, Object> arguments = new LinkedHashMap<>(clients.images());
    arguments.put("what", options.task().id());
    arguments.put("num_envs", options.count());
    arguments.put("copy", !kind.equals("zero-copy"));
    arguments.put("profile", options.environment().profile().label());
    if (options.environment().horizon().isPresent()) {
      arguments.put("horizon", options.environment().horizon().getAsInt());
    }
    arguments.put("settings", options.environment().settings());
    request.put("options", arguments);
    return request;
  }

  /** Environment steps per second. */
  private double inProcessSlice() {
    long nanoseconds = 0;
    long batches = 0;
    while (nanoseconds < SLICE_SECONDS * 1e9) {
      VectorBatch batch = vector.current();
      policy.act(batch.rows(), batch.environments(), batch.rows().action());
      long start = System.nanoTime();
      vector.step();
      nanoseconds += System.nanoTime() - start;
      batches++;
    }
    return batches * options.count() * 1e9 / nanoseconds;
  }

  @Override
  public void close() {
    pythons.values().forEach(PythonClient::close);
    vector.close();
    server.close();
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
