package org.workcell.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.workcell.datasets.records.Json;
import org.workcell.recipes.closedloop.LoopPlan;
import org.workcell.recipes.closedloop.LoopScore;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim2real.bench.Bench;
import org.workcell.sim2real.bench.BenchPlan;
import org.workcell.sim2real.bench.BenchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the benchmark of identification and delta actions. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Benchmark identification and delta actions on simulated robots with hidden "
            + "parameters, and compare the results with targets.",
    footer = {
      "",
      "DIR gets results.json, with targets.ID.{value, threshold, met}, and "
          + "report.html. The same suite and seed give the same results.json. A second call"
          + " resumes an interrupted run.",
      "",
      "Exit status: 0 all targets met, 1 not all, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real bench --suite small --seed 1 --out bench/small",
      "  workcell sim2real bench --suite full --seed 1 --cells G4-hard,G0 --out bench/full"
    })
final class Sim2RealBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--suite",
      required = true,
      paramLabel = "small|full",
      description = "small: minutes on two cores; full: hours.")
  private String suite;

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "S",
      description = "Seed of hidden robots, logs and networks.")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A new folder, or that of a run to resume.")
  private Path out;

  @Option(
      names = "--cells",
      paramLabel = "KEY,...",
      split = ",",
      description =
          "Run only cells whose key contains one of these, such as G4-hard or "
              + "arm-G9-mild-1; targets of other cells have no value until those are run.")
  private List<String> cells = List.of();

  @Option(
      names = "--loops",
      paramLabel = "DIR,...",
      split = ",",
      description = "Folders of 'sim2real closed-loop', for target T7 of suite full.")
  private List<Path> loops = List.of();

  @Option(names = "--json", description = "Print results.json instead of tables.")
  private boolean json;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that simulate (default: processors). Results do not depend on it.")
  private Integer workers;

  @Override
  public Integer call() {
    try {
      BenchReport report =
          Bench.run(
              BenchPlan.named(suite),
              seed,
              out,
              cells,
              closedLoops(),
              Workers.count(workers),
              this::say);
      print(report);
      return report.met() ? ExitStatus.OK : ExitStatus.TARGET_MISSED;
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private List<BenchReport.Loop> closedLoops() {
    List<BenchReport.Loop> read = new ArrayList<>();
    for (Path folder : loops) {
      LoopPlan plan = read(folder.resolve("plan.json"), LoopPlan.class);
      List<LoopScore> scores = List.of(read(folder.resolve("results.json"), LoopScore[].class));
      read.add(
          new BenchReport.Loop(
              "%s-%s-%s-%d"
                  .formatted(
                      plan.task(),
                      plan.gap().family(),
                      plan.gap().level().name().toLowerCase(Locale.ROOT),
                      plan.seed()),
              recovered(scores, "corrected"),
              recovered(scores, "noise")));
    }
    return read;
  }

  private static Double recovered(List<LoopScore> scores, String policy) {
    return scores.stream()
        .filter(score -> score.policy().equals(policy))
        .map(LoopScore::recovered)
        .filter(Double::isFinite)
        .findFirst()
        .orElse(null);
  }

  private static <T> T read(Path file, Class<T> type) {
    try {
      return Json.mapper().readValue(Files.readAllBytes(file), type);
    } catch (JsonProcessingException e) {
      throw new BadInputException("%s: %s".formatted(file, Json.problem(e)), e);
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be read (%s); --loops takes folders of 'sim2real closed-loop' whose run is complete"
              .formatted(file, IoReason.of(e)),
          e);
    }
  }

  private void print(BenchReport report) {
    PrintWriter writer = spec.commandLine().getOut();
    if (json) {
      writer.print(Json.pretty(report));
    } else {
      writer.printf("%-36s %10s %9s %10s %5s%n", "target", "value", "", "threshold", "met");
      report
          .targets()
          .forEach(
              (id, target) ->
                  writer.printf(
                      Locale.ROOT,
                      "%-36s %10s %9s %10.1f %5s%n",
                      id,
                      target.value() == null
                          ? "-"
                          : String.format(Locale.ROOT, "%.2f", target.value()),
                      target.rule().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                      target.threshold(),
                      target.value() == null ? "-" : target.met() ? "yes" : "no"));
    }
    writer.flush();
  }
}
