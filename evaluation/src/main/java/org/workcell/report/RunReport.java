package org.workcell.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.datasets.records.Json;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.RunFolder;
import org.workcell.evaluation.VideoFiles;

/** Writes what is made of a finished run into its folder. */
public final class RunReport {

  private static final String SUMMARY = "summary.json";
  private static final String PAGE = "report.html";

  private RunReport() {}

  /** Writes summary and page, replacing older ones. */
  public static RunSummary write(RunFolder run, List<EpisodeResult> results) {
    RunSummary summary = RunSummary.of(run.manifest(), results);
    run.writeReport(SUMMARY, Json.pretty(summary));
    Optional<PerturbationSummary> comparison = comparison(run, results);
    comparison.ifPresent(each -> PerturbationReport.write(run, each, summary));
    run.writeReport(PAGE, page(run, summary, comparison, results));
    return summary;
  }

  /** How the conditions of a run compare; empty where it has only one. */
  public static Optional<PerturbationSummary> comparison(
      RunFolder run, List<EpisodeResult> results) {
    return Optional.ofNullable(run.manifest().preset())
        .map(preset -> PerturbationSummary.of(run.manifest(), results));
  }

  private static String page(
      RunFolder run,
      RunSummary summary,
      Optional<PerturbationSummary> comparison,
      List<EpisodeResult> results) {
    VideoFiles videos = VideoFiles.of(run.folder(), run.manifest());
    String gallery = new FailureGallery(videos).render(results);
    String conditions =
        comparison
            .map(
                each ->
                    "<h2>Conditions</h2>\n<div class=\"scroll\">%s</div>\n"
                        .formatted(PerturbationPage.table(each)))
            .orElse("");
    return new HtmlReport(run.manifest(), summary, results, conditions + gallery).render();
  }

  /**
   * What stands above a table of numbers: which engine, where it is not the default; that the run
   * cannot be repeated, where that was found; in how many episodes the premise was true, where
   * tasks test it; else nothing.
   */
  public static String head(Manifest manifest, RunSummary summary) {
    return Stream.concat(peculiarities(manifest), Premises.line(summary).stream())
        .map("%s\n"::formatted)
        .collect(Collectors.joining());
  }

  /** Which engine, and that the run cannot be repeated. */
  static Stream<String> peculiarities(Manifest manifest) {
    return Stream.concat(
        manifest.engine().difference().stream(), manifest.whyNotRepeatable().stream());
  }

  /** Where the page of a run lies. */
  public static Path page(RunFolder run) {
    return run.folder().resolve(PAGE);
  }
}
