package org.workcell.tasks.libero.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MjcfComparisonTest {

  private static final String EXPECTED =
      "<mujoco><size njmax='5'/><asset><mesh name='m' file='{PACK}/libero/assets/a/m.stl'/></asset>"
          + "<worldbody><geom name='g' pos='0.0 1 2' mesh='m'/><site name='s'/></worldbody>"
          + "<equality/></mujoco>";

  private static MjcfComparison compare(String actual) {
    return new MjcfComparison(
        EXPECTED.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void spellingOfNumbersFoldersAndEmptySectionsDoNotMatter() {
    MjcfComparison comparison =
        compare(
            "<mujoco><asset><mesh file='/home/LIBERO/libero/libero/assets/a/m.stl' name='m'/>"
                + "</asset><worldbody><geom mesh='m' name='g' pos='0  1.0 2e0'/><site name='s'/>"
                + "</worldbody><size memory='1'/></mujoco>");
    assertEquals(List.of(), comparison.differences());
    assertEquals(6, comparison.elements());
    String expected = comparison.expectedWithActualFiles();
    assertTrue(expected.contains("/home/LIBERO/libero/libero/assets/a/m.stl"), expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pos='0.0 1 2'|pos='0.0 1 2.0000000000000004'",
        "pos='0.0 1 2'|pos='0 1'",
        "pos='0.0 1 2'|",
        "name='s'/|name='s' size='1'/",
        "<site name='s'/>|",
        "a/m.stl|b/m.stl",
        "<site name='s'/>|<site name='s'/><site name='t'/>"
      })
  void everythingElseMatters(String change) {
    String[] both = change.split("\\|", 2);
    String actual = EXPECTED.replace(both[0], both[1]);
    assertEquals(1, compare(actual).differences().size(), change);
  }
}
