package org.workcell.tasks.kitchen.experts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.batch.Observation;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;

/**
 * Brings elements to their goals, one after the other, and rests then. What it did not bring to its
 * goal it tries again after the others.
 */
public final class KitchenExpert implements Expert {

  private final List<ElementMotion> order;
  private final List<ElementMotion> pending = new ArrayList<>();
  private final KitchenView view = new KitchenView();
  private final EndEffectorServo servo = new EndEffectorServo();
  private final HandGoal goal = new HandGoal();
  private List<Waypoint> moves = List.of();
  private int move;
  private int steps;
  private boolean reached;
  private boolean moving;

  /**
   * An expert for elements in this order.
   *
   * @param elements names of goals
   * @throws IllegalArgumentException if one of them is unknown
   */
  public KitchenExpert(List<String> elements) {
    this.order = elements.stream().map(ElementMotions::of).toList();
  }

  @Override
  public void start(Episode episode) {
    pending.clear();
    pending.addAll(order);
    move = 0;
    steps = 0;
    reached = false;
    moving = false;
    servo.start();
  }

  @Override
  public void act(Observation observation, double[] action) {
    view.look(observation);
    if (moving) {
      finishMove();
    }
    moving = !pending.isEmpty();
    if (!moving) {
      Arrays.fill(action, 0);
      return;
    }
    if (move == 0 && steps == 0) {
      moves = pending.get(0).choose(view);
    }
    Waypoint current = moves.get(move);
    current.write(view, goal);
    servo.act(view.robot(), goal, action);
    reached |= servo.reached(current.reached());
    steps++;
  }

  private void finishMove() {
    ElementMotion handling = pending.get(0);
    Waypoint current = moves.get(move);
    if (!reached && steps < current.longest() && !current.end().reached(view)) {
      return;
    }
    move++;
    steps = 0;
    reached = false;
    if (move == moves.size()) {
      move = 0;
      pending.remove(0);
      if (!handling.done().reached(view)) {
        pending.add(handling);
      }
    }
  }
}
