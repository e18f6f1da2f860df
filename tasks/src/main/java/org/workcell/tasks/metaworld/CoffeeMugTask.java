package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/**
 * What pushing the mug under the coffee machine and pulling it away share. The context is the mug's
 * start (3) and its goal (3); the machine stands behind one of the two.
 */
abstract class CoffeeMugTask extends MetaWorldTask<RewardInputs> {

  static final double SUCCESS_DISTANCE = 0.07;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.04;
  private static final double IN_PLACE_DISTANCE = 0.05;

  /** The mug's distance to the goal counts more in the plane of the table. */
  private static final double HORIZONTAL_WEIGHT = 2;

  private static final GripperCaging CAGING =
      new GripperCaging(0.02, 0.05, 0.04, 0.05, 0.7, GripperCaging.Density.MEDIUM);

  private final CoffeeTable table;
  private final int mugUnderSpout;

  /**
   * Makes the task.
   *
   * @param mugUnderSpout where in the context the place under the spout begins
   */
  CoffeeMugTask(
      TaskConfig<RewardInputs> config,
      MetaWorldSettings settings,
      Physics physics,
      int mugUnderSpout) {
    super(config, settings, physics, new RewardInputs());
    this.table = new CoffeeTable(physics);
    this.mugUnderSpout = mugUnderSpout;
  }

  /** The mug starts as far from its goal as the puck of the push task. */
  @Override
  final boolean rejects(double[] context) {
    return Puck.tooClose(context);
  }

  @Override
  final void placeFixtures(double[] context) {
    moveBody(
        table.machineBody(),
        context[mugUnderSpout],
        context[mugUnderSpout + 1] + CoffeeTable.MUG_BEFORE_MACHINE,
        context[mugUnderSpout + 2]);
  }

  @Override
  final void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    System.arraycopy(context, 3, inputs.target, 0, 3);
    table.placeMug(context[0], context[1], context[2]);
    placeFixtures(context);
    inputs.maximumDistance = Vectors.horizontalDistance(inputs.objectStart, inputs.target);
  }

  @Override
  final void readObjects(double[] frame) {
    table.readMug(frame);
  }

  @Override
  final int graspedGeom() {
    return table.mugGeom();
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    double mugToGoal = weightedDistance(in.object, in.target);
    double margin = weightedDistance(in.objectStart, in.target);
    double handToMug = Vectors.distance(in.object, in.tcp);
    out.inPlaceReward =
        Rewards.tolerance(mugToGoal, 0, IN_PLACE_DISTANCE, margin, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    out.reward = Rewards.hamacherProduct(out.graspReward, out.inPlaceReward);
    if (handToMug < HELD_DISTANCE && in.opening > 0) {
      out.reward += 1 + 5 * out.inPlaceReward;
    }
    if (mugToGoal < IN_PLACE_DISTANCE) {
      out.reward = 10;
    }
    out.objectToTarget = Vectors.distance(in.object, in.target);
    out.success = out.objectToTarget <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToMug <= NEAR_DISTANCE);
    out.graspSuccess(in, true);
  }

  private static double weightedDistance(double[] a, double[] b) {
    double x = HORIZONTAL_WEIGHT * (a[0] - b[0]);
    double y = HORIZONTAL_WEIGHT * (a[1] - b[1]);
    double z = a[2] - b[2];
    return Math.sqrt(x * x + y * y + z * z);
  }
}
