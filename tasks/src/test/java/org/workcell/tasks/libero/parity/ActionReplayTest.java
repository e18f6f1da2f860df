package org.workcell.tasks.libero.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.sim.scene.SceneSource;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.tasks.ReferenceData;
import org.workcell.tasks.libero.LiberoTaskDefinition;
import org.workcell.tasks.parity.Differences;
import org.workcell.tasks.parity.ParityCheck;
import org.workcell.tasks.parity.ParityReport;
import org.workcell.tasks.parity.ShareLimit;
import org.workcell.tasks.parity.SuiteParity;
import org.workcell.testing.ForwardingTask;

/** Task, controller and observations against recordings, in the recorded scenes themselves. */
class ActionReplayTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"resets", "teleport"})
  void repeats(String kind) throws IOException {
    List<Path> files;
    try (var found = Files.list(ReferenceData.require("golden/libero"))) {
      files = found.filter(f -> f.toString().endsWith("." + kind + ".npz")).sorted().toList();
    }
    ParityReport report =
        new ParityCheck(new InRecordedScenes(), AssetPack.builtin()).check(files, name -> {});
    report.recordings().forEach((f, row) -> System.out.println(f + " " + row));
    report.shares().forEach(System.out::println);
    report.worst().forEach((q, w) -> System.out.println(q + " " + w));
    assertEquals(Map.of(), report.failures());
  }

  /** The suite's check with scenes from the recordings. */
  private final class InRecordedScenes implements SuiteParity {

    private final LiberoParity inner = new LiberoParity();

    @Override
    public String suite() {
      return inner.suite();
    }

    @Override
    public List<ShareLimit> limits() {
      return inner.limits();
    }

    @Override
    public void replay(Path file, AssetPack assets, Differences differences) throws IOException {
      Recording recording = Recording.read(file);
      Path withScene =
          file.resolveSibling(
              file.getFileName().toString().replaceAll("scripted|teleport", "random"));
      String xml = NpzFile.read(withScene).array("xml").text(0);
      Files.writeString(
          folder.resolve("scene.xml"),
          xml.replace("{PACK}", ReferenceData.upstreamAssets().resolve("libero").toString()));
      TaskDefinition task =
          new ForwardingTask(new LiberoTaskDefinition(recording.sheet())) {
            @Override
            public SceneSource scene() {
              return new SceneFiles("", "", "scene.xml");
            }
          };
      inner.replay(recording, task, AssetPack.upstream(folder), differences);
    }

    @Override
    public void redraw(Path file, Differences differences) {
      throw new UnsupportedOperationException();
    }
  }
}
