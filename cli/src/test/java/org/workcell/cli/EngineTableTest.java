package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.evaluation.EngineComparison;
import org.workcell.report.Premises;

class EngineTableTest {

  private static EngineComparison.Score score(String engine, Integer premiseFalse) {
    return new EngineComparison.Score(engine, 0.5, 0.25, 1, null, "distance", 0.1, 0, premiseFalse);
  }

  private static List<String> table(Integer inFirst, Integer inSecond) {
    EngineComparison.Apart apart = new EngineComparison.Apart(List.of(), null);
    EngineComparison.Task task =
        new EngineComparison.Task(
            "testing/tested-v1",
            4,
            0,
            List.of(score("one", inFirst), score("other", inSecond)),
            apart,
            apart);
    StringWriter out = new StringWriter();
    EngineTable.print(task, new PrintWriter(out, true));
    return out.toString().lines().toList();
  }

  @Test
  void ratesThatRestOnFalsePremisesAreMarked() {
    List<String> lines = table(2, 0);
    assertTrue(lines.get(3).matches(" +one +50\\.0 ! +25\\.0 ! .*"), lines.toString());
    assertTrue(lines.get(4).matches(" +other +50\\.0 +25\\.0 .*"), lines.toString());
    assertEquals("  " + Premises.MEANING, lines.get(5));
    assertTrue(table(0, null).stream().noneMatch(line -> line.contains("!")));
  }
}
