package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Shelf place: a block goes onto the middle shelf of a case. */
final class ShelfPlaceTask extends MetaWorldTask<LiftInputs> {

  static final TaskConfig<LiftInputs> CONFIG =
      TaskConfig.named(
              "shelf-place-v3",
              RewardVersions.of(ShelfPlaceTask::rewardV2).withV1(PuckLegacyReward::shelfPlace))
          .instruction("pick up the block and put it on the shelf")
          .success("the block is at most 0.07 m from the goal")
          .scene("shelf_place.xml", "sawyer_shelf_placing.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(
              vector(-0.1, 0.5, 0.019, -0.1, 0.8, 0.299), vector(0.1, 0.6, 0.021, 0.1, 0.9, 0.301))
          .goals(vector(-0.1, 0.8, 0.299), vector(0.1, 0.9, 0.301))
          .goalMarkerOnFixture("goal")
          .build();

  static final double SUCCESS_DISTANCE = 0.07;
  private static final double GOAL_RADIUS = 0.05;
  private static final double NEAR_DISTANCE = 0.03;
  private static final double HELD_DISTANCE = 0.025;

  /** How far above its start a held block counts as lifted by the reward. */
  private static final double LIFTED = 0.01;

  /** How far above its start a held block counts as grasped in the info columns. */
  private static final double GRASPED_LIFT = 0.02;

  /** What version v1 asks for. */
  private static final double LEGACY_LIFT = 0.04;

  /** Between block and goal at the start, in the plane of the table. */
  private static final double SMALLEST_START_DISTANCE = 0.1;

  /** Height of the goal above the foot of the case, by which the context gives the case's place. */
  private static final double GOAL_HEIGHT = 0.3;

  /** Height of the shelf's middle; the region below it is a dead end. */
  private static final double SHELF_HEIGHT = 0.24;

  private static final double SHELF_HALF_WIDTH = 0.15;

  /** How far in front of the goal the dead end begins. */
  private static final double SHELF_DEPTH = 3 * 0.05;

  private static final GripperCaging CAGING =
      new GripperCaging(0.02, 0.05, 0.01, 0.01, 1, GripperCaging.Density.NONE);

  private final Puck block;
  private final int shelfBody;
  private final double[] shelf = new double[3];
  private final double[] goalInShelf = new double[3];

  ShelfPlaceTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new LiftInputs());
    this.block = new Puck(physics);
    this.shelfBody = physics.scene().body("shelf");
    int goalSite = physics.scene().site("goal");
    for (int axis = 0; axis < 3; axis++) {
      goalInShelf[axis] = physics.scene().get(ModelField.SITE_POS, 3 * goalSite + axis);
    }
  }

  @Override
  boolean rejects(double[] context) {
    double x = context[0] - context[3];
    double y = context[1] - context[4];
    return Math.sqrt(x * x + y * y) < SMALLEST_START_DISTANCE;
  }

  /** Context: block position (3), goal position (3). */
  @Override
  void placeFixtures(double[] context) {
    Vectors.set(shelf, context[3], context[4], context[5] - GOAL_HEIGHT);
    moveBody(shelfBody, shelf);
  }

  /** The block's height is drawn and then replaced by the height at which it came to rest. */
  @Override
  void arrange(double[] context) {
    Vectors.set(inputs.objectStart, context[0], context[1], block.height());
    placeFixtures(context);
    physics.forward();
    for (int axis = 0; axis < 3; axis++) {
      inputs.target[axis] = goalInShelf[axis] + shelf[axis];
    }
    block.place(inputs.objectStart);
    inputs.measureLift(block.height(), LEGACY_LIFT);
  }

  @Override
  void readObjects(double[] frame) {
    block.read(frame);
  }

  @Override
  int graspedGeom() {
    return block.geom();
  }

  /** The grasp is blended with the placement before the dead end is subtracted from it. */
  static void rewardV2(LiftInputs in, RewardOutcome out) {
    double handToBlock = Vectors.distance(in.object, in.tcp);
    double blockToGoal = Vectors.distance(in.object, in.target);
    double margin = Vectors.distance(in.objectStart, in.target);
    double placed = Rewards.tolerance(blockToGoal, 0, GOAL_RADIUS, margin, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    out.inPlaceReward = lessDeadEnd(in, placed);
    if (blockToGoal < GOAL_RADIUS) {
      out.reward = 10;
    } else {
      boolean held =
          handToBlock < HELD_DISTANCE
              && in.opening > 0
              && in.object[2] - LIFTED > in.objectStart[2];
      out.reward =
          Rewards.hamacherProduct(out.graspReward, placed) + (held ? 1 + 5 * out.inPlaceReward : 0);
    }
    boolean lifted = in.object[2] - GRASPED_LIFT > in.objectStart[2];
    out.success = blockToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToBlock <= NEAR_DISTANCE);
    out.graspSuccess(in, lifted);
    out.objectToTarget = blockToGoal;
  }

  /** Nothing for a block behind the goal and below the shelf; less the farther in it is. */
  private static double lessDeadEnd(LiftInputs in, double placed) {
    boolean belowShelf =
        0 < in.object[2]
            && in.object[2] < SHELF_HEIGHT
            && in.target[0] - SHELF_HALF_WIDTH < in.object[0]
            && in.object[0] < in.target[0] + SHELF_HALF_WIDTH;
    double front = in.target[1] - SHELF_DEPTH;
    if (belowShelf && in.object[1] > in.target[1]) {
      return 0;
    }
    if (belowShelf && front < in.object[1] && in.object[1] < in.target[1]) {
      double deadEnd =
          Rewards.hamacherProduct(
              (in.object[1] - front) / SHELF_DEPTH, (SHELF_HEIGHT - in.object[2]) / SHELF_HEIGHT);
      return Math.min(Math.max(placed - deadEnd, 0), 1);
    }
    return placed;
  }
}
