package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.datasets.records.Json;
import org.workcell.evaluation.EngineComparison;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.EvaluationPlan;
import org.workcell.evaluation.EvaluationRunner;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.PolicySource;
import org.workcell.evaluation.RecordedRun;
import org.workcell.evaluation.RunFolder;
import org.workcell.evaluation.VideoSelection;
import org.workcell.report.RunReport;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.CommandPathChoice;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores a policy in two engines. */
@Command(
    name = "engines",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Run the same episodes of a policy in MuJoCo and in another engine, and compare" + " them.",
    footer = {
      "",
      "DIR gets a run folder for each engine, as 'bench' writes it, and engines.json."
          + " Both runs are compared step by step; in addition, the second engine replays "
          + "the first one's actions.",
      "",
      "Exit status: 0 done, 2 bad input, 3 an episode errored, 130 interrupted.",
      "",
      "Examples:",
      "  workcell sim2real engines arm/reach-v1 arm/track-v1 --episodes 20 --out engines/",
      "  workcell sim2real engines arm/reach-v1 --policy reach.pt --out engines/"
    })
final class EnginesCommand implements Callable<Integer> {

  private static final String OTHER = "bullet";

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TASK", arity = "1..*", description = "arm/reach-v1 or arm/track-v1.")
  private List<String> names;

  @Mixin private PolicyArguments policy;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "10",
      description = "Episodes per task and engine (default: ${DEFAULT-VALUE}).")
  private int episodes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of episode 0 (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Episodes at a time (default: processors). Results do not depend on it.")
  private Integer workers;

  @Mixin private EnvironmentArguments environment;

  @Mixin private CommandPathArguments commandPath;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out;

  EnginesCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    CommandPathChoice chosen = commandPath.choice(null);
    String other = chosen.engine().equals(Engine.NAME) ? OTHER : chosen.engine();
    int workerCount = Workers.count(workers);
    Path first = out.resolve(Engine.NAME);
    Path second = out.resolve(other);
    if (Files.exists(out)) {
      throw new BadInputException("folder '%s' exists already; name a new one".formatted(out));
    }
    // Both are checked before either runs.
    try (EvaluationPlan one = plan(chosen.withEngine(Engine.NAME));
        EvaluationPlan two = plan(chosen.withEngine(other))) {
      if (!run(one, first, workerCount) || !run(two, second, workerCount)) {
        return ExitStatus.INTERRUPTED;
      }
    }
    List<EngineComparison.Task> tasks =
        new EngineComparison(RecordedRun.open(first), RecordedRun.open(second), registry.get())
            .tasks();
    write(tasks);
    PrintWriter writer = spec.commandLine().getOut();
    tasks.forEach(task -> EngineTable.print(task, writer));
    writer.printf("runs and numbers: %s%n", out);
    writer.flush();
    return tasks.stream().anyMatch(task -> task.errors() > 0) ? ExitStatus.ERROR : ExitStatus.OK;
  }

  private EvaluationPlan plan(CommandPathChoice choice) {
    TaskSelection selection = new TaskSelection(registry.get());
    EnvironmentOptions options =
        EnvironmentArguments.options(
            environment.profile == null ? "strict" : environment.profile,
            environment.assetsOrBuiltin(),
            environment.horizon,
            environment.settingsByName());
    return EvaluationPlan.check(
        Evaluation.builder(
                selection.tasks(names), policy.source(null, "expert", selection.listed(names)))
            .episodes(episodes)
            .firstSeed(seed)
            .options(options, environment.assetsOrBuiltin())
            .commandPath(choice)
            .policyTimeout(policy.timeout())
            .build());
  }

  /** Whether all episodes were run. */
  private boolean run(EvaluationPlan plan, Path folder, int workerCount) {
    List<String> command = spec.root().commandLine().getParseResult().originalArgs();
    Manifest manifest = Manifest.of(plan, command, null, VideoSelection.NONE);
    try (RunFolder run = RunFolder.create(folder, manifest)) {
      PolicySource source = plan.evaluation().policy();
      Progress progress = Progress.to(spec.commandLine().getErr(), run.totalCount(), run.results());
      EvaluationRunner runner =
          new EvaluationRunner(
              plan,
              workerCount,
              outcome -> {
                source.repeatability().ifPresent(run::note);
                run.append(outcome);
                progress.add(outcome.result());
              });
      source.repeatability().ifPresent(run::note);
      Interrupts interrupts = new Interrupts(runner::stop);
      try (progress) {
        if (!runner.run(run::isFinished)) {
          return false;
        }
      } finally {
        interrupts.release();
      }
      RunReport.write(run, run.finish());
      return true;
    }
  }

  private void write(List<EngineComparison.Task> tasks) {
    Path file = out.resolve("engines.json");
    try {
      AtomicFiles.write(file, Json.pretty(tasks).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BadInputException("'%s' cannot be written (%s)".formatted(file, IoReason.of(e)), e);
    }
  }
}
