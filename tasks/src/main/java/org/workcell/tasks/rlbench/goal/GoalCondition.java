package org.workcell.tasks.rlbench.goal;

import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.tasks.common.Condition;

/**
 * A condition of success or failure in one episode of one environment. One thread at a time;
 * nothing but the constructor and {@link #start} allocates.
 */
public abstract class GoalCondition implements Condition, StatePart {

  /** For conditions of this package and of tasks. */
  protected GoalCondition() {}

  /** The episode begins; positions are up to date. */
  public void start() {}

  /** A control step has passed; positions and contacts are up to date. */
  public void update() {}

  /** Holds when this does not. */
  public final GoalCondition negated() {
    return Combination.not(this);
  }

  /** Holds from the first control step on in which this holds. */
  public final GoalCondition latched() {
    return Sequence.of(this);
  }

  @Override
  public void save(StateWriter writer) {}

  @Override
  public void load(StateReader reader) {}
}
