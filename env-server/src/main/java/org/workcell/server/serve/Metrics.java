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
    StringBuilder text = new StringBuilder();
    put(text, "gauge", "workcell_clients", "Clients connected.", now.clients());
    put(text, "gauge", "workcell_vectors", "Vectors open.", now.vectors());
    put(
        text,
        "gauge",
        "workcell_environments",
        "Environments of open vectors.",
        now.environments());
    put(
        text,
        "gauge",
        "workcell_environments_limit",
        "Environments that all clients may have together.",
        host.options().limits().environments());
    put(text, "gauge", "workcell_batch_memory_bytes", "Memory of batches.", now.vectorBytes());
    put(
        text,
        "gauge",
        "workcell_shared_memory_bytes",
        "Memory of batches that clients map.",
        memory.bytes());
    put(
        text,
        "counter",
        "workcell_steps_total",
        "Environment steps clients asked for.",
        now.steps());
    put(
        text,
        "counter",
        "workcell_resets_total",
        "Environment resets clients asked for.",
        now.resets());
    put(text, "counter", "workcell_calls_total", "Calls answered.", now.calls());
    put(text, "counter", "workcell_call_errors_total", "Calls refused or failed.", now.errors());
    put(text, "gauge", "workcell_workers", "Threads that simulate.", now.workers());
    put(
        text,
        "counter",
        "workcell_worker_busy_seconds_total",
        "Time that workers have spent on environments, all together.",
        now.busyNanoseconds() / NANOSECONDS);
    putProcess(text);
    return text.toString();
  }

  private static void putProcess(StringBuilder text) {
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    put(
        text,
        "gauge",
        "process_start_time_seconds",
        "Start of the process, since the Unix epoch.",
        started / MILLISECONDS);
    put(
        text,
        "gauge",
        "process_resident_memory_bytes",
        "Resident memory of the process.",
        residentBytes());
    put(
        text,
        "gauge",
        "jvm_heap_used_bytes",
        "Heap in use.",
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    put(
        text,
        "gauge",
        "jvm_threads",
        "Threads of the process.",
        ManagementFactory.getThreadMXBean().getThreadCount());
    put(
        text,
        "gauge",
        "workcell_build_info{version=\"%s\"}".formatted(WorkcellVersion.current()),
        "Version of the server.",
        1);
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
