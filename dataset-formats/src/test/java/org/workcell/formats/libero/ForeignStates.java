package org.workcell.formats.libero;

import java.util.Map;
import java.util.Optional;
import org.workcell.sim.task.RecordedStates;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.testing.FakeSuite;

/** Takes files of a BDDL task for some of the point mass. */
public final class ForeignStates implements RecordedStates {

  @Override
  public Optional<String> task(Map<String, String> attributes) {
    return Optional.ofNullable(attributes.get("bddl_file_name")).map(name -> FakeSuite.POINT_MASS);
  }

  @Override
  public ResetOptions start(TaskSpec spec, Map<String, String> attributes, double[] first) {
    return ResetOptions.seed(0);
  }
}
