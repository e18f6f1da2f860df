package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.Json;

class ParityCommandTest {

  @TempDir Path folder;

  private Invocation parity(Object... options) {
    Object[] arguments = new Object[6 + options.length];
    Object[] first = {"parity", "metaworld", "--assets", folder, "--golden", folder};
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(options, 0, arguments, first.length, options.length);
    return Invocation.of(arguments);
  }

  @Test
  void aFolderWithoutRecordingsFails() throws IOException {
    Invocation parity = parity("--json");
    assertEquals(ExitStatus.TARGET_MISSED, parity.status(), parity.err());
    JsonNode report = Json.mapper().readTree(parity.out());
    assertEquals(0, report.get("files").asInt());
    assertEquals(0, report.get("failed").asInt());
    assertTrue(report.get("worst").isEmpty());
    assertEquals(1, report.get("failures").size());
  }

  @Test
  void filesThatCannotBeReadFail() throws IOException {
    Files.writeString(folder.resolve("a.npz"), "no zip file");
    Files.writeString(folder.resolve("b.json"), "{}");
    Invocation parity = parity();
    assertEquals(ExitStatus.TARGET_MISSED, parity.status(), parity.err());
    assertTrue(parity.out().contains("a.npz: "), parity.out());
    assertTrue(parity.out().contains("b.json: is not a file of draws"), parity.out());
    assertTrue(parity.out().endsWith("2 files, 2 failed\n"), parity.out());
  }

  @Test
  void goalsThatDifferFail() throws IOException {
    Files.writeString(
        folder.resolve("draws.json"),
        """
        {"benchmark": "ML1", "task": "drawer-close-v3", "seed": 4, "train": {"drawer-close-v3": {
        "count": 50, "first": [{"rand_vec": [0.04296319873487292, 0.9, 0.0],
        "partially_observable": true}], "last": {"rand_vec": [-0.027603576343780883, 0.9, 1e-300],
        "partially_observable": true}}}}
        """);
    JsonNode worst = Json.mapper().readTree(parity("--json").out()).get("worst");
    assertEquals("draws.json", worst.at("/goal/file").asText());
    assertEquals(49, worst.at("/goal/episode").asInt());
    assertTrue(worst.at("/goal/difference").asDouble() >= 1);
    assertEquals(0, worst.at("/goal_count/difference").asDouble());
  }

  @Test
  void refusesUnknownSuitesAndFolders() {
    Invocation suite = Invocation.of("parity", "kitchens", "--assets", folder, "--golden", folder);
    assertEquals(ExitStatus.BAD_INPUT, suite.status());
    assertTrue(suite.err().contains("use one of [metaworld, kitchen, libero]"), suite.err());
    Invocation golden =
        Invocation.of(
            "parity", "metaworld", "--assets", folder, "--golden", folder.resolve("none"));
    assertEquals(ExitStatus.BAD_INPUT, golden.status());
    assertTrue(golden.err().contains("is not a folder"), golden.err());
    Invocation assets = Invocation.of("parity", "metaworld", "--golden", folder);
    assertEquals(ExitStatus.BAD_INPUT, assets.status());
    assertTrue(assets.err().contains("--assets is missing"), assets.err());
  }
}
