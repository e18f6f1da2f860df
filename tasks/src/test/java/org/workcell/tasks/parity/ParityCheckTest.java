package org.workcell.tasks.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.scene.AssetPack;

class ParityCheckTest {

  @TempDir Path folder;

  /** A suite whose files say by their content how they compare. */
  private static final class TextSuite implements SuiteParity {

    @Override
    public String suite() {
      return "text";
    }

    @Override
    public void replay(Path file, AssetPack assets, Differences differences) throws IOException {
      String text = Files.readString(file);
      if (text.equals("broken")) {
        throw new IllegalArgumentException("is broken");
      }
      if (!text.isEmpty()) {
        differences.at("free_running", 1, 7);
        differences.number("reward", 0, Double.parseDouble(text));
        differences.bits("qpos", new double[] {1}, new double[] {1});
      }
    }

    @Override
    public void redraw(Path file, Differences differences) {
      differences.bits("goal", new double[] {0}, new double[] {-0.0});
    }
  }

  private ParityReport run() throws IOException {
    return new ParityCheck(new TextSuite(), AssetPack.builtin()).run(folder, file -> {});
  }

  @Test
  void keepsTheWorstOfAllFiles() throws IOException {
    Files.writeString(folder.resolve("a.npz"), "1e-12");
    Files.writeString(folder.resolve("b.npz"), "2e-12");
    ParityReport report = run();
    assertTrue(report.passed(), report.toString());
    assertEquals(2, report.files());
    assertEquals(
        new ParityReport.Place("b.npz", "free_running", 1, 7, 2e-12, 1e-9),
        report.worst().get("reward"));
    assertEquals(0, report.worst().get("qpos").difference());
  }

  @Test
  void oneDifferingBitFails() throws IOException {
    Files.writeString(folder.resolve("a.npz"), "0");
    Files.writeString(folder.resolve("draws.json"), "");
    ParityReport report = run();
    assertFalse(report.passed());
    assertEquals(1, report.failed());
    assertEquals(1, report.worst().get("goal").difference());
  }

  @Test
  void whatCannotBeRepeatedFailsAndTheRestIsChecked() throws IOException {
    Files.writeString(folder.resolve("a.npz"), "broken");
    Files.writeString(folder.resolve("b.npz"), "");
    Files.writeString(folder.resolve("c.npz"), "0.5");
    Files.writeString(folder.resolve("d.npz"), "NaN");
    Files.writeString(folder.resolve("e.npz"), "0");
    ParityReport report = run();
    assertEquals(5, report.files());
    assertEquals(4, report.failed());
    assertEquals(Set.of("a.npz", "b.npz", "c.npz", "d.npz"), report.failures().keySet());
    assertEquals(List.of("is broken"), report.failures().get("a.npz"));
    assertEquals(Double.POSITIVE_INFINITY, report.worst().get("reward").difference());
  }

  @Test
  void anEmptyFolderFails() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "");
    ParityReport report = run();
    assertFalse(report.passed());
    assertEquals(0, report.files());
  }

  @Test
  void lengthsThatDifferAreDifferences() {
    Differences differences = new Differences();
    differences.bits("qpos", new double[] {1, 2}, new double[] {1});
    differences.numbers("observation", new double[0], new double[] {0});
    assertEquals(64, differences.largest("qpos"));
    assertEquals(Double.POSITIVE_INFINITY, differences.largest("observation"));
    assertEquals(Double.POSITIVE_INFINITY, differences.largest("never compared"));
  }

  /** A suite that compares a hundred actions, of which one is off by what its file says. */
  private static final class ActionSuite implements SuiteParity {

    @Override
    public String suite() {
      return "actions";
    }

    @Override
    public List<String> kinds() {
      return List.of("random", "scripted");
    }

    @Override
    public List<ShareLimit> limits() {
      return List.of(new ShareLimit("qpos", 0.99, 1e-9), new ShareLimit("qpos", 1, 1e-3));
    }

    @Override
    public void replay(Path file, AssetPack assets, Differences differences) throws IOException {
      double worst = Double.parseDouble(Files.readString(file));
      for (int i = 0; i < 100; i++) {
        differences.sample("qpos", new double[] {1, 2}, new double[] {1, i == 40 ? 2 + worst : 2});
      }
    }

    @Override
    public void redraw(Path file, Differences differences) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void sharesOfAllComparisonsHaveLimits() throws IOException {
    Files.writeString(folder.resolve("a.random.npz"), "0.0005");
    Files.writeString(folder.resolve("b.random.npz"), "0");
    ParityReport good =
        new ParityCheck(new ActionSuite(), AssetPack.builtin()).run(folder, file -> {});
    assertTrue(good.passed(), good.toString());
    assertEquals(List.of("scripted"), good.absent());
    assertEquals(200, good.shares().get(0).comparisons());
    assertEquals(0, good.shares().get(0).found());
    assertEquals(5e-4, good.shares().get(1).found(), 1e-12);
    assertEquals(5e-4, good.recordings().get("a.random.npz").get("qpos").worst(), 1e-12);
    assertEquals(0, good.recordings().get("b.random.npz").get("qpos").worst());

    Files.writeString(folder.resolve("c.random.npz"), "0.002");
    ParityReport bad =
        new ParityCheck(new ActionSuite(), AssetPack.builtin()).run(folder, file -> {});
    assertFalse(bad.passed());
    assertTrue(bad.shares().get(0).passes());
    assertFalse(bad.shares().get(1).passes());
  }
}
