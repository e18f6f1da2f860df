package org.workcell.sim2real.gap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.inverse.InverseIdentification;
import org.workcell.sim2real.inverse.PayloadIdentification;
import org.workcell.sim2real.model.RobotModel;

/** A hidden load is found by inverse identification, and scored. */
class GapPayloadTest {

  private static final Path EXAMPLES = Path.of("../examples/sim2real");

  @TempDir private Path folder;

  @Test
  void theLoadOfASmallArmIsFound() throws IOException {
    Path arm = Gaps.arm(folder);
    Path out = folder.resolve("made");
    GapPlan plan =
        GapPlan.builder(GapFamily.G3, GapLevel.MILD, 2)
            .trajectories(4, 3)
            .reach(.5, 1)
            .limits(3, 12)
            .payload(true)
            .build();
    GapMaker.make(plan, arm, out);
    ParameterFile unloaded = identify(arm, out, List.of());
    GapScore.Number mass = loadScore(arm, out, List.of(), unloaded).get("payload/mass");
    assertTrue(mass.percentError() < 10, mass.toString());
    assertTrue(mass.identifiable() && mass.found());
    assertThrows(
        BadInputException.class,
        () -> GapScorer.score(out, NominalModel.of(arm), List.of(), unloaded, unloaded),
        "a file without a load");
  }

  /** The published gains make currents of torques; point-to-point motion is predicted. */
  @Tag("soak")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theLoadOfAUr10eIsFound(long seed) throws IOException {
    Path arm = EXAMPLES.resolve("ur10e-drives.xml");
    List<ChainStage> servos = ParameterFiles.read(EXAMPLES.resolve("ur10e-drives.json")).chain();
    Path out = folder.resolve("made");
    GapPlan plan =
        GapPlan.builder(GapFamily.G4, GapLevel.MILD, seed)
            .chain(servos)
            .trajectories(6, 10)
            .payload(true)
            .build();
    GapMaker.make(plan, arm, out);
    RobotLog log = LogFolder.read(out.resolve("train/train_00.npz"));
    assertEquals(log.value(Quantity.TORQUE, 9, 2), 11.13 * log.value(Quantity.CURRENT, 9, 2), 1e-9);
    ParameterFile unloaded = identify(arm, out, List.of("train_03"));
    assertTrue(Files.readString(out.resolve("gap.json")).contains("\"train_03\": \"policy_like\""));
    double error = unloaded.fit().get("held_out.relative_error.mean@train_03");
    assertTrue(error < .25, "point-to-point motion, relative error of current " + error);
    GapScore.Number mass = loadScore(arm, out, servos, unloaded).get("payload/mass");
    assertTrue(mass.percentError() < 10, mass.toString());
  }

  private ParameterFile identify(Path model, Path gap, List<String> heldOut) {
    List<RobotLog> logs = LogFolder.open(gap.resolve("train")).readAll();
    try (RobotModel robot = RobotModel.load(model)) {
      ParameterFile.Source source =
          new ParameterFile.Source(model.getFileName().toString(), LogFolder.sha256(model));
      return new InverseIdentification(robot, source, Map.of(), 0)
          .identify(
              logs.stream().filter(log -> !heldOut.contains(log.meta().name())).toList(),
              logs.stream().filter(log -> heldOut.contains(log.meta().name())).toList());
    }
  }

  private Map<String, GapScore.Number> loadScore(
      Path model, Path gap, List<ChainStage> servos, ParameterFile unloaded) {
    try (RobotModel robot = RobotModel.load(model)) {
      ParameterFile loaded =
          new PayloadIdentification(robot, unloaded, 0)
              .identify(
                  TruthFile.read(gap).payload().body(),
                  LogFolder.open(gap.resolve("payload")).readAll())
              .file();
      return GapScorer.byPath(
          GapScorer.score(gap, NominalModel.of(model), servos, unloaded, loaded));
    }
  }
}
