package org.workcell.tasks.rlbench.goal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Combinations of conditions, with conditions that a test switches. */
class SequenceTest {

  private static final class Switch extends GoalCondition {
    private boolean on;

    @Override
    public boolean holds() {
      return on;
    }
  }

  private final Switch first = new Switch();
  private final Switch second = new Switch();

  @Test
  void aSequenceNeedsItsOrder() {
    GoalCondition both = Sequence.of(first, second);
    both.start();
    set(second, both);
    assertFalse(both.holds(), "the second alone");
    second.on = false;
    set(first, both);
    first.on = false;
    set(second, both);
    second.on = false;
    both.update();
    assertTrue(both.holds(), "one after the other, and it stays");
  }

  private static void set(Switch which, GoalCondition all) {
    which.on = true;
    all.update();
  }

  @Test
  void aSequenceContinuesFromItsState() {
    GoalCondition both = Sequence.of(first, second);
    both.start();
    set(first, both);
    StateWriter writer = new StateWriter();
    both.save(writer);
    both.start();
    both.load(new StateReader(writer.toBytes()));
    set(second, both);
    assertTrue(both.holds());
  }

  @Test
  void countsParts() {
    List<GoalCondition> parts = List.of(first, second);
    assertCounts(parts, 0);
    first.on = true;
    assertCounts(parts, 1);
    second.on = true;
    assertCounts(parts, 2);
  }

  private static void assertCounts(List<GoalCondition> parts, int count) {
    assertEquals(count == 2, Combination.all(parts).holds());
    assertEquals(count == 0, Combination.none(parts).holds());
    assertEquals(count >= 1, Combination.atLeast(1, parts).holds());
    assertEquals(count == 1, Combination.exactly(1, parts).holds());
    assertEquals(count != 2, Combination.all(parts).negated().holds());
  }
}
