package org.workcell.sim2real.gap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

/** The hidden robot for environments has all that the truth says, once. */
class GapRobotTest {

  private static final int WRITERS = 4;
  private static final int ROUNDS = 10;

  @TempDir Path folder;

  @Test
  void modelAndDrivesTogetherAreTheTruth() throws IOException {
    Path arm = Gaps.arm(folder);
    Path made = folder.resolve("made");
    GapMaker.make(Gaps.plan(GapFamily.G9, GapLevel.HARD, 5, false), arm, made);
    GapTruth truth = TruthFile.read(made);
    GapRobot robot = GapRobot.of(made, arm);
    assertEquals(robot, GapRobot.of(made, arm), "a second call finds the files");
    ParameterFile drives = ParameterFiles.read(robot.drives());
    assertEquals(truth.chain(), drives.chain());
    ParameterFiles.readActuators(robot.drives());
    int bodies = 0;
    try (RobotModel model = RobotModel.load(robot.model())) {
      for (GapTruth.TrueNumber number : truth.numbers()) {
        if (number.path().startsWith("body:")) {
          bodies++;
          double found =
              RobotSetup.builder(model).parameters(List.of(number.path())).build().nominal()[0];
          assertEquals(number.value(), found, 1e-9, number.path());
        } else if (!number.ofChain()) {
          assertTrue(
              drives.parameters().stream()
                  .anyMatch(
                      each -> each.path().equals(number.path()) && each.value() == number.value()),
              number.path());
        }
      }
    }
    assertTrue(bodies > 0, "a robot of this family has another mass");
  }

  /** Two stages of a pipeline may need the hidden robot at once. */
  @Test
  void manyMayWriteItAtATime() throws Exception {
    Path arm = Gaps.arm(folder);
    Path made = folder.resolve("made");
    GapMaker.make(Gaps.plan(GapFamily.G2, GapLevel.MILD, 5, false), arm, made);
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        List<Future<GapRobot>> written = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
          written.add(
              pool.submit(
                  () -> {
                    start.await();
                    return GapRobot.of(made, arm);
                  }));
        }
        for (Future<GapRobot> each : written) {
          ParameterFiles.read(each.get().drives());
        }
        GapRobot robot = written.get(0).get();
        RobotModel.load(robot.model()).close();
        for (Path file : List.of(robot.model(), robot.drives(), robot.whole())) {
          Files.delete(file);
        }
      }
    } finally {
      pool.shutdown();
    }
    try (Stream<Path> left = Files.list(made.resolve("hidden"))) {
      assertEquals(
          List.of("ood", "test", "truth.json"),
          left.map(each -> each.getFileName().toString()).sorted().toList());
    }
  }
}
