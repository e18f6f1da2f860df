package org.workcell.sim.policy;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;

/**
 * Plays the chunks of a chunk policy open loop, one action at a time: asks the policy again for the
 * environments whose chunk is used up, and only for those.
 */
public final class ChunkPlayer implements Policy {

  private static final class Plan {
    private final double[] actions;
    private int next;

    Plan(int size) {
      actions = new double[size];
    }
  }

  private final Policy planner;
  private final int playedSteps;
  private final int actionSize;
  private final double[] action;
  private final BlockSpec chunkSpec;
  private final List<Plan> plans = new ArrayList<>();
  private BatchStorage asking;
  private BatchBlock answers;

  /**
   * Plays a policy's chunks for actions of this kind.
   *
   * @param playedSteps how many actions of each chunk are played before the policy is asked again
   */
  public ChunkPlayer(Policy planner, BlockSpec action, int playedSteps) {
    if (playedSteps < 1 || playedSteps > planner.chunkSteps()) {
      throw new IllegalArgumentException(
          "policy %s plans chunks of %d actions; %d of them cannot be played"
              .formatted(planner.name(), planner.chunkSteps(), playedSteps));
    }
    this.planner = planner;
    this.playedSteps = playedSteps;
    this.actionSize = action.size();
    this.action = new double[actionSize];
    this.chunkSpec = chunkSpec(action, planner.chunkSteps());
  }

  /** The block that holds chunks of so many actions: {@code [steps, ...action]}. */
  public static BlockSpec chunkSpec(BlockSpec action, int steps) {
    List<Integer> shape = new ArrayList<>();
    shape.add(steps);
    shape.addAll(action.shape());
    double[] low = new double[steps * action.size()];
    double[] high = new double[low.length];
    for (int step = 0; step < steps; step++) {
      System.arraycopy(action.low(), 0, low, step * action.size(), action.size());
      System.arraycopy(action.high(), 0, high, step * action.size(), action.size());
    }
    return new BlockSpec("action_chunk", action.type(), shape, low, high);
  }

  @Override
  public String name() {
    return planner.name();
  }

  @Override
  public boolean readsScene() {
    return planner.readsScene();
  }

  @Override
  public void start(int environment, Episode episode) {
    while (plans.size() <= environment) {
      plans.add(new Plan(chunkSpec.size()));
    }
    plans.get(environment).next = playedSteps;
    planner.start(environment, episode);
  }

  @Override
  public boolean readsObservation(int environment) {
    return plans.get(environment).next >= playedSteps;
  }

  @Override
  public void act(BatchStorage batch, int[] environments, BatchBlock actions) {
    plan(batch, environments);
    for (int row = 0; row < environments.length; row++) {
      Plan plan = plans.get(environments[row]);
      System.arraycopy(plan.actions, plan.next * actionSize, action, 0, actionSize);
      actions.putRow(row, action);
      plan.next++;
    }
  }

  private void plan(BatchStorage batch, int[] environments) {
    int[] askingRows = new int[environments.length];
    int count = 0;
    for (int row = 0; row < environments.length; row++) {
      if (readsObservation(environments[row])) {
        askingRows[count++] = row;
      }
    }
    if (count == 0) {
      return;
    }
    makeRoom(batch, environments.length);
    int[] asked = new int[count];
    for (int i = 0; i < count; i++) {
      batch.copyResults(askingRows[i], asking, i);
      asked[i] = environments[askingRows[i]];
    }
    planner.act(asking, asked, answers);
    for (int i = 0; i < count; i++) {
      Plan plan = plans.get(asked[i]);
      answers.getRow(i, plan.actions);
      plan.next = 0;
    }
  }

  private void makeRoom(BatchStorage batch, int rows) {
    if (asking == null || asking.rows() < rows) {
      asking = BatchStorage.allocate(batch.layout(), rows);
      answers = BatchBlock.allocate(chunkSpec, rows);
    }
  }

  @Override
  public void close() {
    planner.close();
  }
}
