package org.workcell.tasks.metaworld.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.numpy.NumpyPcg64;

/**
 * Upstream's wrapper of this name: goals come in rounds, each goal once a round, in an order that
 * is shuffled at the start of every round from the order of the round before. One thread at a time.
 */
public final class PseudoRandomTaskSelect {

  private final List<Integer> order;
  private final NumpyPcg64 random;
  private int position = -1;

  /** Selects among goals numbered from 0, as upstream after {@code env.seed(seed)}. */
  public PseudoRandomTaskSelect(int goals, long seed) {
    this.order = new ArrayList<>(IntStream.range(0, goals).boxed().toList());
    this.random = new NumpyPcg64(seed);
  }

  /** Number of the goal that upstream's next {@code sample_tasks} selects. */
  public int next() {
    position = (position + 1) % order.size();
    if (position == 0) {
      random.shuffle(order);
    }
    return order.get(position);
  }
}
