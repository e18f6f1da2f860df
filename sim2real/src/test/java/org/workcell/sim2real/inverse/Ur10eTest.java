package org.workcell.sim2real.inverse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.LogFormats;
import org.workcell.datasets.logs.LogMapping;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim2real.model.RobotModel;

/** A real UR10e: currents of a motion that was not fitted. */
class Ur10eTest {

  private static final double[] YARDSTICK = {.085, .053, .043, .109, .093, .089};
  private static final double[] GAINS = {14.87, 13.26, 11.13, 10.62, 11.03, 11.47};
  private static final String HELD_OUT = "ur-20_02_19_14harm50sec";

  private static RobotLog read(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".csv");
    LogMapping mapping = LogMapping.read(Path.of("../examples/sim2real/ur10e.map.yaml"));
    return mapping.apply(LogFormats.named("csv").read(file).get(0), LogFolder.sha256(file)).log();
  }

  @Test
  void predictsCurrentsOfAnotherMotion() throws IOException {
    String root = System.getenv("WORKCELL_REFERENCE_DATA");
    if (root == null || !Files.exists(Path.of(root, "logs", "ur10e"))) {
      System.out.println("skipped: WORKCELL_REFERENCE_DATA names no folder with logs/ur10e");
    }
    assumeTrue(root != null && Files.exists(Path.of(root, "logs", "ur10e")));
    Path folder = Path.of(root, "logs", "ur10e");
    Path model = Path.of("../examples/sim2real/ur10e.xml");
    try (RobotModel robot = RobotModel.load(model)) {
      ParameterFile file =
          new InverseIdentification(
                  robot,
                  new ParameterFile.Source("ur10e.xml", LogFolder.sha256(model)),
                  Map.of(),
                  0)
              .identify(
                  List.of(
                      read(folder, "ur-20_02_05-20sec_8harm"),
                      read(folder, "ur-20_02_10-30sec_12harm")),
                  List.of(read(folder, HELD_OUT)));
      System.out.println("UR10e, friction " + file.family() + ": " + file.fit());
      requireErrors(file, robot);
      requireGains(file);
      assertEquals(1, ParameterFiles.chain(file).stages().size());
    }
  }

  private static void requireErrors(ParameterFile file, RobotModel robot) {
    List<String> joints = List.copyOf(robot.joints().keySet());
    for (int j = 0; j < YARDSTICK.length; j++) {
      String name = "held_out.relative_error.%s@%s".formatted(joints.get(j), HELD_OUT);
      double error = file.fit().get(name);
      assertTrue(error <= 1.05 * YARDSTICK[j], name + " " + error);
    }
    double mean = file.fit().get("held_out.relative_error.mean@" + HELD_OUT);
    assertTrue(mean < 0.079, "mean " + mean);
  }

  private static void requireGains(ParameterFile file) {
    List<IdentifiedParameter> gains =
        file.parameters().stream()
            .filter(parameter -> parameter.path().endsWith("torque_per_current"))
            .toList();
    assertEquals(GAINS.length, gains.size());
    for (int j = 0; j < GAINS.length; j++) {
      assertEquals(GAINS[j], gains.get(j).value());
      assertEquals(IdentifiedParameter.Status.HELD, gains.get(j).status());
    }
  }
}
