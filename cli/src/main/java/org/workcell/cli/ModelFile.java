package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.gap.NominalModel;
import org.workcell.tasks.arm.robot.UrdfModel;

/**
 * A robot's model that a user named, in MJCF: the file itself, or, of URDF, a temporary one that is
 * deleted when this is closed. Closing is idempotent.
 */
final class ModelFile implements AutoCloseable {

  private final Path named;
  private final Path mjcf;
  private final List<Path> others;
  private final OptionalDouble speed;

  private ModelFile(Path named, Path mjcf, List<Path> others, OptionalDouble speed) {
    this.named = named;
    this.mjcf = mjcf;
    this.others = others;
    this.speed = speed;
  }

  /**
   * Opens a model.
   *
   * @param map what URDF does not say; may be null
   * @param err where to say what was assumed
   * @throws BadInputException if it is URDF that cannot be used, or the map belongs to nothing
   */
  static ModelFile open(Path model, Path map, PrintWriter err) {
    if (!UrdfModel.isUrdf(model)) {
      if (map != null) {
        throw new BadInputException(
            "--robot-map %s describes what a URDF file does not say, and --model %s is none; remove it"
                .formatted(map, model));
      }
      return new ModelFile(model, model, List.of(), OptionalDouble.empty());
    }
    UrdfModel urdf = UrdfModel.of(model, Optional.ofNullable(map));
    if (!urdf.assumed().isEmpty()) {
      err.printf(
          "%s has no servos, as no URDF has; assumed ones of 5 Hz, critically damped: %s."
              + " --robot-map names others%n",
          model.getFileName(), String.join(", ", urdf.assumed()));
      err.flush();
    }
    List<Path> others = new ArrayList<>();
    if (map != null) {
      others.add(map);
    }
    others.addAll(urdf.meshes());
    return new ModelFile(model, write(model, urdf), List.copyOf(others), urdf.speed());
  }

  private static Path write(Path model, UrdfModel urdf) {
    try {
      Path folder = Files.createTempDirectory("workcell-urdf").toRealPath();
      return Files.writeString(folder.resolve(model.getFileName() + ".xml"), urdf.mjcf(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("the model cannot be written as MJCF", e);
    }
  }

  /** The file to load. */
  Path mjcf() {
    return mjcf;
  }

  /** The file that the user named. */
  Path named() {
    return named;
  }

  /** How fast joints may move by the robot's map, rad/s or m/s. */
  OptionalDouble speed() {
    return speed;
  }

  /** Whether it was made of URDF. */
  boolean converted() {
    return !mjcf.equals(named);
  }

  /** The file that the user named, with its checksum. */
  ParameterFile.Source source() {
    return source(named);
  }

  /** What else was read to make MJCF of it: the map, and meshes of URDF. */
  List<ParameterFile.Source> others() {
    return others.stream().map(ModelFile::source).toList();
  }

  /** As makers and scorers of gaps take it. */
  NominalModel forGap() {
    return new NominalModel(mjcf, source(), others());
  }

  /** A file's name with its checksum. */
  static ParameterFile.Source source(Path file) {
    return new ParameterFile.Source(file.getFileName().toString(), LogFolder.sha256(file));
  }

  @Override
  public void close() {
    if (!converted()) {
      return;
    }
    try {
      Files.deleteIfExists(mjcf);
      Files.deleteIfExists(mjcf.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be deleted".formatted(mjcf), e);
    }
  }
}
