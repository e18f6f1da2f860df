package org.workcell.sim2real.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.workcell.datasets.records.RunLock;
import org.workcell.datasets.records.StageFolder;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.policies.Libtorch;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.DynamicsProvider;
import org.workcell.sim2real.bench.BenchReport.Loop;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.model.RobotModel;

/**
 * Runs a suite: draws hidden robots, learns from their logs, scores, judges. Every stage leaves a
 * file in the folder, and a second run goes on where the first one ended. One thread at a time; it
 * starts workers of its own.
 */
public final class Bench {

  private static final String HEAD = "bench.json";

  private final BenchPlan plan;
  private final long seed;
  private final StageFolder files;
  private final int threads;
  private final Consumer<String> progress;

  private Bench(BenchPlan plan, long seed, Path folder, int threads, Consumer<String> progress) {
    this.plan = plan;
    this.seed = seed;
    this.files = StageFolder.of(folder, head(seed, plan));
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Runs what is left of a suite, or of some of its cells, and writes {@code results.json} and
   * {@code report.html}.
   *
   * @param seed of hidden robots, logs and networks
   * @param folder a new one, or one of the same suite and seed
   * @param cells parts of keys, such as {@code G4-hard}; empty for all cells
   * @param loops results of closed loops
   * @param threads that simulate; they change no number
   * @param progress is told lines for people
   * @throws IllegalArgumentException if no cell has such a key
   * @throws org.workcell.sim.engine.MissingLibraryException if libtorch, or the engine of a cell,
   *     is not there; before anything runs
   * @throws org.workcell.sim.files.BadInputException if the folder is another run's, or another
   *     process works in it
   */
  public static BenchReport run(
      BenchPlan plan,
      long seed,
      Path folder,
      List<String> cells,
      List<Loop> loops,
      int threads,
      Consumer<String> progress) {
    List<BenchCell> chosen = plan.cells().stream().filter(cell -> cell.isAmong(cells)).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no cell fits '%s'; cells are %s"
              .formatted(
                  String.join(", ", cells),
                  String.join(", ", plan.cells().stream().map(BenchCell::key).toList())));
    }
    Bench bench = new Bench(plan, seed, folder, threads, progress);
    List<BenchCell> left = chosen.stream().filter(cell -> !bench.files.has(file(cell))).toList();
    if (!left.isEmpty()) {
      Libtorch.version();
    }
    if (left.stream().anyMatch(cell -> cell.family() == GapFamily.G10)) {
      DynamicsProvider.named("bullet");
    }
    RunLock lock = RunLock.take(bench.files.of(HEAD));
    try {
      left.forEach(bench::run);
      return bench.report(loops);
    } finally {
      lock.close();
    }
  }

  /** What the folder of a run is for. */
  record Head(String workcell, long seed, BenchPlan plan) {

    @Override
    public String toString() {
      return "suite %s, version %d, seed %d by Workcell %s"
          .formatted(plan.suite(), plan.version(), seed, workcell);
    }
  }

  private static StageFolder.Head<Head> head(long seed, BenchPlan plan) {
    Head head = new Head(WorkcellVersion.current(), seed, plan);
    return new StageFolder.Head<>(HEAD, head, Head::toString);
  }

  private static String file(BenchCell cell) {
    return "cells/%s.json".formatted(cell.key());
  }

  private void run(BenchCell cell) {
    if (files.has(file(cell))) {
      return;
    }
    long start = System.nanoTime();
    double processor = processorSeconds();
    BenchLearning learning = learn(cell);
    try (RobotModel robot = RobotModel.load(learning.model())) {
      files.write(file(cell), new BenchScoring(plan, cell, learning, seed, threads).score(robot));
    }
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %.0f s, %.0f s of processor time",
            cell.key(),
            1e-9 * (System.nanoTime() - start),
            processorSeconds() - processor));
  }

  /** Of this program so far; NaN where the system does not tell. */
  private static double processorSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(time -> 1e-9 * time.toNanos())
        .orElse(Double.NaN);
  }

  /** Makes a cell's robot and logs and learns from them; reads nothing of the truth. */
  private BenchLearning learn(BenchCell cell) {
    BenchLearning learning = new BenchLearning(plan, cell, files, seed, threads, progress);
    learning.makeWorld();
    learning.learn();
    return learning;
  }

  private BenchReport report(List<Loop> loops) {
    Map<String, CellResult> results = new LinkedHashMap<>();
    for (BenchCell cell : plan.cells()) {
      if (files.has(file(cell))) {
        results.put(cell.key(), files.read(file(cell), CellResult.class));
      }
    }
    Engine.Identity engine = Engine.load();
    BenchReport report =
        new BenchReport(
            1,
            WorkcellVersion.current(),
            engine.name() + " " + engine.version(),
            plan.suite(),
            plan.version(),
            seed,
            results.size() == plan.cells().size(),
            BenchTargets.of(plan, results, loops),
            new ArrayList<>(results.values()),
            List.copyOf(loops));
    files.write("results.json", report);
    files.write("report.html", BenchPage.html(report).getBytes(StandardCharsets.UTF_8));
    return report;
  }
}
