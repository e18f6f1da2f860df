package org.workcell.server.serve;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.server.local.SharedMemory;
import org.workcell.server.session.Host;
import org.workcell.server.session.HostMetrics;

/** What a server does, in the text format 0.0.4 of Prometheus. */
final class Metrics {

  /** Of the text. */
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double NANOSECONDS = 1e9;
  private static final double MILLISECONDS = 1e3;
  private static final long KIB = 1024;

  private final Host host;
  private final SharedMemory memory;

  Metrics(Host host, SharedMemory memory) {
    this.host = host;
    this.memory = memory;
  }

  /** All values, as they are now. */
  String text() {
    HostMetrics now = host.metrics();
    int limit = host.options().limits().environments();
    double busy = now.busyNanoseconds() / NANOSECONDS;
    StringBuilder text = new StringBuilder();
    gauge(text, "workcell_clients", "Clients connected.", now.clients());
    gauge(text, "workcell_vectors", "Vectors open.", now.vectors());
    gauge(text, "workcell_environments", "Environments of open vectors.", now.environments());
    gauge(text, "workcell_environments_limit", "Environments of all clients at most.", limit);
    gauge(text, "workcell_batch_memory_bytes", "Memory of batches.", now.vectorBytes());
    gauge(text, "workcell_shared_memory_bytes", "Batches that clients map.", memory.bytes());
    counter(text, "workcell_steps_total", "Environments stepped by calls.", now.steps());
    counter(text, "workcell_resets_total", "Environments reset by calls.", now.resets());
    counter(text, "workcell_calls_total", "Calls answered.", now.calls());
    counter(text, "workcell_call_errors_total", "Calls refused or failed.", now.errors());
    gauge(text, "workcell_workers", "Threads that simulate.", now.workers());
    counter(text, "workcell_worker_busy_seconds_total", "Time spent on environments.", busy);
    putProcess(text);
    return text.toString();
  }

  private static void putProcess(StringBuilder text) {
    double started = ManagementFactory.getRuntimeMXBean().getStartTime() / MILLISECONDS;
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    String build = "workcell_build_info{version=\"%s\"}".formatted(WorkcellVersion.current());
    gauge(text, "process_start_time_seconds", "Start, since the Unix epoch.", started);
    gauge(text, "process_resident_memory_bytes", "Resident memory.", residentBytes());
    gauge(text, "jvm_heap_used_bytes", "Heap in use.", heap);
    gauge(text, "jvm_threads", "Threads of the process.", threads);
    gauge(text, build, "Version of the server.", 1);
  }

  private static long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static void gauge(StringBuilder text, String sample, String help, double value) {
    put(text, "gauge", sample, help, value);
  }

  private static void counter(StringBuilder text, String sample, String help, double value) {
    put(text, "counter", sample, help, value);
  }

  private static void put(
      StringBuilder text, String type, String sample, String help, double value) {
    String name = sample.replaceAll("\\{.*", "");
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
    text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
    text.append(sample).append(' ');
    text.append(whole ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.6f", value));
    text.append('\n');
  }
}
