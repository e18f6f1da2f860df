package org.workcell.sim.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;

/**
 * Plays the chunks of a chunk policy open loop, one action at a time: asks the policy again for the
 * environments whose chunk is used up, and only for those. An answer that takes effect later is
 * kept, and the chunk before goes on, until its {@link Policy#effectiveStep}.
 */
public final class ChunkPlayer implements Policy {

  /** What is played in one environment. */
  private static final class Plan {

    private static final int NONE = Integer.MIN_VALUE;

    private final int steps;
    private double[] actions;
    private double[] later;
    private int now;
    private int first = NONE;
    private int laterFirst = NONE;

    Plan(int steps, int size) {
      this.steps = steps;
      actions = new double[size];
      later = new double[size];
    }

    void start() {
      now = 0;
      first = NONE;
      laterFirst = NONE;
    }

    boolean isUsedUp(int playedSteps) {
      return laterFirst == NONE && (first == NONE || now - first >= playedSteps);
    }

    boolean covers(int step) {
      return first != NONE && step - first < steps;
    }

    /** Takes over an answer; why it cannot be played, or null. */
    String take(BatchBlock answers, int row, int effectiveStep) {
      if (now - effectiveStep >= steps) {
        return "a chunk of %d actions that begins at control step %d is over at step %d"
            .formatted(steps, effectiveStep, now);
      }
      if (effectiveStep > now && !covers(effectiveStep - 1)) {
        return ("a chunk takes effect at control step %d, and the one before does not last until"
                + " then; answer earlier, or play fewer steps of each chunk")
            .formatted(effectiveStep);
      }
      answers.getRow(row, later);
      laterFirst = effectiveStep;
      return null;
    }

    /** The chunk whose turn it is. */
    private void turn() {
      if (laterFirst != NONE && laterFirst <= now) {
        double[] old = actions;
        actions = later;
        later = old;
        first = laterFirst;
        laterFirst = NONE;
      }
    }

    void play(double[] action) {
      turn();
      System.arraycopy(actions, (now - first) * action.length, action, 0, action.length);
      now++;
    }
  }

  private final Policy planner;
  private final int playedSteps;
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
    if (planner.chunkSteps() > MAX_CHUNK_STEPS) {
      throw new IllegalArgumentException(
          "policy %s plans chunks of %d actions; expected %d at most"
              .formatted(planner.name(), planner.chunkSteps(), MAX_CHUNK_STEPS));
    }
    if (playedSteps < 1 || playedSteps > planner.chunkSteps()) {
      throw new IllegalArgumentException(
          "policy %s plans chunks of %d actions; %d of them cannot be played"
              .formatted(planner.name(), planner.chunkSteps(), playedSteps));
    }
    this.planner = planner;
    this.playedSteps = playedSteps;
    this.action = new double[action.size()];
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
      plans.add(new Plan(planner.chunkSteps(), chunkSpec.size()));
    }
    plans.get(environment).start();
    planner.start(environment, episode);
  }

  @Override
  public boolean needsObservation(int environment) {
    return plans.get(environment).isUsedUp(playedSteps);
  }

  @Override
  public void act(BatchStorage batch, int[] environments, BatchBlock actions) {
    Map<Integer, String> failures = plan(batch, environments);
    for (int row = 0; row < environments.length; row++) {
      if (!failures.containsKey(environments[row])) {
        plans.get(environments[row]).play(action);
        actions.putRow(row, action);
      }
    }
    if (!failures.isEmpty()) {
      throw new PolicyAnswerException(failures);
    }
  }

  private Map<Integer, String> plan(BatchStorage batch, int[] environments) {
    int[] askingRows = new int[environments.length];
    int count = 0;
    for (int row = 0; row < environments.length; row++) {
      if (needsObservation(environments[row])) {
        askingRows[count++] = row;
      }
    }
    if (count == 0) {
      return Map.of();
    }
    makeRoom(batch, environments.length);
    int[] asked = new int[count];
    for (int i = 0; i < count; i++) {
      batch.copyResults(askingRows[i], asking, i);
      asked[i] = environments[askingRows[i]];
    }
    Map<Integer, String> failures = new TreeMap<>(ask(asked));
    for (int i = 0; i < count; i++) {
      int environment = asked[i];
      if (!failures.containsKey(environment)) {
        Plan plan = plans.get(environment);
        String reason = plan.take(answers, i, planner.effectiveStep(environment, plan.now));
        if (reason != null) {
          failures.put(environment, "policy %s: %s".formatted(name(), reason));
        }
      }
    }
    return failures;
  }

  private Map<Integer, String> ask(int[] environments) {
    try {
      planner.act(asking, environments, answers);
      return Map.of();
    } catch (PolicyAnswerException e) {
      return e.failures();
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
