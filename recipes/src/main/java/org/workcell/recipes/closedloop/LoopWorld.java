package org.workcell.recipes.closedloop;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.delta.DeltaActions;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.StageFolder;
import org.workcell.sim.environment.CommandPathChoice;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim2real.export.MjcfExport;
import org.workcell.sim2real.gap.GapRobot;

/**
 * The environments of a loop: the same task with the nominal, the identified and the hidden robot.
 * Masses are those of the robot's model, all else is in the drives.
 *
 * @param plan the loop's plan
 * @param files the loop's folder
 */
record LoopWorld(LoopPlan plan, StageFolder files) {

  static final String ROBOT = "robot/arm.xml";
  static final String MAP = "robot/robot.yaml";
  static final String GAP = "gap";
  static final String PARAMETERS = "params.json";
  static final String DELTA = "delta";
  private static final String IDENTIFIED = "robot/identified.xml";

  Path model() {
    return files.of(ROBOT);
  }

  private EnvironmentOptions with(Path model) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("robot", model.toString());
    settings.put("robot_map", files.of(MAP).toString());
    settings.put("control_hz", Integer.toString(plan.controlHz()));
    return EnvironmentOptions.defaults().withSettings(settings).withHorizon(plan.horizon());
  }

  EnvironmentOptions nominal() {
    return with(model());
  }

  /** Commands have noise. */
  EnvironmentOptions noisy() {
    return CommandPathChoice.NONE
        .withFilters(List.of("noise=deviation:" + plan.noise()))
        .applyTo(nominal());
  }

  /** Only the oracle trains here, and all policies are judged here. */
  EnvironmentOptions hidden() {
    GapRobot hidden = GapRobot.of(files.of(GAP), model());
    return with(hidden.model()).withActuators(ParameterFiles.readActuators(hidden.drives()));
  }

  /** The model as it was identified from logs. */
  EnvironmentOptions identified() {
    ParameterFile found = ParameterFiles.read(files.of(PARAMETERS));
    if (!files.has(IDENTIFIED)) {
      MjcfExport.write(model(), masses(found), PARAMETERS, files.of(IDENTIFIED));
    }
    return with(files.of(IDENTIFIED))
        .withActuators(ParameterFiles.readActuators(files.of(PARAMETERS)));
  }

  /** The identified model with what was learned on top. */
  EnvironmentOptions corrected() {
    return identified().withDelta(DeltaActions.read(files.of(DELTA), "", false));
  }

  private static ParameterFile masses(ParameterFile file) {
    List<IdentifiedParameter> bodies =
        file.parameters().stream().filter(each -> each.path().startsWith("body:")).toList();
    return new ParameterFile(
        file.format(),
        file.workcell(),
        file.engine(),
        file.method(),
        file.family(),
        file.model(),
        file.inputs(),
        bodies,
        List.of(),
        Map.of());
  }
}
