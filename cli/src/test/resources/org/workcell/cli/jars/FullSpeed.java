package other;

import org.workcell.evaluation.NetworkSettings;
import org.workcell.evaluation.PolicyProvider;
import org.workcell.evaluation.PolicySource;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.task.TaskDefinition;

/** Acts with a share of the highest action. */
public final class FullSpeed implements PolicyProvider {

  @Override
  public String name() {
    return "full-speed";
  }

  @Override
  public String description() {
    return "a share of the highest action: full-speed=SHARE";
  }

  @Override
  public PolicySource open(String label, String parameters, NetworkSettings settings) {
    settings.requireNone(label);
    double share = Double.parseDouble(parameters);
    return new PolicySource() {
      @Override
      public String label() {
        return label;
      }

      @Override
      public Policy newPolicy(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout) {
        return new Share(share * layout.action().high()[0]);
      }
    };
  }

  private record Share(double action) implements Policy {

    @Override
    public String name() {
      return "full-speed";
    }

    @Override
    public void start(int environment, Episode episode) {}

    @Override
    public void act(BatchStorage batch, int[] environments, BatchBlock actions) {
      for (int row = 0; row < environments.length; row++) {
        actions.putRow(row, new double[] {action});
      }
    }
  }
}
