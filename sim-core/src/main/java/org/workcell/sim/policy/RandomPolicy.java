package org.workcell.sim.policy;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.random.RandomStream;

/**
 * Acts uniformly within the bounds of the action block, from each episode's stream {@code policy}.
 */
public final class RandomPolicy implements Policy {

  private final double[] low;
  private final double[] high;
  private final List<RandomStream> streams = new ArrayList<>();

  /**
   * Acts within these bounds.
   *
   * @throws IllegalArgumentException if a bound is infinite
   */
  public RandomPolicy(BlockSpec action) {
    this.low = action.low();
    this.high = action.high();
    for (int i = 0; i < low.length; i++) {
      if (!Double.isFinite(low[i]) || !Double.isFinite(high[i])) {
        throw new IllegalArgumentException(
            "a random policy needs finite action bounds; element %d has %s..%s"
                .formatted(i, low[i], high[i]));
      }
    }
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public void start(int environment, Episode episode) {
    while (streams.size() <= environment) {
      streams.add(null);
    }
    streams.set(environment, episode.seeds().stream("policy"));
  }

  @Override
  public void act(BatchStorage batch, int[] environments, BatchBlock actions) {
    for (int row = 0; row < environments.length; row++) {
      RandomStream stream = stream(environments[row]);
      for (int i = 0; i < low.length; i++) {
        actions.put(row, i, stream.uniform(low[i], high[i]));
      }
    }
  }

  private RandomStream stream(int environment) {
    RandomStream stream = environment < streams.size() ? streams.get(environment) : null;
    if (stream == null) {
      throw new IllegalStateException(
          "environment %d has no episode; call start for it first".formatted(environment));
    }
    return stream;
  }
}
