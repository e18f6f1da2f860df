package org.workcell.sim2real.gap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.export.MjcfExport;

/**
 * A hidden robot as environments can have it, to judge policies on it. Like the scorer, it reads
 * the truth; nothing that learns from logs may use it. The time at which commands arrive does not
 * jitter here.
 *
 * @param model MJCF with the true masses
 * @param drives a parameter file with the true actuator chain and constants of joints
 * @param whole a parameter file with these and the true masses, for scenes that have the nominal
 *     robot
 */
public record GapRobot(Path model, Path drives, Path whole) {

  private static final String MODEL = "robot.xml";
  private static final String DRIVES = "drives.json";
  private static final String WHOLE = "whole.json";

  /**
   * Writes model and drives beside the truth, or finds them there.
   *
   * @param folder that {@link GapMaker} made
   * @param nominal the model that the logs were made with
   * @throws BadInputException if there is no truth, or its gap is one of contacts
   */
  public static GapRobot of(Path folder, Path nominal) {
    GapTruth truth = TruthFile.read(folder);
    if (truth.family() == GapFamily.G8) {
      throw new BadInputException(
          "the gap of %s is one of contacts with its table; name a folder of another family"
              .formatted(folder));
    }
    Path beside = TruthFile.trueLogs(folder, MODEL).toAbsolutePath().getParent();
    GapRobot robot =
        new GapRobot(beside.resolve(MODEL), beside.resolve(DRIVES), beside.resolve(WHOLE));
    if (!Files.exists(robot.model)) {
      ParameterFile masses = file(truth, path -> path.startsWith("body:"), List.of());
      MjcfExport.write(nominal, masses, "the truth", robot.model);
    }
    write(robot.drives, file(truth, path -> !path.startsWith("body:"), truth.chain()));
    write(robot.whole, file(truth, path -> true, truth.chain()));
    return robot;
  }

  private static void write(Path target, ParameterFile file) {
    if (Files.exists(target)) {
      return;
    }
    try {
      ParameterFiles.write(target, file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(target), e);
    }
  }

  private static ParameterFile file(
      GapTruth truth, Predicate<String> wanted, List<ChainStage> chain) {
    List<IdentifiedParameter> parameters =
        truth.numbers().stream()
            .filter(number -> !number.ofChain() && wanted.test(number.path()))
            .map(GapRobot::held)
            .toList();
    return new ParameterFile(
        ParameterFile.FORMAT,
        WorkcellVersion.current(),
        "",
        "truth",
        truth.family().name(),
        truth.model(),
        List.of(),
        parameters,
        chain,
        Map.of());
  }

  private static IdentifiedParameter held(GapTruth.TrueNumber number) {
    return new IdentifiedParameter(
        number.path(),
        number.unit(),
        number.value(),
        number.nominal(),
        number.value(),
        number.value(),
        null,
        null,
        Status.HELD,
        "the truth");
  }
}
