import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;

/** Moves eight hands forward for a hundred steps, and prints the rewards of the first. */
public final class Push {

  private Push() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    TaskDefinition task = TaskRegistry.load().task("metaworld/push-v3").orElseThrow();
    VectorOptions options = VectorOptions.of(task, EnvironmentOptions.defaults(), 8);
    try (VectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.allProcessors())) {
      VectorBatch batch = vector.reset(0);
      double sum = 0;
      for (int step = 0; step < 100; step++) {
        for (int row = 0; row < 8; row++) {
          batch.rows().action().putRow(row, new double[] {0, 0.5, 0, 1});
        }
        batch = vector.step();
        sum += batch.rows().reward().get(0, 0);
      }
      System.out.println("rewards of environment 0: " + sum);
    }
  }
}
