package org.workcell.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.Manifest;

class HtmlReportTest {

  private static String page(String instruction, List<EpisodeResult> results) {
    Manifest manifest = Results.manifest(instruction);
    return new HtmlReport(manifest, RunSummary.of(manifest, results), results, "").render();
  }

  @Test
  void needsNothingButItself() {
    String page = page("carry", List.of(Results.success(0, 1, 2)));
    for (String external : List.of("<script", "<link", "src=", "href=", "url(", "http")) {
      assertFalse(page.contains(external), external);
    }
    assertFalse(page.contains("{{"));
  }

  @Test
  void escapesWhatOthersWrote() {
    String page = page("<i>\"carry\" & 'go'</i>", List.of(Results.error(0, "<b>broken</b> & $1")));
    assertTrue(page.contains("&lt;i&gt;&quot;carry&quot; &amp; &#39;go&#39;&lt;/i&gt;"));
    assertTrue(page.contains("&lt;b&gt;broken&lt;/b&gt; &amp; $1"));
    assertFalse(page.contains("<i>"));
    assertFalse(page.contains("<b>broken"));
  }

  @Test
  void showsWhatWentWrongFirst() {
    String page =
        page(
            "carry",
            List.of(
                Results.success(0, 1, 2), Results.failure(1, 0, 9), Results.error(2, "broken")));
    int errors = page.indexOf(">Errors</span> 1");
    int failures = page.indexOf(">Failures</span> 1");
    int successes = page.indexOf(">Successes</span> 1");
    assertTrue(0 < errors && errors < failures && failures < successes, page);
    assertTrue(page.contains("BADQPOS × 2"));
  }

  @Test
  void namesTheHeadlineMetricAndTheFactsOfTheRun() {
    String page = page("carry", List.of(Results.success(0, 1, 2)));
    for (String fact :
        List.of("success_once: defined", "mujoco 3.14.0 (wheel, abcdef012345…)", "0 to 2")) {
      assertTrue(page.contains(fact), fact);
    }
  }

  @Test
  void longTablesEndWithTheNumberOfWhatIsLeftOut() {
    List<EpisodeResult> results = new ArrayList<>();
    for (int i = 0; i < 1005; i++) {
      results.add(Results.success(i, 1, 2));
    }
    String page = page("carry", results);
    assertTrue(page.contains("5 more are in episodes.jsonl"));
    assertEquals(1, page.split("<details", -1).length - 1);
  }

  @Test
  void longNamesBreakAfterUnderscoresInEveryTable() {
    String task = "libero/put_both_cups_on_the_plate-v1";
    String page = page("carry", List.of(Results.success(0, 1, 2), Results.of(task, false)));
    String name = "put_<wbr>both_<wbr>cups_<wbr>on_<wbr>the_<wbr>";
    assertTrue(page.contains(name + "<span class=\"unbroken\">plate-v1</span>"), page);
    assertFalse(page.contains("<td>" + task), page);
  }

  @Test
  void columnOfWarningsIsThereWhereThereAreSome() {
    assertFalse(page("carry", List.of(Results.success(0, 1, 2))).contains("engine warnings"));
    assertTrue(page("carry", List.of(Results.failure(0, 0, 2))).contains("engine warnings"));
  }
}
