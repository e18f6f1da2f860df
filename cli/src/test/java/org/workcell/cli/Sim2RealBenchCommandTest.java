package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.sim2real.bench.BenchCell;
import org.workcell.sim2real.bench.BenchPlan;
import org.workcell.sim2real.bench.CellResult;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapScore;

/** {@code sim2real bench} over cells that have been run already, so that nothing is learned. */
class Sim2RealBenchCommandTest {

  private static final String SYSID = "sysid";

  @TempDir private Path folder;

  private void write(String name, Object content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, Json.pretty(content), StandardCharsets.UTF_8);
  }

  /** A folder with results of all cells of the small suite. */
  private void results(double reduction) throws IOException {
    BenchPlan plan = BenchPlan.named("small");
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("workcell", WorkcellVersion.current());
    head.put("seed", 7);
    head.put("plan", plan);
    write("bench.json", head);
    for (BenchCell cell : plan.cells()) {
      write("cells/%s.json".formatted(cell.key()), result(cell, reduction));
    }
  }

  private static CellResult result(BenchCell cell, double reduction) {
    double share = cell.family() == GapFamily.G0 ? 0 : reduction;
    List<CellResult.Errors> errors = new ArrayList<>();
    List<GapScore.Replay> exact = new ArrayList<>();
    for (String split : List.of("test", "ood")) {
      for (double horizon : new double[] {0.25, 0.5, 1}) {
        errors.add(new CellResult.Errors(SYSID, split, horizon, 10, 0, 0.001, share, null, null));
        exact.add(new GapScore.Replay(split, "true", horizon, 10, 0, 1, 1, share, null));
      }
    }
    GapScore.Number number =
        new GapScore.Number("joint:a/armature", "", 1, 2, 2.02, 1, true, true, null, null);
    CellResult.Learned identified = new CellResult.Learned(SYSID, true, "smaller", share, "");
    return new CellResult(
        cell.key(),
        cell.family(),
        cell.level(),
        48,
        "",
        SYSID,
        identified,
        List.of(),
        errors,
        List.of(number),
        exact);
  }

  private Invocation bench(Object... more) {
    List<Object> words = new ArrayList<>(List.of("sim2real", "bench", "--suite=small"));
    words.addAll(List.of("--out", folder));
    words.addAll(List.of(more));
    return Invocation.of(words.toArray());
  }

  @Test
  void theStatusSaysWhetherAllTargetsAreMet() throws IOException {
    results(0.97);
    Invocation met = bench("--seed=7", "--json");
    assertEquals(ExitStatus.OK, met.status(), met.err());
    assertEquals(Files.readString(folder.resolve("results.json")), met.out());
    JsonNode target = Json.mapper().readTree(met.out()).at("/targets/T2-arm-G9-mild-0.25s");
    assertEquals(97, target.get("value").asDouble(), 1e-9);
    assertEquals(70, target.get("threshold").asDouble());
    assertTrue(target.get("met").asBoolean());
    Files.delete(folder.resolve("cells/arm-G9-mild-1.json"));
    write("cells/arm-G9-mild-1.json", result(BenchPlan.named("small").cells().get(7), 0.69));
    Invocation missed = bench("--seed=7");
    assertEquals(ExitStatus.TARGET_MISSED, missed.status(), missed.err());
    String line =
        missed
            .out()
            .lines()
            .filter(each -> each.contains("G9-mild-0.25s"))
            .skip(1)
            .findFirst()
            .orElseThrow();
    assertTrue(line.contains("69.00") && line.endsWith("no"), line);
    String page = Files.readString(folder.resolve("report.html"));
    assertTrue(page.contains("T2-arm-G9-mild-0.25s"));
    assertFalse(page.contains(folder.toString()));
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    results(0.97);
    byte[] before = Files.readAllBytes(folder.resolve("bench.json"));
    assertRefused("seed 7", "--seed=8");
    assertRefused("no cell fits 'G77'", "--seed=7", "--cells=G77");
    assertRefused("complete", "--seed=7", "--loops", folder.resolve("none"));
    assertEquals(new String(before), Files.readString(folder.resolve("bench.json")));
  }

  private void assertRefused(String words, Object... options) {
    Invocation refused = bench(options);
    assertEquals(ExitStatus.BAD_INPUT, refused.status(), refused.err());
    assertTrue(refused.err().contains(words), refused.err());
  }
}
