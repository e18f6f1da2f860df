package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.Json;
import org.workcell.policies.testing.Models;

/**
 * The page {@code docs/example-so101.md}: its commands as far as {@code compare}, with fewer and
 * shorter logs, and less to be found and learned.
 */
class ExampleSo101Test {

  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();
  private static final String COMMAND = "./workcell ";
  private static final String FILL_IN =
      "sed 's/unit: \"?\"/unit: rad/' so101/draft.yaml > so101/map.yaml";

  /** Values of the page's options that a test has no time for. */
  private static final Map<String, String> SMALL =
      Map.of(
          "--trajectories", "4",
          "--seconds", "2.5",
          "--hold-out", "episode_000002",
          "--windows", "1.0:1.0",
          "--fit", "delay",
          "--delays", "0.08:0.08");

  private static final Map<String, List<String>> LESS =
      Map.of("delta", List.of("--epochs=1", "--rounds=0", "--hidden=4"));

  @TempDir private Path folder;

  /** Lines of the page's blocks of commands, up to the comparison. */
  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    String page = Files.readString(ROOT.resolve("docs/example-so101.md")).replace("\\\n", " ");
    for (String line : page.lines().toList()) {
      if (line.startsWith("    " + COMMAND) || line.startsWith("    sed ")) {
        lines.add(line.strip());
      }
      if (line.contains("sim2real compare")) {
        return lines;
      }
    }
    throw new AssertionError("the page compares nothing: " + lines);
  }

  private List<Object> words(String line) {
    List<Object> words = new ArrayList<>();
    String before = "";
    for (String word : line.substring(COMMAND.length()).split(" +")) {
      String value = SMALL.getOrDefault(before, word);
      words.add(
          value.equals("$ARM")
              ? ROOT.resolve("assets/src/main/resources/org/workcell/assets/arms/desktop/arm.xml")
              : value.startsWith("so101/") ? folder.resolve(value) : value);
      before = word;
    }
    words.addAll(LESS.getOrDefault(words.get(1).toString(), List.of()));
    return words;
  }

  @Test
  void thePageLeadsFromASetToAComparison() throws IOException {
    Models.needLibtorch();
    String compared = "";
    int filledIn = 0;
    for (String line : lines()) {
      if (line.startsWith("sed ")) {
        assertEquals(FILL_IN, line);
        String draft = Files.readString(folder.resolve("so101/draft.yaml"));
        Files.writeString(
            folder.resolve("so101/map.yaml"), draft.replace("unit: \"?\"", "unit: rad"));
        filledIn++;
        continue;
      }
      List<Object> words = words(line);
      Invocation run = Invocation.of(words.toArray());
      boolean judged = words.get(1).equals("delta") && run.status() == ExitStatus.TARGET_MISSED;
      assertTrue(judged || run.status() == ExitStatus.OK, line + "\n" + run.err() + run.out());
      compared = run.out();
    }
    assertEquals(1, filledIn);
    assertTrue(compared.contains("sysid+delta"), compared);
    assertEquals(
        1 / 30.0,
        Json.mapper()
            .readTree(folder.resolve("so101/delta/delta.json").toFile())
            .get("control_period_seconds")
            .asDouble());
  }
}
