package org.workcell.datasets.degradation;

import java.util.List;
import org.workcell.sim.batch.Actor;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.task.TaskSpec;

/**
 * The degradations of one running episode, each on what those before it have made of the policy's
 * action. What is changed goes into the row as an intervention, so the policy's own action stays.
 * Each draws from a stream of its own, named after it and its place. One thread at a time.
 */
public final class DegradationChain {

  private final List<DegradationFactory> factories;
  private final List<Degradation> chain;
  private final double[] action;
  private final double[] last;
  private final byte[] marks;
  private int step;

  /**
   * A chain for episodes of a task.
   *
   * @throws IllegalArgumentException if one of them cannot act on the task's actions
   */
  public DegradationChain(List<DegradationFactory> factories, TaskSpec task) {
    ActionMeaning meaning = ActionMeaning.of(task);
    this.factories = List.copyOf(factories);
    this.chain = factories.stream().map(each -> each.newDegradation(meaning)).toList();
    this.action = new double[meaning.size()];
    this.last = new double[meaning.size()];
    this.marks = new byte[chain.size()];
  }

  /** An episode begins. */
  public void start(SeedStreams seeds) {
    step = 0;
    for (int i = 0; i < chain.size(); i++) {
      String kind = factories.get(i).identity().replaceFirst("=.*", "");
      chain.get(i).start(seeds.stream("degradation/" + i + "/" + kind));
    }
  }

  /** The policy has written its action into a row; changes what the next step carries out. */
  public void apply(BatchStorage storage, int row) {
    boolean any = false;
    storage.action().getRow(row, action);
    for (int i = 0; i < chain.size(); i++) {
      boolean acted = chain.get(i).apply(step, action, last);
      marks[i] = (byte) (acted ? 1 : 0);
      any |= acted;
    }
    if (any) {
      storage.intervention().putRow(row, action);
      storage.actor().put(row, 0, Actor.INTERVENTION.number());
    }
  }

  /** The step has been carried out. */
  public void afterStep(BatchStorage storage, int row) {
    storage.executedAction().getRow(row, last);
    step++;
  }

  /** Which degradations acted in the last step, 0 or 1 for each; not to be changed. */
  public byte[] marks() {
    return marks;
  }
}
