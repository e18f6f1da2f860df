package org.workcell.sim.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void aFileOrAFolder(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.xml"), "");
    TaskSetting one = TaskSetting.file("robot", List.of("ours"), "which robot");
    TaskSetting many = TaskSetting.folder("objects", List.of("ours"), "which objects");
    assertTrue(one.accepts("ours") && one.accepts(file.toString()));
    assertTrue(many.accepts("ours") && many.accepts(folder.toString()));
    assertFalse(one.accepts(folder.toString()) || one.accepts(file + "x"));
    assertFalse(many.accepts(file.toString()) || many.accepts(folder + "x"));
    assertEquals("ours|FOLDER", many.form());
    assertEquals(folder.toAbsolutePath().toString(), many.canonical(folder + "/."));
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
