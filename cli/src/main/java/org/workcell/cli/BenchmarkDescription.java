package org.workcell.cli;

import java.util.List;
import org.workcell.sim.task.BenchmarkDefinition;

/** A benchmark as {@code list --benchmarks --json} shows it. The names are a contract. */
record BenchmarkDescription(String id, String description, long defaultSeed, List<String> tasks) {

  static BenchmarkDescription of(BenchmarkDefinition benchmark) {
    return new BenchmarkDescription(
        benchmark.id(), benchmark.description(), benchmark.defaultSeed(), benchmark.tasks());
  }
}
