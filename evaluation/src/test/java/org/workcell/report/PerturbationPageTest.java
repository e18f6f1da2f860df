package org.workcell.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.workcell.report.PerturbationSummary.Comparison;
import org.workcell.report.PerturbationSummary.Condition;

/** Tables stay as narrow as their tasks and conditions allow. */
class PerturbationPageTest {

  @Test
  void fewTasksAreColumns() {
    String table = PerturbationPage.table(summary(10));
    assertEquals(13, columns(table));
    assertTrue(table.contains("<th>libero/<wbr>put_<wbr>the_<wbr>mug_<wbr>down_<wbr>on_"), table);
    assertFalse(table.contains("mug_down"), "long names can be broken after underscores");
  }

  @Test
  void manyTasksAreRows() {
    String table = PerturbationPage.table(summary(90));
    assertEquals(3, columns(table));
    assertEquals(1 + 2 + 90, table.split("<tr>", -1).length - 1);
    assertTrue(table.indexOf("<th>condition</th><th>none</th><th>light</th>") > 0, table);
    assertTrue(table.contains("<tr><th>verdict</th><td class=\"word\">reference</td>"), table);
    assertEquals(2 * 91, table.split("style=\"--rate:1.000\"", -1).length - 1);
  }

  private static int columns(String table) {
    String head = table.substring(table.indexOf("<thead>"), table.indexOf("</thead>"));
    return head.split("<th>", -1).length - 1;
  }

  private static PerturbationSummary summary(int tasks) {
    List<String> ids =
        IntStream.range(0, tasks).mapToObj("libero/put_the_mug_down_on_%d-v1"::formatted).toList();
    SuccessSummary rate =
        SuccessSummary.of(List.of(Results.success(0, 1, 2)), Headline.SUCCESS_ONCE);
    Comparison equal = new Comparison(rate, rate, 0, 0, "not distinguishable", 1);
    Map<String, Comparison> byTask = new LinkedHashMap<>();
    ids.forEach(id -> byTask.put(id, equal));
    Map<String, Condition> conditions = new LinkedHashMap<>();
    for (String name : List.of("none", "light")) {
      conditions.put(name, new Condition(equal, byTask, Map.of(), ""));
    }
    return new PerturbationSummary(
        "preset", "", 5, Headline.SUCCESS_ONCE.label(), ids, conditions, List.of(), null);
  }
}
