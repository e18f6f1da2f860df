package org.workcell.tasks.rlbench.goal;

import java.util.List;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Holds when enough of its parts hold, in the same control step. */
public final class Combination extends GoalCondition {

  private final GoalCondition[] parts;
  private final int least;
  private final int most;

  private Combination(List<GoalCondition> parts, int least, int most) {
    this.parts = parts.toArray(GoalCondition[]::new);
    this.least = least;
    this.most = most;
  }

  /** Holds when all parts hold. */
  public static GoalCondition all(GoalCondition... parts) {
    return all(List.of(parts));
  }

  /** Holds when all parts hold. */
  public static GoalCondition all(List<GoalCondition> parts) {
    return new Combination(parts, parts.size(), parts.size());
  }

  /** Holds when one of the parts holds, or more. */
  public static GoalCondition any(GoalCondition... parts) {
    return new Combination(List.of(parts), 1, parts.length);
  }

  /** Holds when this many parts hold, or more. */
  public static GoalCondition atLeast(int count, List<GoalCondition> parts) {
    return new Combination(parts, count, parts.size());
  }

  /** Holds when exactly this many parts hold. */
  public static GoalCondition exactly(int count, List<GoalCondition> parts) {
    return new Combination(parts, count, count);
  }

  /** Holds when no part holds. */
  public static GoalCondition none(List<GoalCondition> parts) {
    return new Combination(parts, 0, 0);
  }

  static GoalCondition not(GoalCondition part) {
    return none(List.of(part));
  }

  @Override
  public boolean holds() {
    int count = 0;
    for (GoalCondition part : parts) {
      count += part.holds() ? 1 : 0;
    }
    return count >= least && count <= most;
  }

  @Override
  public void start() {
    for (GoalCondition part : parts) {
      part.start();
    }
  }

  @Override
  public void update() {
    for (GoalCondition part : parts) {
      part.update();
    }
  }

  @Override
  public void save(StateWriter writer) {
    for (GoalCondition part : parts) {
      part.save(writer);
    }
  }

  @Override
  public void load(StateReader reader) {
    for (GoalCondition part : parts) {
      part.load(reader);
    }
  }
}
