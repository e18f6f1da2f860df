package org.workcell.formats.libero;

import java.util.Map;
import java.util.Optional;
import org.workcell.sim.task.RecordedStates;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskSpec;

/** States in files that {@link LiberoSet} has written: they say task and start themselves. */
final class OwnStates implements RecordedStates {

  @Override
  public Optional<String> task(Map<String, String> attributes) {
    return Optional.ofNullable(attributes.get(Names.TASK));
  }

  @Override
  public ResetOptions start(TaskSpec spec, Map<String, String> attributes, double[] first) {
    String text = attributes.get(Names.START);
    if (text == null) {
      throw new IllegalArgumentException("it lacks the attribute " + Names.START);
    }
    ResetOptions start = StartText.read(text);
    spec.requireValid(start);
    return start;
  }
}
