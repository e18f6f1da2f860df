package org.workcell.tasks.metaworld;

import java.util.Arrays;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.tasks.common.Box;

/**
 * The 39 numbers of an observation: the current frame, the previous one, and the goal. A frame is
 * the hand's position (3), the gripper's opening (1), and two objects, each with position (3) and
 * quaternion (4), zeros where there is none. Allocates nothing after construction.
 */
final class ObservationHistory implements StatePart {

  static final int HAND = 0;
  static final int OPENING = 3;
  static final int FIRST_OBJECT = 4;
  static final int SECOND_OBJECT = 11;

  /** Where an object's quaternion starts, counted from its position. */
  static final int QUATERNION = 3;

  private static final int FRAME = 18;
  private static final int GOAL = 2 * FRAME;
  private static final int SIZE = GOAL + 3;

  private static final double[] HAND_LOW = {-0.525, 0.348, -0.0525};
  private static final double[] HAND_HIGH = {0.525, 1.025, 0.7};

  private final boolean goalVisible;
  private final boolean clipFirst;
  private final double[] low;
  private final double[] high;
  private final double[] frame = new double[FRAME];
  private final double[] previous = new double[FRAME];
  private final double[] vector = new double[SIZE];

  ObservationHistory(Box goals, MetaWorldSettings settings) {
    this.goalVisible = settings.goalVisible();
    this.clipFirst = !settings.compat();
    BlockSpec spec = spec(goals, settings.goalVisible());
    this.low = spec.low();
    this.high = spec.high();
  }

  /** The observation block; bounds of a hidden goal are zero. */
  static BlockSpec spec(Box goals, boolean goalVisible) {
    double[] low = new double[SIZE];
    double[] high = new double[SIZE];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    for (int start = 0; start < GOAL; start += FRAME) {
      System.arraycopy(HAND_LOW, 0, low, start + HAND, 3);
      System.arraycopy(HAND_HIGH, 0, high, start + HAND, 3);
      low[start + OPENING] = -1;
      high[start + OPENING] = 1;
    }
    for (int axis = 0; axis < 3; axis++) {
      low[GOAL + axis] = goalVisible ? goals.low()[axis] : 0;
      high[GOAL + axis] = goalVisible ? goals.high()[axis] : 0;
    }
    return BlockSpec.vector("observation", DataType.FLOAT64, low, high);
  }

  /** The frame to fill before {@link #start} or {@link #advance}. */
  double[] frame() {
    return frame;
  }

  /** The observation as published, 39 numbers. */
  double[] vector() {
    return vector;
  }

  /** Publishes the frame as the first of an episode; upstream does not clip this one. */
  void start(double[] goal) {
    compose(frame, goal);
    if (clipFirst) {
      clip();
    }
    System.arraycopy(vector, 0, vector, FRAME, FRAME);
    remember();
  }

  /** Publishes the frame after a step. */
  void advance(double[] goal) {
    compose(previous, goal);
    clip();
    remember();
  }

  private void compose(double[] before, double[] goal) {
    System.arraycopy(frame, 0, vector, 0, FRAME);
    System.arraycopy(before, 0, vector, FRAME, FRAME);
    for (int axis = 0; axis < 3; axis++) {
      vector[GOAL + axis] = goalVisible ? goal[axis] : 0;
    }
  }

  private void clip() {
    for (int i = 0; i < SIZE; i++) {
      vector[i] = Math.min(Math.max(vector[i], low[i]), high[i]);
    }
  }

  private void remember() {
    System.arraycopy(frame, 0, previous, 0, FRAME);
  }

  @Override
  public void save(StateWriter writer) {
    writer.putDoubles(previous);
  }

  @Override
  public void load(StateReader reader) {
    reader.getDoubles(previous);
  }
}
