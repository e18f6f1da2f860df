package org.workcell.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.workcell.evaluation.Json;

/** Writes the comparison of a perturbed evaluation beside its runs. */
public final class PerturbationReport {

  private static final String SUMMARY = "perturbation.json";
  private static final String PAGE = "perturbation.html";

  private PerturbationReport() {}

  /** Writes summary and page, replacing older ones. */
  public static void write(Path folder, PerturbationSummary summary) throws IOException {
    Files.writeString(folder.resolve(SUMMARY), Json.pretty(summary), StandardCharsets.UTF_8);
    Files.writeString(
        folder.resolve(PAGE), PerturbationPage.render(summary), StandardCharsets.UTF_8);
  }

  /** Where the page lies. */
  public static Path page(Path folder) {
    return folder.resolve(PAGE);
  }
}
