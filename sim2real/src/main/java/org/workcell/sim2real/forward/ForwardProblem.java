package org.workcell.sim2real.forward;

import java.util.List;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;

/**
 * What identification starts from.
 *
 * @param model of the robot; borrowed
 * @param modelSource the file that it is from
 * @param logs that are fitted, among them those by which families are compared
 * @param heldOut logs that take part in nothing but the errors that are reported
 * @param inputs every other file that was read, for the parameter file
 */
public record ForwardProblem(
    RobotModel model,
    ParameterFile.Source modelSource,
    List<RobotLog> logs,
    List<RobotLog> heldOut,
    List<ParameterFile.Source> inputs) {

  /** Takes defensive copies. */
  public ForwardProblem {
    logs = List.copyOf(logs);
    heldOut = List.copyOf(heldOut);
    inputs = List.copyOf(inputs);
    if (logs.isEmpty()) {
      throw new IllegalArgumentException("there are no logs to fit");
    }
  }

  List<RobotJoint> joints() {
    return model.joints(logs.get(0).meta());
  }
}
