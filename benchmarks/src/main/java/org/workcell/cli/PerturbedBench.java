package org.workcell.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.workcell.evaluation.BadInputException;
import org.workcell.evaluation.EpisodeResult;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.EvaluationPlan;
import org.workcell.evaluation.Json;
import org.workcell.evaluation.RecordedRun;
import org.workcell.randomization.Preset;
import org.workcell.randomization.PresetRandomization;
import org.workcell.randomization.Presets;
import org.workcell.report.PerturbationReport;
import org.workcell.report.PerturbationSummary;
import org.workcell.sim.environment.TaskDefinition;

/**
 * Runs the same episodes unperturbed and under each condition of a preset, every one of them a run
 * in a folder of its own, and compares them.
 */
final class PerturbedBench {

  /** Beside the runs: what was asked for. */
  private static final String REQUEST = "perturb.json";

  /** What was asked for. */
  record Request(String preset, int severity) {}

  /** Runs one condition. */
  @FunctionalInterface
  interface Runner {

    /**
     * Runs what is missing of a run and gives all its results; null after an interruption.
     *
     * @param resumed whether the folder holds a part of the run
     */
    List<EpisodeResult> run(Evaluation evaluation, Path folder, boolean resumed);
  }

  private final Request request;
  private final Preset preset;
  private final Evaluation evaluation;
  private final Path folder;

  private PerturbedBench(Request request, Evaluation evaluation, Path folder) {
    this.request = request;
    this.preset = load(request);
    this.evaluation = evaluation;
    this.folder = folder;
  }

  private static Preset load(Request request) {
    try {
      Preset preset = Presets.load(request.preset());
      preset.perturbation(Preset.ALL, request.severity());
      return preset;
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /** Checks preset and scenes, and nothing else, before anything runs. */
  static PerturbedBench start(Request request, Evaluation evaluation, Path folder) {
    if (isIn(folder)) {
      throw new BadInputException(
          "folder '%s' already holds a run; continue it with --resume '%s' or choose another --out"
              .formatted(folder, folder));
    }
    PerturbedBench bench = new PerturbedBench(request, evaluation, folder);
    bench.checkScenes();
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(REQUEST), Json.pretty(request), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BadInputException(
          "run folder '%s' cannot be made (%s); choose another --out".formatted(folder, e), e);
    }
    return bench;
  }

  static PerturbedBench resume(Evaluation evaluation, Path folder) {
    return new PerturbedBench(request(folder), evaluation, folder);
  }

  /** Whether a folder holds the runs of a perturbation. */
  static boolean isIn(Path folder) {
    return folder != null && Files.exists(folder.resolve(REQUEST));
  }

  /** What --resume takes to continue a run: a condition goes on with its perturbation. */
  static Path resumable(Path run) {
    Path parent = run.toAbsolutePath().getParent();
    return isIn(parent) ? run.getParent() : run;
  }

  /**
   * The folder of one run.
   *
   * @param folder a run, or the runs of a perturbation
   * @param condition which of them; null where there is only one
   * @throws BadInputException naming the conditions there are
   */
  static Path runOf(Path folder, String condition) {
    if (!isIn(folder)) {
      if (condition != null) {
        throw new BadInputException(
            "'%s' does not hold runs of several conditions; leave --condition out"
                .formatted(folder));
      }
      return folder;
    }
    List<String> runs = conditionsIn(folder);
    if (condition == null || !runs.contains(condition)) {
      throw new BadInputException(
          "%s; use --condition with one of %s"
              .formatted(
                  condition == null
                      ? "'%s' holds a run for each condition".formatted(folder)
                      : "'%s' holds no run of condition '%s'".formatted(folder, condition),
                  String.join(", ", runs)));
    }
    return folder.resolve(condition);
  }

  private static List<String> conditionsIn(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(RecordedRun::isIn)
          .map(run -> run.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BadInputException("'%s' cannot be read (%s)".formatted(folder, e), e);
    }
  }

  /** The unperturbed run of a folder. */
  static Path unperturbed(Path folder) {
    return folder.resolve(Preset.NONE);
  }

  private static Request request(Path folder) {
    Path file = folder.resolve(REQUEST);
    try {
      return Json.mapper().readValue(Files.readAllBytes(file), Request.class);
    } catch (IOException e) {
      throw new BadInputException(
          "%s is not the request of a perturbed run; restore it or start a new run".formatted(file),
          e);
    }
  }

  private void checkScenes() {
    PresetRandomization all = preset.perturbation(Preset.ALL, request.severity());
    EvaluationPlan.check(evaluation.withRandomization(all, evaluation.tasks())).close();
  }

  /** Runs all conditions and writes the comparison; null after an interruption. */
  PerturbationSummary run(Runner runner) {
    List<EpisodeResult> unperturbed = run(runner, Preset.NONE, evaluation);
    if (unperturbed == null) {
      return null;
    }
    String headline = evaluation.protocol().headline();
    Map<String, PerturbationSummary.Condition> conditions = new LinkedHashMap<>();
    conditions.put(
        Preset.NONE, PerturbationSummary.compare(unperturbed, unperturbed, headline, Map.of(), ""));
    for (String name : preset.conditions()) {
      PresetRandomization randomization = preset.perturbation(name, request.severity());
      Map<String, Map<String, String>> leftOut = new LinkedHashMap<>();
      List<TaskDefinition> tasks = applicable(randomization, leftOut);
      List<EpisodeResult> results =
          tasks.isEmpty()
              ? List.of()
              : run(runner, name, evaluation.withRandomization(randomization, tasks));
      if (results == null) {
        return null;
      }
      String seenOnlyIn = randomization.seenOnlyIn().orElse("");
      conditions.put(
          name, PerturbationSummary.compare(results, unperturbed, headline, leftOut, seenOnlyIn));
    }
    List<String> tasks = evaluation.tasks().stream().map(TaskDefinition::id).toList();
    return write(
        new PerturbationSummary(preset.name(), request.severity(), headline, tasks, conditions));
  }

  private PerturbationSummary write(PerturbationSummary summary) {
    try {
      PerturbationReport.write(folder, summary);
      return summary;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "run folder '%s' cannot be written to; make room and continue with --resume"
              .formatted(folder),
          e);
    }
  }

  private List<EpisodeResult> run(Runner runner, String condition, Evaluation chosen) {
    Path run = folder.resolve(condition);
    return runner.run(chosen, run, Files.exists(run));
  }

  /** Tasks in which at least one factor has something to act on. */
  private List<TaskDefinition> applicable(
      PresetRandomization randomization, Map<String, Map<String, String>> leftOut) {
    List<TaskDefinition> tasks = new ArrayList<>();
    try (EvaluationPlan plan =
        EvaluationPlan.check(evaluation.withRandomization(randomization, evaluation.tasks()))) {
      for (int i = 0; i < evaluation.tasks().size(); i++) {
        TaskDefinition task = evaluation.tasks().get(i);
        Map<String, String> reasons =
            randomization.obstacles(plan.specs().get(i).task(), plan.scene(i));
        if (!reasons.isEmpty()) {
          leftOut.put(task.id(), reasons);
        }
        if (reasons.size() < randomization.factorCount() || randomization.factorCount() == 0) {
          tasks.add(task);
        }
      }
    }
    return tasks;
  }
}
