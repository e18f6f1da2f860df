package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.workcell.formats.lerobot.LeRobotOptions;
import org.workcell.formats.libero.LiberoOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Option;

/** The options that say in which format demonstrations are written, and from where. */
final class FormatArguments {

  private static final String NPZ = "npz";
  private static final String LEROBOT = "lerobot";
  private static final String LIBERO = "libero-hdf5";
  private static final String RECORDING = "recording";

  @Option(
      names = "--format",
      paramLabel = "npz|lerobot|libero-hdf5",
      description =
          "Format of the files: NumPy's npz (default), a LeRobot v3.0 data set, or a file for each"
              + " task in LIBERO's HDF5 layout (default with --from FILE.hdf5).")
  private String format;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description =
          "Convert instead of recording: the episodes of a recording, or of a file of LIBERO or"
              + " robomimic (*.hdf5).")
  private Path from;

  @Option(
      names = "--rerender",
      paramLabel = "WxH",
      description = "With --from FILE.hdf5: render all images again from the states of the file.")
  private String rerender;

  @Option(
      names = "--drop-noops",
      description =
          "With --from FILE.hdf5: leave out steps whose action is 0 (norm below 1e-4) "
              + "except for an unchanged last element, the gripper.")
  private boolean dropsNoOperations;

  @Option(
      names = "--libero-skew",
      description =
          "With libero-hdf5: row t holds the observation after action t, as in LIBERO's "
              + "files, not before it.")
  private boolean skew;

  @Option(
      names = "--upright",
      description = "With libero-hdf5: top row of images first; LIBERO's images have it last.")
  private boolean upright;

  @Option(
      names = "--image-format",
      paramLabel = "video|png",
      description = "With lerobot: images as H.264 videos (default) or as PNG files in the tables.")
  private String imageFormat;

  @Option(
      names = "--float64",
      description = "With lerobot: keep 64-bit numbers; otherwise they become float32.")
  private boolean keepsFloat64;

  @Option(
      names = "--robot-type",
      paramLabel = "NAME",
      description = "With lerobot: robot_type of the data set (default: none).")
  private String robotType;

  /** Where episodes are taken from; null where they are recorded. */
  Path from() {
    return from;
  }

  /** Whether nothing but the recording is written. */
  boolean isNpz() {
    return format().equals(NPZ);
  }

  private boolean isFile() {
    return from != null && !from.toFile().isDirectory();
  }

  private String format() {
    if (format == null) {
      return isFile() ? LIBERO : NPZ;
    }
    return format;
  }

  /** The folder of the recording that belongs to a folder which was given. */
  Path recordingIn(Path given) {
    return isNpz() || given == null ? given : given.resolve(RECORDING);
  }

  /** The options that a continued recording needs again. */
  String again() {
    return isNpz() ? "" : " --format " + format();
  }

  /**
   * Checks what was given.
   *
   * @throws BadInputException if options do not fit each other
   */
  DemonstrationExport export(
      List<String> names,
      ImageArguments images,
      Supplier<TaskRegistry> tasks,
      EnvironmentArguments environment,
      PrintWriter err) {
    if (!List.of(NPZ, LEROBOT, LIBERO).contains(format())) {
      throw new BadInputException(
          "--format '%s' does not exist; use npz, lerobot or libero-hdf5".formatted(format));
    }
    requireOnly(
        LEROBOT,
        imageFormat != null || keepsFloat64 || robotType != null,
        "--image-format, --float64 and --robot-type");
    requireOnly(LIBERO, skew || upright, "--libero-skew and --upright");
    if (from != null && (!names.isEmpty() || isNpz())) {
      throw new BadInputException(
          "--from takes the episodes of '%s'; leave tasks out, and give --format lerobot or libero-hdf5"
              .formatted(from));
    }
    if (!isFile() && (rerender != null || dropsNoOperations)) {
      throw new BadInputException("--rerender and --drop-noops need --from FILE.hdf5");
    }
    return new DemonstrationExport(tasks, err, order(images, environment));
  }

  /**
   * Checks that a recording, and nothing else, is asked for to be written again in its own format.
   *
   * @throws BadInputException if not
   */
  void requireRecording(List<String> names) {
    if (from == null || isFile() || !names.isEmpty() || !isNpz()) {
      throw new BadInputException(
          "--reward-model needs --from FOLDER, a folder of demonstrations; leave tasks and --format"
              + " out, and write other formats from the new folder");
    }
  }

  private void requireOnly(String wanted, boolean given, String options) {
    if (given && !format().equals(wanted)) {
      throw new BadInputException("%s belong to --format %s".formatted(options, wanted));
    }
  }

  private DemonstrationExport.Order order(ImageArguments images, EnvironmentArguments environment) {
    if (imageFormat != null && !List.of("video", "png").contains(imageFormat)) {
      throw new BadInputException(
          "--image-format '%s' does not exist; use video or png".formatted(imageFormat));
    }
    boolean lerobot = format().equals(LEROBOT);
    EnvironmentOptions options =
        EnvironmentArguments.options(
            environment.profile == null ? "strict" : environment.profile,
            environment.assetsOrBuiltin(),
            environment.horizon,
            environment.settingsByName());
    return new DemonstrationExport.Order(
        lerobot
            ? Optional.of(
                new LeRobotOptions(
                    !"png".equals(imageFormat), keepsFloat64, Optional.ofNullable(robotType)))
            : Optional.empty(),
        format().equals(LIBERO) ? Optional.of(new LiberoOptions(skew, upright)) : Optional.empty(),
        image(images),
        dropsNoOperations,
        options);
  }

  private Optional<RenderOptions> image(ImageArguments images) {
    if (rerender == null) {
      return Optional.empty();
    }
    ImageSize size = ImageSize.parse("--rerender", rerender);
    try {
      return Optional.of(
          new RenderOptions(size.widthPixels(), size.heightPixels(), images.qualityOrFast()));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
