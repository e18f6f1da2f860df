package org.workcell.sim2real.gap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.sim.files.AtomicFiles;
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
   * Writes model and drives beside the truth, or finds them there. Any number of programs may do so
   * at a time.
   *
   * @param folder that {@link GapMaker} made
   * @param nominal the model that the logs were made with, MJCF
   * @throws BadInputException if there is no truth, or its gap is one of contacts
   */
  public static GapRobot of(Path folder, Path nominal) {
    GapTruth truth = truth(folder);
    Path beside = TruthFile.trueLogs(folder, MODEL).toAbsolutePath().getParent();
    GapRobot robot =
        new GapRobot(beside.resolve(MODEL), beside.resolve(DRIVES), beside.resolve(WHOLE));
    writeModel(truth, nominal, robot.model);
    writeDrives(truth, robot.drives);
    ParameterFile whole = file(truth, path -> true, truth.chain());
    write(robot.whole, next -> ParameterFiles.write(next, whole));
    return robot;
  }

  /**
   * Writes {@code robot.xml} and {@code drives.json} to a folder. The model names its meshes
   * relative to it.
   *
   * @param folder that {@link GapMaker} made
   * @param nominal the model that the logs were made with, MJCF
   * @param out an existing folder
   * @throws BadInputException if there is no truth, or its gap is one of contacts
   */
  public static void reveal(Path folder, Path nominal, Path out) {
    GapTruth truth = truth(folder);
    writeModel(truth, nominal, out.resolve(MODEL));
    writeDrives(truth, out.resolve(DRIVES));
  }

  private static GapTruth truth(Path folder) {
    GapTruth truth = TruthFile.read(folder);
    if (truth.family() == GapFamily.G8) {
      throw new BadInputException(
          "the gap of %s is one of contacts with its table; name a folder of another family"
              .formatted(folder));
    }
    return truth;
  }

  private static void writeModel(GapTruth truth, Path nominal, Path target) {
    ParameterFile masses = file(truth, path -> path.startsWith("body:"), List.of());
    write(target, next -> MjcfExport.write(nominal, masses, "the truth", next));
  }

  private static void writeDrives(GapTruth truth, Path target) {
    ParameterFile drives = file(truth, path -> !path.startsWith("body:"), truth.chain());
    write(target, next -> ParameterFiles.write(next, drives));
  }

  /** Writes a file that does not exist yet. */
  private interface Writer {

    void write(Path next) throws IOException;
  }

  /**
   * Writes a file unless it is there. Who writes it at the same time does so under another name,
   * and the last one's stays; all are the same.
   */
  private static void write(Path target, Writer writer) {
    if (Files.exists(target)) {
      return;
    }
    Path next = target.resolveSibling(UUID.randomUUID() + "-" + target.getFileName());
    try {
      writer.write(next);
      AtomicFiles.replace(target, next);
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
