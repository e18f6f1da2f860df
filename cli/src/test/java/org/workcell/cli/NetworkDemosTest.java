package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.policies.testing.Models;
import org.workcell.testing.FakeSuite;
import org.workcell.testing.Rendering;

class NetworkDemosTest {

  @TempDir Path folder;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  private Demonstrations record(String name, Object... options) {
    Path out = folder.resolve(name);
    List<Object> arguments =
        new ArrayList<>(List.of("demos", FakeSuite.POINT_MASS, "--keep=all", "--out", out));
    arguments.addAll(List.of(options));
    Invocation invocation = Invocation.of(arguments.toArray());
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    return Demonstrations.open(out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"point-blocks.pt", "point-chunk.pt", "point-noise.pt"})
  void filesDoNotDependOnWorkersAndBatches(String model) {
    Path file = Models.copy(model, folder);
    String worse = "--degrade=noise=std:0.1";
    Demonstrations one =
        record("one", "--policy", file, "--episodes=6", worse, "--workers=1", "--batch-size=1");
    Demonstrations many =
        record("many", "--policy", file, "--episodes=6", worse, "--workers=2", "--batch-size=4");
    assertEquals(one.attempts(), many.attempts());
    assertEquals(6, one.kept().size());
  }

  /** Whether the network looks at every step, at the first of a plan, or never. */
  @ParameterizedTest
  @ValueSource(strings = {"point-looks.pt", "point-blocks.pt"})
  void imagesAreRecordedInEveryStepWhoeverLooks(String model) {
    Rendering.assumePossible();
    Path file = Models.copy(model, folder);
    Demonstrations recorded =
        record(
            "run",
            "--policy",
            file,
            "--episodes=2",
            "--horizon=6",
            "--cameras=overview",
            "--image-size=32x24");
    for (DemonstrationLine line : recorded.kept()) {
      var images = recorded.read(line).observation("images");
      assertEquals(List.of(line.result().steps() + 1, 1, 24, 32, 3), images.shape());
    }
    Demonstrations again =
        record("expert", "--episodes=2", "--horizon=6", "--cameras=overview", "--image-size=32x24");
    assertArrayEquals(
        recorded.read(recorded.kept().get(0)).observation("images").row(0),
        again.read(again.kept().get(0)).observation("images").row(0),
        "the same seed starts with the same image");
  }
}
