package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.datasets.records.Json;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.EvaluationPlan;
import org.workcell.evaluation.EvaluationRunner;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.Perturbation;
import org.workcell.evaluation.PolicySource;
import org.workcell.evaluation.Protocol;
import org.workcell.evaluation.RecordedPerturbation;
import org.workcell.evaluation.RunFolder;
import org.workcell.report.PerturbationReport;
import org.workcell.report.PerturbationSummary;
import org.workcell.report.PerturbationTable;
import org.workcell.report.RunReport;
import org.workcell.report.RunSummary;
import org.workcell.report.SummaryTable;
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

/** Evaluates a policy on tasks. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Run episodes of a policy on tasks, and report its success rate.",
    footer = {
      "",
      "Episode e of every task uses seed S+e, so any episode can be run again alone. In a benchmark"
          + " it starts from initial state e modulo the number of initial states. Everything is"
          + " checked before anything runs. The result goes to standard output, progress to"
          + " standard error.",
      "",
      "Each episode is saved when it ends. After Ctrl-C or a crash, --resume "
          + "continues the run, and its results are those of a run that was never "
          + "interrupted.",
      "",
      "The run folder holds manifest.json, summary.json, report.html, and line by line"
          + " episodes.jsonl, records.jsonl and timing.jsonl; after errors, errors.txt; with"
          + " --perturb, perturbation.json and perturbation.html.",
      "",
      "Exit status: 0 done, 1 a task is below --min-success, 2 bad input, 3 an episode errored or"
          + " the run stopped, 130 interrupted.",
      "",
      "Examples:",
      "  workcell bench metaworld/reach-v3",
      "  workcell bench metaworld --episodes 50 --out runs/expert",
      "  workcell bench metaworld/MT10 --episodes 50 --protocol any-step",
      "  workcell bench metaworld --policy random --set reward=v1 --json > random.json",
      "  workcell bench metaworld/reach-v3 --policy reach.pt --device cpu",
      "  workcell bench metaworld/MT10 --perturb colosseum-style --episodes 5",
      "  workcell bench metaworld --policy reach.pt --video failures",
      "  workcell bench --resume runs/expert"
    })
final class BenchCommand implements Callable<Integer> {

  private static final int MOST_ROWS = 65536;

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TASK|BENCHMARK|SUITE",
      description =
          "Tasks to run; a suite means all its tasks, a folder all its task files. A benchmark, for"
              + " example metaworld/MT10, is run alone; 'workcell list --benchmarks' shows them.")
  private List<String> names = List.of();

  @Mixin private PolicyArguments policy;
  @Mixin private ImageArguments images;

  @Option(names = "--episodes", paramLabel = "N", description = "Episodes per task (default: 10).")
  private Integer episodes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description =
          "Seed of episode 0 (default: 0). For a benchmark, also the seed from which its "
              + "initial states are drawn (default: the benchmark's own; 42 for metaworld).")
  private Long seed;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description =
          "How episodes end and what counts: horizon (default; run to the horizon, report all),"
              + " any-step (end at the first success) or last-step (only the last step counts).")
  private String protocol;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Episodes at a time (default: processors). Results do not depend on it.")
  private Integer workers;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description =
          "Episodes that each worker queries in one batch (default: the padded batch size). Results"
              + " do not depend on it.")
  private Integer batchSize;

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

  @Option(
      names = "--perturb",
      paramLabel = "PRESET|FILE.yaml|NAME[=TEXT]",
      description =
          "Run the same episodes unperturbed and under each condition of a preset, and compare:"
              + " lamp-96, colosseum-, plus-, pro-style, dynamics-wide, a file, or another jar's.")
  private String perturb;

  @Option(
      names = "--severity",
      paramLabel = "0..5",
      defaultValue = "5",
      description =
          "Severity, 0 (no change) to 5 (the whole ranges of the preset; default:"
              + " ${DEFAULT-VALUE}).")
  private int severity;

  @Option(
      names = "--min-success",
      paramLabel = "RATE",
      description = "Exit with 1 if the headline rate of any task is below this rate, 0 to 1.")
  private Double minSuccess;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder (default: a new one below runs/).")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Continue the run of this folder; other options come from its manifest.")
  private Path resume;

  @Mixin private VideoArguments video;

  @Option(names = "--json", description = "Print the summary as JSON instead of a table.")
  private boolean json;

  BenchCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    Manifest earlier = earlierManifest();
    int workerCount = Workers.count(workers);
    requireBatchSize(batchSize);
    BenchVideos videos = videos(earlier, workerCount);
    Evaluation evaluation = evaluation(earlier);
    Double target = requireRate(choose(minSuccess, earlier, Manifest::minSuccess, null));
    Path folder = earlier == null ? newFolder(evaluation) : resume;
    if (StandardError.isTerminal()) {
      say("checking tasks: " + evaluation.tasks().size());
    }
    try (EvaluationPlan plan = EvaluationPlan.check(evaluation)) {
      UnappliedWarning.print(evaluation, spec.commandLine().getErr());
      List<String> command = spec.root().commandLine().getParseResult().originalArgs();
      Manifest manifest = Manifest.of(plan, command, target, videos.selection());
      try (RunFolder run =
          earlier == null
              ? RunFolder.create(folder, manifest)
              : RunFolder.resume(folder, manifest, plan.digests())) {
        return evaluate(plan, run, workerCount, target, videos);
      }
    }
  }

  static void requireBatchSize(Integer rows) {
    if (rows != null && (rows < 1 || rows > MOST_ROWS)) {
      throw new BadInputException(
          "--batch-size must be 1 to %d, not %d".formatted(MOST_ROWS, rows));
    }
  }

  private BenchVideos videos(Manifest earlier, int workerCount) {
    return new BenchVideos(
        video.selection(earlier), registry.get(), workerCount, spec.commandLine().getErr());
  }

  private Manifest earlierManifest() {
    if (resume == null) {
      return null;
    }
    if (out != null) {
      throw new BadInputException(
          "--out cannot be combined with --resume; a resumed run stays in its folder");
    }
    return RunFolder.readManifest(resume);
  }

  private static Double requireRate(Double rate) {
    if (rate != null && !(rate >= 0 && rate <= 1)) {
      throw new BadInputException(
          "--min-success must be a rate of 0 to 1, not %s; 80 %% is 0.8".formatted(rate));
    }
    return rate;
  }

  private Evaluation evaluation(Manifest earlier) {
    TaskSelection selection = new TaskSelection(registry.get(), this::say);
    List<String> chosen = names.isEmpty() && earlier != null ? namesOf(earlier) : names;
    if (chosen.isEmpty()) {
      throw new BadInputException(
          "no task is given; name a task, a benchmark or a suite, 'workcell list' shows what there"
              + " is");
    }
    Optional<BenchmarkDefinition> benchmark = selection.benchmark(chosen);
    Map<String, String> settings = environment.settingsByName();
    String assets = choose(environment.assets(), earlier, Manifest::assets, "builtin");
    EnvironmentOptions options =
        EnvironmentArguments.options(
            choose(environment.profile, earlier, Manifest::profile, "strict"),
            assets,
            choose(environment.horizon, earlier, Manifest::horizon, null),
            choose(settings.isEmpty() ? null : settings, earlier, Manifest::settings, settings));
    long standardSeed = benchmark.map(BenchmarkDefinition::defaultSeed).orElse(0L);
    long firstSeed = choose(seed, earlier, Manifest::firstSeed, standardSeed);
    List<TaskDefinition> tasks =
        benchmark.map(selection::tasksOf).orElseGet(() -> selection.tasks(chosen));
    return Evaluation.builder(tasks, policy.source(earlier, "expert", selection.listed(chosen)))
        .episodes(choose(episodes, earlier, Manifest::episodes, 10))
        .firstSeed(firstSeed)
        .variation(choose(variation, earlier, Manifest::variation, null))
        .options(options, assets)
        .commandPath(commandPath.choice(earlier))
        .protocol(
            Protocol.ofLabel(
                choose(protocol, earlier, Manifest::protocol, Protocol.HORIZON.label())))
        .benchmark(selection.draw(benchmark, firstSeed, options.profile()))
        .split(split.split(earlier, tasks, options, assets))
        .images(images.options(earlier))
        .perturbation(perturbation(earlier))
        .policyTimeout(policy.timeout())
        .build();
  }

  private Optional<Perturbation> perturbation(Manifest earlier) {
    Optional<RecordedPerturbation> had = Optional.ofNullable(earlier).map(Manifest::preset);
    if (perturb == null) {
      return had.map(RecordedPerturbation::perturbation);
    }
    Perturbation given = Perturbation.load(perturb, severity);
    if (had.isPresent() && !had.get().isOf(given)) {
      throw new BadInputException(
          "the run in '%s' has another perturbation, %s; remove --perturb"
              .formatted(resume, had.get().options()));
    }
    return Optional.of(given);
  }

  static List<String> namesOf(Manifest earlier) {
    return earlier.benchmark() == null
        ? earlier.tasks().stream().map(Manifest.Task::id).toList()
        : List.of(earlier.benchmark().id());
  }

  /** What is given, else what the run to be resumed had, else the standard. */
  static <T> T choose(T given, Manifest earlier, Function<Manifest, T> had, T standard) {
    if (given != null) {
      return given;
    }
    return earlier == null ? standard : had.apply(earlier);
  }

  private Path newFolder(Evaluation evaluation) {
    Path folder = out == null ? RunNames.freeFolder(evaluation, LocalDateTime.now()) : out;
    if (folder.toString().isBlank()) {
      throw new BadInputException("--out is empty; give the name of a folder");
    }
    RunFolder.requireFree(folder);
    return folder;
  }

  private int evaluate(
      EvaluationPlan plan, RunFolder run, int workerCount, Double target, BenchVideos videos) {
    if (!runEpisodes(plan, run, workerCount)) {
      return ExitStatus.INTERRUPTED;
    }
    List<EpisodeResult> results = run.finish();
    RunSummary summary = RunReport.write(run, results);
    if (!videos.make(run, results)) {
      return ExitStatus.INTERRUPTED;
    }
    print(run, summary, RunReport.comparison(run, results));
    int status = status(summary, target);
    return videos.allSame() ? status : ExitStatus.ERROR;
  }

  /** Whether all episodes were run. */
  private boolean runEpisodes(EvaluationPlan plan, RunFolder run, int workerCount) {
    say(
        "%s: %d of %d episodes to run"
            .formatted(run.folder(), run.totalCount() - run.finishedCount(), run.totalCount()));
    PolicySource source = plan.evaluation().policy();
    Progress progress = Progress.to(spec.commandLine().getErr(), run.totalCount(), run.results());
    EvaluationRunner runner =
        new EvaluationRunner(
            plan,
            workerCount,
            batchSize == null ? source.batchRows() : batchSize,
            outcome -> {
              source.repeatability().ifPresent(run::note);
              run.append(outcome);
              progress.add(outcome.result());
            });
    source.repeatability().ifPresent(run::note);
    Interrupts interrupts = new Interrupts(runner::stop);
    try {
      boolean complete;
      try (progress) {
        complete = runner.run(run::isFinished);
      }
      if (!complete) {
        say(run.interruption(source.continuation(run.folder())));
      }
      return complete;
    } finally {
      interrupts.release();
    }
  }

  private void print(RunFolder run, RunSummary summary, Optional<PerturbationSummary> comparison) {
    PrintWriter writer = spec.commandLine().getOut();
    if (json) {
      writer.print(Json.pretty(comparison.isPresent() ? comparison.get() : summary));
      say("report: " + page(run, comparison));
    } else {
      writer.print(RunReport.head(run.manifest(), summary));
      writer.print(
          comparison.map(PerturbationTable::render).orElseGet(() -> SummaryTable.render(summary)));
      writer.println("report: " + page(run, comparison));
    }
    writer.flush();
  }

  private static Path page(RunFolder run, Optional<PerturbationSummary> comparison) {
    return comparison.isPresent() ? PerturbationReport.page(run) : RunReport.page(run);
  }

  private int status(RunSummary summary, Double target) {
    List<String> missed = target == null ? List.of() : summary.tasksBelow(target);
    if (!missed.isEmpty()) {
      say("target missed: below --min-success %s: %s".formatted(target, String.join(", ", missed)));
    }
    if (summary.errors() > 0) {
      say("%d episodes errored; errors.txt has the details".formatted(summary.errors()));
      return ExitStatus.ERROR;
    }
    return missed.isEmpty() ? ExitStatus.OK : ExitStatus.TARGET_MISSED;
  }

  private void say(String message) {
    spec.commandLine().getErr().println(message);
    spec.commandLine().getErr().flush();
  }
}
