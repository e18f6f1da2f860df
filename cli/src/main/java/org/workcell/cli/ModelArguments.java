package org.workcell.cli;

import java.nio.file.Path;
import org.workcell.sim.files.BadInputException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that name a robot's model. */
final class ModelArguments {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "builtin:NAME|FILE",
      converter = ModelConverter.class,
      description = "The robot's nominal model: MJCF, URDF, builtin:desktop or builtin:industrial.")
  private Path model;

  @Option(
      names = "--robot-map",
      paramLabel = "FILE",
      description =
          "Properties that URDF lacks (YAML or JSON): servos, limits, home, tip, timestep, see"
              + " docs/arm.md.")
  private Path map;

  /**
   * Opens the model; the caller closes it.
   *
   * @throws BadInputException if it is URDF that cannot be used
   */
  ModelFile open() {
    return ModelFile.open(model, map, spec.commandLine().getErr());
  }

  /** The file that the user named. */
  Path named() {
    return model;
  }
}
