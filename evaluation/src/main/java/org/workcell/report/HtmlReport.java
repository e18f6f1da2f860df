package org.workcell.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.RecordedPerturbation;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.html.Html;

/** A run as one page that needs nothing but itself: {@code report.html}. */
final class HtmlReport {

  /** Longer ones get two columns. */
  private static final int LONG_FACT = 60;

  private static final int SHORT_CHECKSUM = 12;

  private final Manifest manifest;
  private final RunSummary summary;
  private final List<EpisodeResult> results;
  private final String gallery;

  /** A page; the gallery is HTML already. */
  HtmlReport(Manifest manifest, RunSummary summary, List<EpisodeResult> results, String gallery) {
    this.manifest = manifest;
    this.summary = summary;
    this.results = List.copyOf(results);
    this.gallery = gallery;
  }

  String render() {
    SuccessSummary overall = summary.overall();
    Headline headline = summary.headline();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("title", Html.escape(title()));
    values.put("subtitle", Html.escape(subtitle()));
    values.put("headline_rate", Numbers.percent(headline.rate(overall)));
    values.put("headline_mark", Premises.mark(overall));
    values.put("headline", Html.escape(headline.label()));
    values.put("other_rate", Html.escape(headline.other().label()));
    values.put("headline_interval", intervalText(overall));
    values.put("headline_metric", Html.escape(manifest.headlineMetric()));
    values.put("warnings", warnings(manifest) + Premises.paragraphs(summary));
    values.put("numbers", numbers(overall, headline.other()));
    values.put("facts", facts());
    values.put("premise_head", TaskRows.premiseHead(summary));
    values.put("task_rows", TaskRows.render(summary));
    values.put("gallery", gallery);
    values.put("episodes", EpisodeTables.render(results));
    values.put("rerun", Html.escape(new RunAgain(manifest).lines(results)));
    values.put("workcell", Html.escape(manifest.workcell()));
    return Html.fill(HtmlReport.class, "report.html", values);
  }

  static String intervalText(SuccessSummary numbers) {
    return "%s – %s %%".formatted(Numbers.percent(numbers.low()), Numbers.percent(numbers.high()));
  }

  /** Lines for the head of a page: what is peculiar to the run; see {@link RunReport#head}. */
  static String warnings(Manifest manifest) {
    return RunReport.peculiarities(manifest)
        .flatMap(String::lines)
        .map(line -> "<p class=\"warn\">%s.</p>\n".formatted(Html.escape(line)))
        .collect(Collectors.joining());
  }

  private String title() {
    List<Manifest.Task> tasks = manifest.tasks();
    if (manifest.benchmark() != null) {
      return manifest.policy() + " on " + benchmarkId();
    }
    if (tasks.size() == 1) {
      return manifest.policy() + " on " + tasks.get(0).id();
    }
    String suites =
        tasks.stream()
            .map(task -> task.id().substring(0, task.id().indexOf('/')))
            .distinct()
            .collect(Collectors.joining(", "));
    return "%s on %d tasks of %s".formatted(manifest.policy(), tasks.size(), suites);
  }

  private String benchmarkId() {
    return manifest.benchmark().id();
  }

  private String subtitle() {
    if (manifest.tasks().size() == 1) {
      Manifest.Task task = manifest.tasks().get(0);
      return "“%s” Success: %s".formatted(task.instruction(), task.successRule());
    }
    return manifest.episodes() == 1
        ? "1 episode per task, seed " + seeds()
        : "%d episodes per task, seeds %s".formatted(manifest.episodes(), seeds());
  }

  private String seeds() {
    long last = manifest.firstSeed() + manifest.episodes() - 1;
    return manifest.episodes() == 1
        ? Long.toString(last)
        : "%d to %d".formatted(manifest.firstSeed(), last);
  }

  private static String numbers(SuccessSummary overall, Headline other) {
    return number(
            other.label(), Numbers.percent(other.rate(overall)) + " %" + Premises.mark(overall))
        + number("episodes", Integer.toString(overall.episodes()))
        + number("errors", Integer.toString(overall.errors()))
        + number("mean return", Numbers.oneDecimal(overall.meanReturn()))
        + number("mean steps", Numbers.oneDecimal(overall.meanSteps()));
  }

