package org.workcell.sim.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskSettingTest {

  private static final TaskSetting SINGLE =
      new TaskSetting("reward", List.of("dense", "sparse"), "kind of reward");
  private static final TaskSetting SEVERAL =
      TaskSetting.combination("goal", List.of("a", "b", "c"), List.of("c", "a"), "what to reach");

  private static final TaskSetting NUMBER =
      TaskSetting.number("ratio", 0, 1000, 0.0005, "how much noise");

  @Test
  void aNumberOfARange() {
    assertEquals("0.0005", NUMBER.defaultValue());
    assertEquals("0..1000", NUMBER.form());
    for (String accepted : List.of("0", "0.0005", ".5", "5e-4", "1000")) {
      assertTrue(NUMBER.accepts(accepted), accepted);
    }
    for (String refused :
        List.of("", "-0.1", "1000.1", "1e300", "NaN", "Infinity", "0x1p3", "1d", " 1", "on")) {
      assertFalse(NUMBER.accepts(refused), refused);
    }
    assertEquals("0.0005", NUMBER.canonical("5e-4"));
    assertEquals("0.01", NUMBER.canonical("0.0100"));
    assertEquals("0", NUMBER.canonical("0.0"));
  }

  @Test
  void oneOfSomeValues() {
    assertEquals("dense", SINGLE.defaultValue());
    assertTrue(SINGLE.accepts("sparse"));
    assertFalse(SINGLE.accepts("dense+sparse"));
    assertFalse(SINGLE.accepts(""));
  }

  @Test
  void severalOfSomeValues() {
    assertEquals("c+a", SEVERAL.defaultValue());
    assertTrue(SEVERAL.accepts("b"));
    assertTrue(SEVERAL.accepts("b+a"));
    assertEquals(List.of("b", "a"), SEVERAL.chosen("b+a"));
    for (String refused : List.of("", "a+", "+a", "a+a", "a+d", "a b")) {
      assertFalse(SEVERAL.accepts(refused), refused);
    }
  }
}
