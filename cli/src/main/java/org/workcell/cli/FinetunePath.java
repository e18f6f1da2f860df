package org.workcell.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.environment.CommandPathChoice;
import org.workcell.sim.files.BadInputException;

/**
 * What stands between actions and physics while a policy is trained further, in a user's words.
 *
 * @param filters command filters, in the order of application
 * @param stages actuator stages, in the order of application
 * @param actuators the parameter file with the drives; null where there is none
 * @param actuatorsSha256 its checksum; null where there is none
 */
record FinetunePath(
    List<String> filters, List<String> stages, String actuators, String actuatorsSha256) {

  FinetunePath {
    filters = List.copyOf(filters);
    stages = List.copyOf(stages);
  }

  /**
   * What was chosen, with noise on top.
   *
   * @param actuators the parameter file, or null
   * @param noise standard deviation of noise on commands, or null
   */
  static FinetunePath of(CommandPathChoice choice, Path actuators, Double noise) {
    List<String> filters = new ArrayList<>(choice.filters());
    if (noise != null) {
      filters.add("noise=deviation:" + noise);
    }
    if (choice.actionAdapter() != null) {
      throw new BadInputException(
          "a policy keeps its actions; --action-adapter is for other commands");
    }
    ActuatorModel.Source source = choice.actuatorSource();
    return new FinetunePath(
        filters,
        choice.stages(),
        actuators == null ? null : actuators.toString(),
        source == null ? null : source.sha256());
  }

  /**
   * The same for environments; files are read anew.
   *
   * @throws BadInputException if a file is missing or another one than it was
   */
  CommandPathChoice choice() {
    ActuatorModel drives =
        actuators == null ? null : ParameterFiles.readActuators(Path.of(actuators));
    CommandPathChoice choice = new CommandPathChoice(null, filters, stages, drives, null);
    if (drives != null && !choice.actuatorSource().sha256().equals(actuatorsSha256)) {
      throw new BadInputException(
          "%s is not the file that training began with; restore it".formatted(actuators));
    }
    return choice;
  }
}