  private static String number(String name, String value) {
    return "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(Html.escape(name), Html.escape(value));
  }

  private String facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("policy", manifest.policy());
    if (manifest.network() != null) {
      facts.put("network", network(manifest.network()));
    }
    if (manifest.process() != null) {
      facts.put("policy's process", manifest.process().describe());
    }
    if (manifest.benchmark() != null) {
      facts.put("benchmark", "%s, seed %d".formatted(benchmarkId(), manifest.benchmark().seed()));
    }
    String starts = StartWords.of(manifest);
    if (!starts.isEmpty()) {
      facts.put("initial states", starts);
    }
    if (manifest.demonstrations() != null) {
      facts.put("demonstrations", manifest.demonstrations());
    }
    addWhatIsNotPlain(facts);
    facts.put("protocol", manifest.protocol());
    facts.put("profile", manifest.profile());
    facts.put("seeds", seeds());
    facts.put("horizon", horizons());
    facts.put("settings", settings());
    facts.put("assets", assets());
    facts.put("engine", engine(manifest.engine()));
    facts.put("workcell", manifest.workcell());
    facts.put("java", manifest.java());
    facts.put("system", manifest.os());
    return facts.entrySet().stream()
        .map(fact -> fact(fact.getKey(), fact.getValue()))
        .collect(Collectors.joining());
  }

  private static String engine(Engine.Identity engine) {
    return "%s %s (%s, %s)"
        .formatted(engine.name(), engine.version(), engine.source(), shortened(engine.sha256()));
  }

  private static String fact(String name, String value) {
    String plain = number(name, value);
    return value.length() > LONG_FACT ? plain.replaceFirst("<div>", "<div class=\"wide\">") : plain;
  }

  private void addWhatIsNotPlain(Map<String, String> facts) {
    if (!summary.readsScene().isEmpty()) {
      facts.put(summary.meaningOfMark(), summary.readsScene().size() + " tasks");
    }
    if (manifest.preset() != null) {
      facts.put("perturbation", perturbation(manifest.preset()));
    }
    if (!manifest.commandPath().hasNothing()) {
      facts.put("between actions and physics", manifest.commandPath().label());
    }
  }

  private static String perturbation(RecordedPerturbation preset) {
    return preset.format() == null
        ? "%s, severity %d%s"
            .formatted(
                preset.name(),
                preset.severity(),
                preset.note().isEmpty() ? "" : " (" + preset.note() + ")")
        : preset.name() + " " + preset.text();
  }

  private static String network(Manifest.Network network) {
    return "%s, libtorch %s on %s, %d of %d planned actions played, batches of %d rows"
        .formatted(
            shortened(network.sha256()),
            network.libtorch(),
            network.device(),
            network.playedSteps(),
            network.chunkSteps(),
            network.paddedRows());
  }

  private String horizons() {
    List<Integer> horizons = manifest.tasks().stream().map(Manifest.Task::horizon).toList();
    int shortest = horizons.stream().min(Integer::compare).orElseThrow();
    int longest = horizons.stream().max(Integer::compare).orElseThrow();
    return shortest == longest
        ? shortest + " steps"
        : "%d to %d steps".formatted(shortest, longest);
  }

  private String settings() {
    if (manifest.settings().isEmpty()) {
      return "defaults";
    }
    return manifest.settings().entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  private String assets() {
    String checksums =
        manifest.tasks().stream()
            .map(Manifest.Task::assetsSha256)
            .distinct()
            .limit(2)
            .map(HtmlReport::shortened)
            .collect(Collectors.joining(", "));
    boolean many = checksums.contains(",");
    return "%s (%s)".formatted(manifest.assets(), many ? "checksums in the manifest" : checksums);
  }

  private static String shortened(String checksum) {
    return checksum == null || checksum.length() <= SHORT_CHECKSUM
        ? String.valueOf(checksum)
        : checksum.substring(0, SHORT_CHECKSUM) + "…";
  }
}
