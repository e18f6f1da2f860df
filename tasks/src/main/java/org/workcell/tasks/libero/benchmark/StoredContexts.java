package org.workcell.tasks.libero.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.workcell.tasks.libero.placement.StoredStates;
import org.workcell.tasks.libero.problem.TaskConfig;

/** The stored states of a task as contexts. */
final class StoredContexts {

  private StoredContexts() {}

  static List<double[]> of(TaskConfig config) {
    List<double[]> contexts = new ArrayList<>();
    for (int row = 0; row < StoredStates.of(config).count(); row++) {
      contexts.add(StoredStates.initialState(config, row).context());
    }
    return contexts;
  }
}
