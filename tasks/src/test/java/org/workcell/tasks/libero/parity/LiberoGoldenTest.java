package org.workcell.tasks.libero.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.workcell.sim.scene.AssetPack;
import org.workcell.tasks.ReferenceData;
import org.workcell.tasks.libero.LiberoRecording;
import org.workcell.tasks.parity.Differences;
import org.workcell.tasks.parity.ParityCheck;
import org.workcell.tasks.parity.ParityReport;

/** Repeats recordings of LIBERO on upstream's parts, in profile compat. */
class LiberoGoldenTest {

  /** Far below the suite's limits, which have to allow for contacts. */
  private static final double FREE_MOTION = 1e-12;

  private static ParityReport repeat(String... names) throws IOException {
    new LiberoRecording(names[0]);
    Path folder = ReferenceData.require("golden/libero");
    AssetPack assets = AssetPack.upstream(ReferenceData.require("upstream/libero"));
    List<Path> files = List.of(names).stream().map(name -> folder.resolve(name + ".npz")).toList();
    ParityReport report = new ParityCheck(new LiberoParity(), assets).check(files, name -> {});
    report.shares().forEach(System.out::println);
    assertEquals(Map.of(), report.failures());
    assertTrue(report.passed(), report.shares().toString());
    return report;
  }

  @Test
  void repeatsActionsFromEachState() throws IOException {
    ParityReport report = repeat("libero_object_4.random", "libero_goal_2.scripted");
    assertTrue(
        report.recordings().get("libero_object_4.random.npz").get("qpos").worst() < FREE_MOTION);
    assertTrue(
        report.recordings().get("libero_object_4.random.npz").get("proprio").most() < FREE_MOTION);
    assertEquals(List.of("teleport", "resets", "images"), report.absent());
  }

  @Test
  void repeatsTruthsAndSeededResets() throws IOException {
    ParityReport report = repeat("libero_10_8.teleport", "libero_90_39.resets");
    assertEquals(0, report.worst().get(ActionReplay.ATOMS).difference());
    assertEquals(0, report.recordings().get("libero_90_39.resets.npz").get("placements").worst());
  }

  @Test
  void drawsRecordedImages() throws IOException {
    var file = ReferenceData.require("golden/libero").resolve("images/libero_goal_2.json");
    Differences upstream = new Differences();
    new LiberoParity()
        .draw(file, AssetPack.upstream(ReferenceData.require("upstream/libero")), upstream);
    assertTrue(upstream.largest(ImageReplay.MEAN) <= 1);
    assertTrue(upstream.largest(ImageReplay.MOST_PIXELS) <= 4);
    Differences builtin = new Differences();
    new LiberoParity().draw(file, AssetPack.builtin(), builtin);
    assertTrue(builtin.largest(ImageReplay.MEAN) > 1, "our own parts are other ones");
  }

  @Test
  @Tag("soak")
  void repeatsAllRecordings() throws IOException {
    ParityReport report =
        new ParityCheck(
                new LiberoParity(), AssetPack.upstream(ReferenceData.require("upstream/libero")))
            .run(ReferenceData.require("golden/libero"), name -> {});
    assertEquals(Map.of(), report.failures());
    assertTrue(report.passed(), report.shares().toString());
  }
}
