package org.workcell.report;

import java.nio.file.Path;
import java.util.List;
import org.workcell.evaluation.EpisodeResult;
import org.workcell.evaluation.Json;
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
    run.writeReport(PAGE, page(run, summary, results));
    return summary;
  }

  private static String page(RunFolder run, RunSummary summary, List<EpisodeResult> results) {
    VideoFiles videos = VideoFiles.of(run.folder(), run.manifest());
    String gallery = new FailureGallery(videos).render(results);
    return new HtmlReport(run.manifest(), summary, results, gallery).render();
  }

  /** Where the page of a run lies. */
  public static Path page(RunFolder run) {
    return run.folder().resolve(PAGE);
  }
}
