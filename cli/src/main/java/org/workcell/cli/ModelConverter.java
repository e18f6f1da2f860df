package org.workcell.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.workcell.sim.files.CacheFolder;
import org.workcell.tasks.arm.robot.ArmRobots;
import picocli.CommandLine;

/** A robot's model: a file, or {@code builtin:NAME}, whose file is written to the cache folder. */
final class ModelConverter implements CommandLine.ITypeConverter<Path> {

  @Override
  public Path convert(String text) {
    if (!text.startsWith("builtin:")) {
      return Path.of(text);
    }
    if (!ArmRobots.builtin().contains(text)) {
      throw new CommandLine.TypeConversionException(
          "'%s' is not a robot of Workcell; expected one of %s, or a file in MJCF or URDF"
              .formatted(text, String.join(", ", ArmRobots.builtin())));
    }
    return file(text);
  }

  /** A model as users name it: {@code builtin:NAME}, or its file. */
  static String words(Path model) {
    return ArmRobots.builtin().stream()
        .filter(name -> file(name).equals(model))
        .findFirst()
        .orElse(model.toString());
  }

  private static Path file(String builtin) {
    try {
      return ArmRobots.modelFile(builtin, CacheFolder.of(System.getenv()).resolve("robots"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
