package org.workcell.sim2real.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What plots draw, read back as XML. */
class PlotTest {

  private static Element parse(Plot plot) throws Exception {
    byte[] svg = plot.svg().getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg))
        .getDocumentElement();
  }

  private static List<String> lines(Element svg, Plot.Style style) {
    List<String> found = new ArrayList<>();
    var paths = svg.getElementsByTagName("path");
    for (int i = 0; i < paths.getLength(); i++) {
      Element path = (Element) paths.item(i);
      if (path.getAttribute("stroke").equals(style.colour)) {
        found.add(path.getAttribute("d"));
      }
    }
    return found;
  }

  @Test
  void missingValuesBreakALine() throws Exception {
    Plot plot =
        new Plot("<a & b>", "s", "rad")
            .line(
                Plot.Style.MEASURED, new double[] {0, 1, 2, 3}, new double[] {1, Double.NaN, 3, 4});
    String line = lines(parse(plot), Plot.Style.MEASURED).get(0);
    assertEquals(2, line.chars().filter(letter -> letter == 'M').count());
    assertFalse(line.contains("NaN"));
  }

  @Test
  void aLineThatLeavesDoesNotFlattenTheOthers() throws Exception {
    double[] x = {0, 1, 2, 3};
    Plot plot =
        new Plot("t", "s", "rad")
            .line(Plot.Style.MEASURED, x, new double[] {0, 1, 0, 1})
            .lineWithin(Plot.Style.NOMINAL, x, new double[] {0, 1.2, 1000, 0});
    Element svg = parse(plot);
    assertEquals(1, lines(svg, Plot.Style.NOMINAL).get(0).chars().filter(c -> c == 'L').count());
    String[] measured = lines(svg, Plot.Style.MEASURED).get(0).split("[ML ]");
    double height = Math.abs(Double.parseDouble(measured[2]) - Double.parseDouble(measured[4]));
    assertTrue(height > 80, "height " + height);
  }

  @Test
  void constantAndEmptySeriesHaveAxes() throws Exception {
    double[] x = {0, 1};
    assertFalse(new Plot("t", "s", "rad").line(Plot.Style.MODEL, x, x.clone()).svg().isEmpty());
    for (double value : new double[] {0, 5, Double.NaN}) {
      Plot plot = new Plot("t", "s", "rad").line(Plot.Style.MODEL, x, new double[] {value, value});
      parse(plot);
      assertFalse(plot.svg().contains("NaN"), plot.svg());
    }
  }

  @Test
  void ticksAreRound() {
    assertEquals(0.5, Plot.step(2, 4), 1e-12);
    assertEquals(2, Plot.step(6.9, 4), 1e-12);
    assertEquals(1e-3, Plot.step(3.9e-3, 4), 1e-12);
  }
}
