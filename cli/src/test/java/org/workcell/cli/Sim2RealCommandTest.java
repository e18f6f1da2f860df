package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.records.Json;

class Sim2RealCommandTest {

  private static final String MAP =
      "map: 1\njoints: [elbow]\ntime: {column: t, unit: s}\n"
          + "position: {columns: q, unit: rad}\nvelocity: {columns: v, unit: rad/s}\n";

  @TempDir Path folder;
  private Path map;
  private Path csv;
  private Path out;

  @BeforeEach
  void writeFiles() throws IOException {
    map = Files.writeString(folder.resolve("arm.map.yaml"), MAP);
    out = folder.resolve("logs");
    csv = writeRun(1);
  }

  private Path writeRun(double factor) throws IOException {
    StringBuilder text = new StringBuilder("t,q,v\n");
    for (int i = 0; i < 600; i++) {
      double t = 0.01 * i;
      text.append(t + 0.0005 * Math.sin(77 * i)).append(',');
      text.append(Math.sin(2 * t)).append(',').append(factor * 2 * Math.cos(2 * t)).append('\n');
    }
    return Files.writeString(folder.resolve("run.csv"), text);
  }

  private static void assertRefused(String explanation, Object... arguments) {
    Invocation refused = Invocation.of(arguments);
    assertEquals(ExitStatus.BAD_INPUT, refused.status(), refused.err());
    assertEquals("", refused.out());
    assertEquals(1, refused.err().lines().count(), refused.err());
    assertTrue(refused.err().contains(explanation), refused.err());
  }

  @Test
  void levelsAreInLowerCaseAndPoliciesAreFiles() {
    Path loop = folder.resolve("loop");
    assertRefused(
        "there is no task",
        "sim2real",
        "closed-loop",
        "metaworld/reach-v3",
        "--level",
        "mild",
        "--out",
        loop);
    Path none = folder.resolve("none.pt");
    assertRefused("no policy file", "sim2real", "deploy-check", none, "--task", "arm/reach-v1");
  }

  @Test
  void importsAndValidates() {
    Invocation imported = Invocation.of("sim2real", "import", csv, "--map", map, "--out", out);
    assertEquals(ExitStatus.OK, imported.status(), imported.err());
    assertTrue(imported.out().contains("1 logs are in"), imported.out());
    Invocation validated = Invocation.of("sim2real", "validate", out);
    assertEquals(ExitStatus.OK, validated.status(), validated.out());
    assertTrue(validated.out().contains("run: usable"), validated.out());
  }

  @Test
  void fatalFindingsAreInTheStatusAndInJson() throws IOException {
    writeRun(180 / Math.PI);
    Invocation.of("sim2real", "import", csv, "--map", map, "--out", out);
    Invocation people = Invocation.of("sim2real", "validate", out);
    assertEquals(ExitStatus.TARGET_MISSED, people.status(), people.out());
    assertTrue(people.out().contains("run: CANNOT BE USED as it is (1 fatal"), people.out());
    assertTrue(people.out().contains("It is in deg where rad is expected"), people.out());
    Invocation json = Invocation.of("sim2real", "validate", out, "--json");
    assertEquals(ExitStatus.TARGET_MISSED, json.status());
    JsonNode first = Json.mapper().readTree(json.out()).get(0);
    assertEquals("fatal", first.get("findings").get(0).get("severity").asText());
    assertEquals("units", first.get("findings").get(0).get("check").asText());
    assertTrue(first.get("joints").get(0).get("lag_ms").isNull());
  }

  @Test
  void draftsAMapThatIsRefusedUntilItIsFilledIn() throws IOException {
    Path draft = folder.resolve("draft.map.yaml");
    Invocation drafted = Invocation.of("sim2real", "import", csv, "--guess-map", "--map", draft);
    assertEquals(ExitStatus.OK, drafted.status(), drafted.err());
    assertRefused("was left open", "sim2real", "import", csv, "--map", draft, "--out", out);
    assertRefused("exists already", "sim2real", "import", csv, "--guess-map", "--map", draft);
    String filled =
        Files.readString(draft)
            .replaceFirst("unit: \"\\?\"", "unit: rad")
            .replaceFirst("unit: \"\\?\"", "unit: rad/s");
    Files.writeString(draft, filled);
    Invocation imported = Invocation.of("sim2real", "import", csv, "--map", draft, "--out", out);
    assertEquals(ExitStatus.OK, imported.status(), imported.err());
  }

  @Test
  void badInputIsRefusedInOneLine() throws IOException {
    assertRefused("needs to be told what to do", "sim2real");
    assertRefused("--out is missing", "sim2real", "import", csv, "--map", map);
    assertRefused("give a mapping file", "sim2real", "import", csv, "--out", out);
    assertRefused(
        "does not exist", "sim2real", "import", folder.resolve("no"), "--map", map, "--out", out);
    assertRefused(
        "there is no log format 'x'",
        "sim2real",
        "import",
        csv,
        "--map",
        map,
        "--out",
        out,
        "--format",
        "x");
    assertRefused("neither a folder", "sim2real", "validate", csv);
    assertRefused(
        "is not a file that can be read", "sim2real", "validate", logs(), "--model", "no");
    Files.writeString(csv, "t,q,v\n0,1,2\n0,1,2\n");
    assertRefused(
        "as in the row before",
        "sim2real",
        "import",
        csv,
        "--map",
        map,
        "--out",
        folder.resolve("other"));
    try (Stream<Path> left = Files.list(folder.resolve("other"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  private Path logs() {
    Invocation.of("sim2real", "import", csv, "--map", map, "--out", out);
    return out;
  }

  /** The documented commands on logs of real robots. */
  @Test
  void importsLogsOfRealRobots() {
    String data = System.getenv("WORKCELL_REFERENCE_DATA");
    Path logs = Path.of(data == null ? "" : data, "logs");
    assumeTrue(
        data != null && Files.isDirectory(logs),
        "WORKCELL_REFERENCE_DATA has no folder logs; real logs are not imported");
    Path maps = Path.of(System.getProperty("basedir", "."), "..", "examples", "sim2real");
    for (String robot : List.of("ur10e", "servo")) {
      Path target = folder.resolve(robot);
      Invocation imported =
          Invocation.of(
              "sim2real",
              "import",
              logs.resolve(robot),
              "--map",
              maps.resolve(robot + ".map.yaml"),
              "--out",
              target);
      assertEquals(ExitStatus.OK, imported.status(), imported.err());
      Invocation validated = Invocation.of("sim2real", "validate", target);
      assertEquals(ExitStatus.OK, validated.status(), validated.out());
    }
    assertEquals(6, LogFolder.open(folder.resolve("ur10e")).readAll().get(0).meta().joints());
    assertEquals(14, LogFolder.open(folder.resolve("servo")).files().size());
  }
}
