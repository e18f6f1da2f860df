package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.tasks.common.Box;

class ObservationHistoryTest {

  private static final Box GOALS = new Box(Box.vector(-0.1, 0.8, 0.05), Box.vector(0.1, 0.9, 0.3));
  private static final double[] GOAL = {0.2, 0.85, 0.1};
  private static final int PREVIOUS = 18;
  private static final int GOAL_X = 36;

  /** Beyond what the observation declares, and what it is clipped to. */
  private static final double HIGH_HAND = 0.8;

  private static final double HIGHEST_HAND = 0.7;

  private static ObservationHistory history(boolean compat) {
    return new ObservationHistory(
        GOALS, new MetaWorldSettings(compat, false, true, DataType.FLOAT32));
  }

  private static void advance(ObservationHistory history, double handZ) {
    history.frame()[2] = handZ;
    history.advance(GOAL);
  }

  @Test
  void strictClipsFromTheFirstFrameOn() {
    ObservationHistory history = history(false);
    history.frame()[2] = HIGH_HAND;
    history.start(GOAL);
    assertEquals(HIGHEST_HAND, history.vector()[2]);
    assertEquals(HIGHEST_HAND, history.vector()[PREVIOUS + 2]);
    assertEquals(0.1, history.vector()[GOAL_X]);
  }

  @Test
  void compatDoesNotClipTheFirstFrame() {
    ObservationHistory history = history(true);
    history.frame()[2] = HIGH_HAND;
    history.start(GOAL);
    assertEquals(HIGH_HAND, history.vector()[2]);
    assertEquals(HIGH_HAND, history.vector()[PREVIOUS + 2]);
    assertEquals(0.2, history.vector()[GOAL_X]);
    advance(history, HIGH_HAND);
    assertEquals(HIGHEST_HAND, history.vector()[2]);
    assertEquals(HIGHEST_HAND, history.vector()[PREVIOUS + 2]);
    assertEquals(0.1, history.vector()[GOAL_X]);
  }

  @Test
  void eachFrameBecomesThePreviousOne() {
    ObservationHistory history = history(false);
    history.start(GOAL);
    advance(history, 0.3);
    assertEquals(0, history.vector()[PREVIOUS + 2]);
    advance(history, 0.4);
    assertEquals(0.3, history.vector()[PREVIOUS + 2]);
    assertEquals(0.4, history.vector()[2]);
  }

  @Test
  void loadedHistoryContinues() {
    ObservationHistory saved = history(false);
    saved.start(GOAL);
    advance(saved, 0.3);
    StateWriter writer = new StateWriter();
    saved.save(writer);
    ObservationHistory loaded = history(false);
    loaded.load(new StateReader(writer.toBytes()));
    advance(saved, 0.4);
    advance(loaded, 0.4);
    assertArrayEquals(saved.vector(), loaded.vector());
  }
}
