package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.records.Json;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.demonstrations.DemonstrationFolder;
import org.workcell.evaluation.demonstrations.DemonstrationManifest;
import org.workcell.evaluation.demonstrations.DemonstrationOrder;
import org.workcell.evaluation.demonstrations.DemonstrationRun;
import org.workcell.evaluation.demonstrations.DemonstrationSummary;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records demonstrations of a policy on tasks. */
@Command(
    name = "demos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Record episodes of a policy step by step, for imitation learning; write them, or a file of"
          + " LIBERO or robomimic, in the formats of LeRobot and LIBERO."
    },
    footer = {
      "",
      "Attempt e of every task uses seed S+e; in a benchmark it starts from initial "
          + "state e modulo the number of initial states. The successful attempts with the "
          + "lowest numbers are kept, whatever the number of workers. Everything is checked"
          + " before anything runs.",
      "",
      "The folder holds manifest.json, index.jsonl with a line for each attempt, a .npz file for"
          + " each kept episode below episodes/, and summary.json. An interrupted recording is"
          + " continued by --resume, to the same bytes.",
      "",
      "With --format lerobot or libero-hdf5, the data set lies in DIR and the recording that it is"
          + " made of in DIR/recording, which may be deleted, or written in another format by"
          + " --from.",
      "",
      "Exit status: 0 done, 1 too few episodes could be kept or a rebuilt episode "
          + "differs, 2 bad input, 3 an episode errored or the recording stopped, 130 "
          + "interrupted.",
      "",
      "Examples:",
      "  workcell demos metaworld/MT10 --episodes 25 --out demos/mt10",
      "  workcell demos metaworld/push-v3 --cameras corner2,gripperPOV --out demos/push",
      "  workcell demos metaworld/push-v3 --degrade noise=std:0.3,correlation:0.9 --out"
          + " demos/worse",
      "  workcell demos metaworld/push-v3 --cameras corner2 --format lerobot --out demos/lerobot",
      "  workcell demos --from demos/push --format libero-hdf5 --out demos/hdf5",
      "  workcell demos --from task_demo.hdf5 --rerender 256x256 --drop-noops --out demos/ours",
      "  workcell demos --from demos/push --reward-model success.pt --out demos/push-rewarded",
      "  workcell demos --resume demos/mt10",
      "  workcell demos --verify demos/mt10"
    })
