package org.workcell.sim.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.sim.numpy.NpyArray;

/**
 * A reward of each step from info columns, such as costs of stages: a constant, plus weights times
 * the columns after the step, plus weights times how much columns changed in it. With the constant
 * -1 and 10 for the change of {@code stages_reached}, a step costs 1 and a stage earns 10.
 */
public final class ColumnReward implements RewardModel {

  private static final String PREFIX = "info_";

  private final double constant;
  private final Map<String, Double> levels;
  private final Map<String, Double> changes;
  private final RewardSpec spec;

  /**
   * A reward.
   *
   * @param constant added in every step
   * @param levels weights of columns' values after the step, by column
   * @param changes weights of columns' changes in the step, by column
   * @throws IllegalArgumentException if no column is named or a weight is not finite
   */
  public ColumnReward(double constant, Map<String, Double> levels, Map<String, Double> changes) {
    this.constant = constant;
    this.levels = new TreeMap<>(levels);
    this.changes = new TreeMap<>(changes);
    List<Double> weights = new ArrayList<>(levels.values());
    weights.addAll(changes.values());
    weights.add(constant);
    for (double weight : weights) {
      if (!Double.isFinite(weight)) {
        throw new IllegalArgumentException("the weight %s is not finite".formatted(weight));
      }
    }
    TreeMap<String, Double> all = new TreeMap<>(levels);
    all.putAll(changes);
    RewardSpec.Builder builder = RewardSpec.builder();
    all.keySet().forEach(column -> builder.input(after(column)));
    changes.keySet().stream().sorted().forEach(column -> builder.input(before(column)));
    this.spec = builder.build();
  }

  private static RewardInput after(String column) {
    return RewardInput.of(Moment.AFTER, PREFIX + column).withShape(List.of());
  }

  private static RewardInput before(String column) {
    return RewardInput.of(Moment.BEFORE, PREFIX + column).withShape(List.of());
  }

  @Override
  public String name() {
    return "columns";
  }

  @Override
  public String identity() {
    return "columns constant %s, values %s, changes %s".formatted(constant, levels, changes);
  }

  @Override
  public RewardSpec spec() {
    return spec;
  }

  @Override
  public double[] score(RewardBatch batch) {
    double[] scores = new double[batch.rows()];
    Arrays.fill(scores, constant);
    levels.forEach((column, weight) -> add(scores, weight, batch.array(after(column))));
    changes.forEach(
        (column, weight) -> {
          NpyArray after = batch.array(after(column));
          NpyArray before = batch.array(before(column));
          for (int row = 0; row < scores.length; row++) {
            scores[row] += weight * (after.number(row) - before.number(row));
          }
        });
    return scores;
  }

  private static void add(double[] scores, double weight, NpyArray values) {
    for (int row = 0; row < scores.length; row++) {
      scores[row] += weight * values.number(row);
    }
  }
}
