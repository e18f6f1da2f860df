package mine;

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

/**
 * Policy {@code spring=STIFFNESS}: a virtual spring pulls the tip of the planar arm to the goal.
 */
public final class SpringPolicy implements PolicyProvider {

  // region provider
  @Override
  public String name() {
    return "spring";
  }

  @Override
  public String description() {
    return "a virtual spring between tip and goal: spring=STIFFNESS";
  }

  @Override
  public PolicySource open(String label, String parameters, NetworkSettings settings) {
    settings.requireNone(label);
    double stiffness = Double.parseDouble(parameters);
    return new PolicySource() {
      @Override
      public String label() {
        return label;
      }

      @Override
      public Policy newPolicy(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout) {
        return new Spring(stiffness);
      }
    };
  }

  // endregion

  // region policy
  private record Spring(double stiffness) implements Policy {

    @Override
    public String name() {
      return "spring";
    }

    @Override
    public void start(int environment, Episode episode) {
      // Remembers nothing of an episode.
    }

    @Override
    public void act(BatchStorage batch, int[] environments, BatchBlock actions) {
      BatchBlock joints = batch.observation(0);
      BatchBlock tip = batch.observation(1);
      BatchBlock goal = batch.observation(2);
      for (int row = 0; row < environments.length; row++) {
        double forceX = stiffness * (goal.get(row, 0) - tip.get(row, 0));
        double forceY = stiffness * (goal.get(row, 1) - tip.get(row, 1));
        double elbowX = PlanarReach.LINK_METRES * StrictMath.cos(joints.get(row, 0));
        double elbowY = PlanarReach.LINK_METRES * StrictMath.sin(joints.get(row, 0));
        // Torques of a force at the tip: arm x force, about the shoulder and about the elbow.
        actions.put(row, 0, clip(tip.get(row, 0) * forceY - tip.get(row, 1) * forceX));
        actions.put(
            row,
            1,
            clip((tip.get(row, 0) - elbowX) * forceY - (tip.get(row, 1) - elbowY) * forceX));
      }
    }

    private static double clip(double action) {
      return Math.max(-1, Math.min(1, action));
    }
  }
  // endregion
}