final class DemosCommand implements Callable<Integer> {

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TASK|BENCHMARK|SUITE",
      description =
          "Tasks to record; a suite means all its tasks. A benchmark, for example metaworld/MT10,"
              + " is recorded alone.")
  private List<String> names = List.of();

  @Mixin private PolicyArguments policy;

  @Mixin private RecordingArguments recording;

  @Mixin private FormatArguments format;

  @Mixin private RewardArguments rewards;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description =
          "Seed of attempt 0 (default: 0). For a benchmark, also the seed from which its "
              + "initial states are drawn (default: the benchmark's own; 42 for metaworld).")
  private Long seed;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Episodes at a time (default: processors). Files do not depend on it.")
  private Integer workers;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description =
          "Episodes that each worker queries in one batch (default: the padded batch size). Files"
              + " do not depend on it.")
  private Integer batchSize;

  @Mixin private ImageArguments images;

  @Mixin private EnvironmentArguments environment;

  @Mixin private CommandPathArguments commandPath;

  @Mixin private SplitArguments split;

  @Option(
      names = "--variation",
      paramLabel = "V",
      description =
          "Start every episode in this variation of its task, from 0 (default: drawn from the"
              + " episode's seed).")
  private Integer variation;

  @Option(names = "--out", paramLabel = "DIR", description = "The folder of the demonstrations.")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Continue the recording of this folder; options come from its manifest.")
  private Path resume;

  @Option(
      names = "--verify",
      paramLabel = "DIR",
      description =
          "Read every file of a folder, rebuild its episode and compare all numbers to the bit.")
  private Path verify;

  @Option(names = "--json", description = "Print the summary as JSON instead of a table.")
  private boolean json;

  DemosCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    requireOnePurpose();
    PrintWriter err = spec.commandLine().getErr();
    if (rewards.given()) {
      return relabel(err);
    }
    DemonstrationExport export = format.export(names, images, registry, environment, err);
    if (format.from() != null) {
      requireOut();
      return export.write(format.from(), out);
    }
    if (verify != null) {
      return DemonstrationVerdict.print(verify, registry.get(), spec.commandLine().getOut(), err);
    }
    Path place = format.recordingIn(resume == null ? out : resume);
    DemonstrationManifest earlier = resume == null ? null : DemonstrationFolder.readManifest(place);
    int workerCount = Workers.count(workers);
    BenchCommand.requireBatchSize(batchSize);
    DemonstrationOrder order = recording.order(earlier, evaluation(earlier));
    if (resume == null) {
      DemonstrationFolder.requireFree(place);
    }
    export.requirePossible(resume == null ? out : resume, order.evaluation().images());
    List<String> command = spec.root().commandLine().getParseResult().originalArgs();
    UnappliedWarning.print(order.evaluation(), err);
    try (DemonstrationRun run = DemonstrationRun.check(order);
        DemonstrationFolder folder =
            resume == null ? run.create(place, command) : run.resume(place, command)) {
      int rows = batchSize == null ? order.evaluation().policy().batchRows() : batchSize;
      if (!record(run, folder, workerCount, rows)) {
        return ExitStatus.INTERRUPTED;
      }
      DemonstrationSummary summary = run.finish(folder);
      if (!format.isNpz() && summary.overall().kept() > 0) {
        export.write(place, resume == null ? out : resume);
      }
      return report(folder, summary);
    }
  }

  private int relabel(PrintWriter err) {
    format.requireRecording(names);
    requireOut();
    return print(rewards.relabel(format.from(), out, policy::inference, err));
  }

  private void requireOut() {
    if (out == null) {
      throw new BadInputException("--from needs --out, the folder of the new data set");
    }
  }

  private void requireOnePurpose() {
    int purposes = (out == null ? 0 : 1) + (resume == null ? 0 : 1) + (verify == null ? 0 : 1);
    if (purposes != 1 || out != null && out.toString().isBlank()) {
      throw new BadInputException(
          "give one of --out (a new folder), --resume and --verify (a folder of demonstrations)");
    }
  }

  private Evaluation evaluation(DemonstrationManifest demonstrations) {
    Manifest earlier = demonstrations == null ? null : demonstrations.evaluation();
    TaskSelection selection = new TaskSelection(registry.get());
    List<String> chosen =
        names.isEmpty() && earlier != null ? BenchCommand.namesOf(earlier) : names;
    if (chosen.isEmpty()) {
      throw new BadInputException(
          "no task is given; name a task, a benchmark or a suite, 'workcell list' shows what there"
              + " is");
    }
    Optional<BenchmarkDefinition> benchmark = selection.benchmark(chosen);
    Map<String, String> settings = environment.settingsByName();
    String assets = BenchCommand.choose(environment.assets(), earlier, Manifest::assets, "builtin");
    EnvironmentOptions options =
        EnvironmentArguments.options(
            BenchCommand.choose(environment.profile, earlier, Manifest::profile, "strict"),
            assets,
            BenchCommand.choose(environment.horizon, earlier, Manifest::horizon, null),
            BenchCommand.choose(
                settings.isEmpty() ? null : settings, earlier, Manifest::settings, settings));
    long standardSeed = benchmark.map(BenchmarkDefinition::defaultSeed).orElse(0L);
    long firstSeed = BenchCommand.choose(seed, earlier, Manifest::firstSeed, standardSeed);
    List<TaskDefinition> tasks =
        benchmark.map(selection::tasksOf).orElseGet(() -> selection.tasks(chosen));
    return Evaluation.builder(tasks, policy.source(earlier, "expert", selection.listed(chosen)))
        .episodes(recording.attempts(demonstrations))
        .firstSeed(firstSeed)
        .variation(BenchCommand.choose(variation, earlier, Manifest::variation, null))
        .options(options, assets)
        .commandPath(commandPath.choice(earlier))
        .benchmark(selection.draw(benchmark, firstSeed, options.profile()))
        .split(split.split(earlier, tasks, options, assets))
        .images(images.options(earlier))
        .perturbation(recording.randomization(earlier))
        .recording(recording.recording(demonstrations))
        .build();
  }

  /** Whether all was run. */
  private boolean record(
      DemonstrationRun run, DemonstrationFolder folder, int workerCount, int rows) {
    int total = run.totalCount();
    int before = (int) folder.attempts().stream().filter(DemonstrationLine::kept).count();
    say("%s: %d of %d episodes to keep".formatted(folder.folder(), total - before, total));
    Interrupts interrupts = new Interrupts(run::stop);
    try (Progress progress =
        Progress.ofReplays(spec.commandLine().getErr(), "kept", Math.max(1, total - before))) {
      boolean complete =
          run.run(
              folder,
              workerCount,
              rows,
              result -> {
                if (run.keeps(result)) {
                  progress.add(result);
                }
              });
      if (!complete) {
        say(
            "interrupted: what was recorded is kept; continue with: workcell demos --resume '%s'%s"
                .formatted(resume == null ? out : resume, format.again()));
      }
      return complete;
    } finally {
      interrupts.release();
    }
  }

  private int print(DemonstrationSummary summary) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(json ? Json.pretty(summary) : DemonstrationTable.render(summary));
    writer.flush();
    return ExitStatus.OK;
  }

  private int report(DemonstrationFolder folder, DemonstrationSummary summary) {
    print(summary);
    Map<String, Integer> missing = summary.missing();
    if (!missing.isEmpty()) {
      say(
          "too few episodes could be kept in %d attempts: %s; use a better policy, more --attempts"
                  .formatted(
                      folder.manifest().attempts(),
                      missing.entrySet().stream()
                          .map(each -> each.getKey() + " lacks " + each.getValue())
                          .collect(Collectors.joining(", ")))
              + " or another --keep");
    }
    if (summary.overall().errors() > 0) {
      say(
          "%d attempts errored; %s has the reasons"
              .formatted(summary.overall().errors(), folder.folder().resolve("index.jsonl")));
      return ExitStatus.ERROR;
    }
    return missing.isEmpty() ? ExitStatus.OK : ExitStatus.TARGET_MISSED;
  }

  private void say(String message) {
    spec.commandLine().getErr().println(message);
    spec.commandLine().getErr().flush();
  }
}
