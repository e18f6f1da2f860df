package org.workcell.sim2real.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkupTest {

  @Test
  void aNumberWithoutAnIntervalStandsAlone() {
    assertEquals("0.2067", Markup.withInterval(0.2067, Double.NaN, Double.NaN));
    assertEquals("0.2067 [0.1000, 0.3000]", Markup.withInterval(0.2067, 0.1, 0.3));
  }

  @Test
  void intervalsOfCellsDoNotBreak() {
    String table =
        Markup.table("horizons", List.of("error"), List.of(List.of("0.2067 [0.1000, 0.3000]")));
    assertTrue(table.contains("<td>0.2067 [0.1000,&nbsp;0.3000]</td>"), table);
  }

  @Test
  void pathsMayBreakAndNumbersStayBesideTheirUnits() {
    String table =
        Markup.table(
            "numbers",
            List.of("number", "rms at 0.25 s"),
            List.of(List.of("joint:elbow_flex/friction.load", "-0.250")));
    assertTrue(table.contains("<th>rms at 0.25&nbsp;s</th>"), table);
    assertTrue(table.contains("elbow_<wbr>flex/<wbr>friction.<wbr>load"), table);
    assertTrue(table.contains("<td>-0.250</td>"), table);
  }
}
