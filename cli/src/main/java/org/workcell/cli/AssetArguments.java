package org.workcell.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.workcell.sim.files.BadInputException;
import picocli.CommandLine.Option;

/** The options that say where scenes come from. */
final class AssetArguments {

  @Option(
      names = "--assets",
      paramLabel = "builtin|DIR|pip",
      description =
          "Source of the scenes: Workcell's assets (default), a folder of upstream's, or "
              + "upstream's packages in python3 (pip). Several folders are joined by the "
              + "system's path separator.")
  private String assets;

  @Option(
      names = "--robosuite",
      paramLabel = "DIR",
      description =
          "Folder of robosuite, for suites whose scenes need it (default: in or beside "
              + "--assets, or python3's package).")
  private Path robosuite;

  /**
   * The asset pack in words; null where none is chosen.
   *
   * @throws BadInputException if the options do not fit together
   */
  String inWords() {
    if (robosuite == null) {
      return assets;
    }
    if (assets == null || assets.equals("builtin")) {
      throw new BadInputException(
          "--robosuite is for upstream's scenes; give --assets DIR with it, or remove it");
    }
    if (!Files.isDirectory(robosuite)) {
      throw new BadInputException("--robosuite '%s' is not a folder".formatted(robosuite));
    }
    return assets + File.pathSeparator + robosuite;
  }
}
