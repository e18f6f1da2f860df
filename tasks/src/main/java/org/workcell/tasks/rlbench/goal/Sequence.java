package org.workcell.tasks.rlbench.goal;

import java.util.List;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Holds once its parts have held one after the other. A part counts as done from the control step
 * on in which it first holds after those before it.
 */
public final class Sequence extends GoalCondition {

  private final GoalCondition[] parts;
  private int done;

  private Sequence(List<GoalCondition> parts) {
    this.parts = parts.toArray(GoalCondition[]::new);
  }

  /** Parts in their order. */
  public static GoalCondition of(GoalCondition... parts) {
    return new Sequence(List.of(parts));
  }

  /** Parts in their order. */
  public static GoalCondition of(List<GoalCondition> parts) {
    return new Sequence(parts);
  }

  @Override
  public boolean holds() {
    return done == parts.length;
  }

  @Override
  public void start() {
    done = 0;
    for (GoalCondition part : parts) {
      part.start();
    }
  }

  @Override
  public void update() {
    for (GoalCondition part : parts) {
      part.update();
    }
    if (done < parts.length && parts[done].holds()) {
      done++;
    }
  }

  @Override
  public void save(StateWriter writer) {
    writer.putInt(done);
    for (GoalCondition part : parts) {
      part.save(writer);
    }
  }

  @Override
  public void load(StateReader reader) {
    done = reader.getInt();
    for (GoalCondition part : parts) {
      part.load(reader);
    }
  }
}
