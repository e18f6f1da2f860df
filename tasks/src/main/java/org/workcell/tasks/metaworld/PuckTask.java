package org.workcell.tasks.metaworld;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Vectors;

/**
 * What the tasks share that have a puck, or a block in its place, on the table: reach, push and
 * pick-place, with and without a wall, and push-back. The context is the puck's position (3) and
 * the goal's (3).
 *
 * @param <I> the inputs of the task's reward formulas
 */
abstract class PuckTask<I extends RewardInputs> extends MetaWorldTask<I> {

  /** The puck. */
  final Puck puck;

  PuckTask(TaskConfig<I> config, MetaWorldSettings settings, Physics physics, I inputs) {
    super(config, settings, physics, inputs);
    this.puck = new Puck(physics);
  }

  @Override
  final boolean rejects(double[] context) {
    return Puck.tooClose(context);
  }

  /** Puts puck and goal where the context says. */
  final void placeAsDrawn(double[] context) {
    System.arraycopy(context, 3, inputs.target, 0, 3);
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    puck.place(inputs.objectStart);
  }

  /**
   * Puts puck and goal on the table. Both heights are drawn and then replaced by the height at
   * which the puck came to rest.
   */
  final void placeOnTable(double[] context) {
    double height = puck.height();
    Vectors.set(inputs.target, context[3], context[4], height);
    Vectors.set(inputs.objectStart, context[0], context[1], height);
    puck.place(inputs.objectStart);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  final void readObjects(double[] frame) {
    puck.read(frame);
  }
}
