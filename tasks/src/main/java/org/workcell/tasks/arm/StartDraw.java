package org.workcell.tasks.arm;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.task.ResetOptions;

/** Draws starts as episodes do, because only the simulation knows what the arm can do. */
final class StartDraw {

  private StartDraw() {}

  /** Contexts of a task on one of our own arms. */
  static List<double[]> contexts(ArmTaskKind kind, String robot, long seed, int count) {
    EnvironmentOptions options =
        EnvironmentOptions.defaults().withSettings(ArmSettings.choosing(robot));
    List<double[]> contexts = new ArrayList<>();
    try (EnvironmentFactory factory = new EnvironmentFactory();
        SimulatedEnvironment environment =
            factory.newEnvironment(new ArmTaskDefinition(kind), options)) {
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      for (int start = 0; start < count; start++) {
        long episode = new SeedStreams(seed).stream("start" + start).nextLong();
        environment.reset(ResetOptions.seed(episode), storage, 0);
        contexts.add(environment.record().context());
      }
    }
    return contexts;
  }
}
