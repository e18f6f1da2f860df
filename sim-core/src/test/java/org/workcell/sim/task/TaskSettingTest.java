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
