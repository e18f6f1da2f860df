package org.workcell.tasks.libero.benchmark;

import java.util.List;
import org.workcell.tasks.libero.problem.TaskSheet;

final class StoredContexts {
  private StoredContexts() {}

  static List<double[]> of(TaskSheet sheet) {
    return List.of(new double[0]);
  }
}
