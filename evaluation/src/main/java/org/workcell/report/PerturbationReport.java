package org.workcell.report;

import java.nio.file.Path;
import org.workcell.datasets.records.Json;
import org.workcell.evaluation.RunFolder;

/** Writes the comparison of a perturbed evaluation into its run folder. */
public final class PerturbationReport {

  private static final String SUMMARY = "perturbation.json";
  private static final String PAGE = "perturbation.html";

  private PerturbationReport() {}

  /** Writes summary and page, replacing older ones. */
  static void write(RunFolder run, PerturbationSummary comparison, RunSummary summary) {
    String head = HtmlReport.warnings(run.manifest()) + Premises.paragraphs(summary);
    run.writeReport(SUMMARY, Json.pretty(comparison));
    run.writeReport(PAGE, PerturbationPage.render(comparison, head));
  }

  /** Where the page lies. */
  public static Path page(RunFolder run) {
    return run.folder().resolve(PAGE);
  }
}
