package org.workcell.evaluation;

import java.util.List;
import java.util.OptionalInt;
import org.workcell.datasets.records.WorkcellVersion;

/** What the manifest of a checked plan says on this machine. */
final class PlannedManifest {

  private final EvaluationPlan plan;
  private final Evaluation evaluation;
  private final List<PlannedTask> planned;

  PlannedManifest(EvaluationPlan plan) {
    this.plan = plan;
    this.evaluation = plan.evaluation().requireNothingHidden();
    this.planned = plan.firstTasks();
  }

  Manifest manifest(List<String> command, Double minSuccess, VideoSelection videos) {
    return new Manifest(
        Manifest.FORMAT,
        WorkcellVersion.current(),
        command,
        planned.get(0).spec().engine(),
        System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
        operatingSystem(),
        evaluation.protocol().headlineMetric(),
        evaluation.policy().label(),
        evaluation.policy().network(plan.policyFacts()).orElse(null),
        evaluation.policy().process().orElse(null),
        evaluation.policy().repeatability().orElse(null),
        images(),
        evaluation.protocol().label(),
        evaluation.benchmark().map(Manifest.Benchmark::of).orElse(null),
        evaluation.split().map(DemonstrationSplit.Recorded::of).orElse(null),
        evaluation.split().map(DemonstrationSplit::place).orElse(null),
        evaluation.options().profile().label(),
        evaluation.assets(),
        orNull(evaluation.options().horizon()),
        evaluation.options().settings(),
        evaluation.commandPath().actionAdapter(),
        evaluation.commandPath().filters(),
        evaluation.commandPath().stages(),
        evaluation.commandPath().actuatorSource(),
        evaluation.commandPath().deltaSource(),
        planned.get(0).spec().commandPath(),
        evaluation.perturbation().map(RecordedPerturbation::of).orElse(null),
        conditions(),
        evaluation.episodes(),
        orNull(evaluation.variation()),
        evaluation.firstSeed(),
        Manifest.SEED_RULE,
        evaluation.recording().isPresent() ? null : Manifest.Cells.of(plan.digests().values()),
        minSuccess,
        videos.choice().label(),
        videos.mostPerTask() == Integer.MAX_VALUE ? null : videos.mostPerTask(),
        planned.stream().map(Manifest.Task::of).toList());
  }

  private RecordedImages images() {
    return evaluation
        .images()
        .map(chosen -> RecordedImages.of(chosen, plan.renderer().orElseThrow()))
        .orElse(null);
  }

  private List<Manifest.Condition> conditions() {
    return evaluation.conditions().stream()
        .map(condition -> Manifest.Condition.of(condition, plan.tasksOf(condition.name())))
        .toList();
  }

  static String orNull(String words) {
    return words.isEmpty() ? null : words;
  }

  private static Integer orNull(OptionalInt number) {
    return number.isPresent() ? (Integer) number.getAsInt() : null;
  }

  private static String operatingSystem() {
    return String.join(
        " ",
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"));
  }
}
