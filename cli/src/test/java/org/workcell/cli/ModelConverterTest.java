package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --model builtin:NAME}, as {@code --robot} takes it. */
class ModelConverterTest {

  @TempDir private Path folder;

  private Invocation make(String model, Path out) {
    return Invocation.of(
        "sim2real",
        "gap",
        "make",
        "--model",
        model,
        "--family=G2",
        "--seed=1",
        "--trajectories=3",
        "--seconds=2",
        "--out",
        out);
  }

  @Test
  void aRobotOfWorkcellNeedsNoPath() throws IOException {
    Path out = folder.resolve("robot");
    Invocation made = make("builtin:desktop", out);
    assertEquals(ExitStatus.OK, made.status(), made.err());
    Invocation checked =
        Invocation.of("sim2real", "validate", out.resolve("train"), "--model=builtin:desktop");
    assertEquals(ExitStatus.OK, checked.status(), checked.out() + checked.err());
  }

  @Test
  void aChangedFileOfTheCacheIsWrittenAgain() throws IOException {
    ModelConverter converter = new ModelConverter();
    Path file = converter.convert("builtin:industrial");
    String content = Files.readString(file);
    Files.writeString(file, "<mujoco/>");
    assertEquals(file, converter.convert("builtin:industrial"));
    assertEquals(content, Files.readString(file));
  }

  @Test
  void anUnknownRobotIsRefusedWithTheKnownOnes() {
    Invocation refused = make("builtin:desk", folder.resolve("robot"));
    assertEquals(ExitStatus.BAD_INPUT, refused.status());
    assertTrue(
        refused.err().contains("'builtin:desk' is not a robot of Workcell")
            && refused.err().contains("builtin:industrial, builtin:desktop"),
        refused.err());
  }
}
