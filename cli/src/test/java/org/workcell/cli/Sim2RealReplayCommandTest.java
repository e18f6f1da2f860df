package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;

/** {@code workcell sim2real replay} on the example of a servo and a pendulum. */
class Sim2RealReplayCommandTest {

  private static final Path MODEL = Path.of("../examples/sim2real/servo.xml");

  @TempDir private Path folder;

  private void write(String joint, Map<String, Double> constants) {
    double[] times = new double[301];
    double[] positions = new double[301];
    double[] commands = new double[301];
    for (int i = 0; i < times.length; i++) {
      times[i] = 0.01 * i;
      positions[i] = 0.5 * Math.sin(2 * times[i] - 0.2);
      commands[i] = 0.6 * Math.sin(2 * times[i]);
    }
    LogMeta meta =
        new LogMeta(
            "swing",
            "",
            List.of(joint),
            CommandKind.POSITION,
            0,
            LogClock.MEASURED,
            constants,
            "swing.csv",
            "0".repeat(64));
    LogFolder.write(
        folder.resolve("logs"),
        RobotLog.builder(meta, times)
            .with(Quantity.POSITION, positions)
            .with(Quantity.COMMAND, commands)
            .build());
  }

  private Invocation replay(Object... more) {
    Object[] words = new Object[5 + more.length];
    words[0] = "sim2real";
    words[1] = "replay";
    words[2] = folder.resolve("logs");
    words[3] = "--model";
    words[4] = MODEL;
    System.arraycopy(more, 0, words, 5, more.length);
    return Invocation.of(words);
  }

  @Test
  void aTableAndTheSameJsonEachTime() throws Exception {
    write("hinge", Map.of("mass", 0.4, "length", 0.12, "kp", 400.0));
    Path first = folder.resolve("a.json");
    Path second = folder.resolve("b.json");
    Invocation run = replay("--json", first, "--threads", 1);
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("holding still"), run.out());
    assertTrue(run.out().contains("position, mrad"), run.out());
    assertEquals(0, replay("--json", second, "--threads", 2).status());
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
  }

  @Test
  void aPageWithoutParameters() throws Exception {
    write("hinge", Map.of("mass", 0.4, "length", 0.12, "kp", 400.0));
    Path page = folder.resolve("replay.html");
    assertEquals(0, replay("--report", page).status());
    String text = Files.readString(page);
    assertTrue(text.contains("holding still") && text.contains("hinge, worst: from"), text);
    assertTrue(text.contains("the nominal model is"), text);
    Invocation refused = replay("--report", folder.resolve("no/replay.html"));
    assertEquals(2, refused.status());
    assertEquals(1, refused.err().lines().count(), refused.err());
  }

  @Test
  void badInputIsExplainedInOneLine() {
    write("hinge", Map.of("mass", 0.4, "kp", 400.0));
    Invocation lacks = replay();
    assertEquals(2, lacks.status());
    assertTrue(lacks.err().contains("no constant 'length'"), lacks.err());
    assertEquals(1, lacks.err().lines().count(), lacks.err());
    assertEquals(0, replay("--constants", "actuator:servo/kp *= kp").status());
    assertEquals(2, replay("--horizons", "soon").status());
    assertEquals(2, replay("--stride", "-1").status());
    assertEquals(2, replay("--constants", "mass").status());
    assertEquals(2, replay("--tip", "nowhere").status());
    assertEquals(2, replay("--params", folder.resolve("none.json")).status());
  }

  @Test
  void jointsThatTheModelLacksAreNamed() {
    write("shoulder", Map.of("mass", 0.4, "length", 0.12, "kp", 400.0));
    Invocation run = replay();
    assertEquals(2, run.status());
    assertTrue(run.err().contains("shoulder") && run.err().contains("hinge"), run.err());
  }
}
