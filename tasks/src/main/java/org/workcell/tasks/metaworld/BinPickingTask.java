package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Bin picking: a block goes from one bin to the middle of the other. */
final class BinPickingTask extends MetaWorldTask<BinPickingTask.Inputs> {

  static final TaskConfig<BinPickingTask.Inputs> CONFIG =
      TaskConfig.named(
              "bin-picking-v3",
              RewardVersions.of(BinPickingTask::rewardV2).withV1(ContainerLegacyReward::binPicking))
          .instruction("take the block out of the left bin and put it into the right bin")
          .success("the block is at most 0.05 m from the middle of the bin's bottom")
          .scene("bin_picking.xml", "sawyer_bin_picking.xml")
          .handLimits(vector(-0.5, 0.4, 0.07), vector(0.5, 1.0, 0.5))
          .contexts(
              vector(-0.21, 0.65, 0.02, 0.1199, 0.699, -0.001),
              vector(-0.03, 0.75, 0.02, 0.1201, 0.701, 0.001))
          .goals(vector(0.1199, 0.699, -0.001), vector(0.1201, 0.701, 0.001))
          // The scene has no marker, and this site is inside the robot's base.
          .borrowedGoalMarker("basesite")
          .build();

  static final double SUCCESS_DISTANCE = 0.05;
  private static final double NEAR_DISTANCE = 0.04;
  private static final double LIFTED = 0.02;

  /** Opening of a gripper that is not closed on nothing. */
  private static final double HELD_OPENING = 0.43;

  /** The hand may be at any height within this distance of the middle of a funnel. */
  private static final double FUNNEL_RADIUS = 0.03;

  /** What version v1 asks for. */
  private static final double LEGACY_LIFT = 0.1;

  private static final GripperCaging CAGING =
      new GripperCaging(0.015, 0.05, 0.01, 0.01, 0.7, GripperCaging.Density.HIGH);

  private static final int FREE_JOINT_POSITIONS = 7;
  private static final int FREE_JOINT_VELOCITIES = 6;

  private final int blockBody;
  private final int goalBody;
  private final int positionAddress;
  private final int velocityAddress;

  /** What the reward looks at beyond the block's heights. */
  static final class Inputs extends LiftInputs {

    /** The block's distance to the goal after the first step of the episode; NaN before. */
    double firstDistance;

    @Override
    public void save(StateWriter writer) {
      super.save(writer);
      writer.putDouble(firstDistance);
    }

    @Override
    public void load(StateReader reader) {
      super.load(reader);
      firstDistance = reader.getDouble();
    }
  }

  BinPickingTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new Inputs());
    this.blockBody = physics.scene().body("obj");
    this.goalBody = physics.scene().body("bin_goal");
    // Upstream's free joint has no name; it is the scene's last joint.
    this.positionAddress = physics.scene().positionCount() - FREE_JOINT_POSITIONS;
    this.velocityAddress = physics.scene().velocityCount() - FREE_JOINT_VELOCITIES;
  }

  /**
   * Context: block position (3), goal position (3). The block's height is replaced by the height at
   * which it came to rest; the goal is drawn, but stays the middle of the bin.
   */
  @Override
  void arrange(double[] context) {
    Vectors.set(inputs.objectStart, context[0], context[1], blockHeight());
    setState(positionAddress, inputs.objectStart, velocityAddress, FREE_JOINT_VELOCITIES);
    readLiveViews();
    startIsJudged();
    inputs.restingHeight = blockHeight();
    inputs.liftHeight = inputs.restingHeight + LEGACY_LIFT;
    inputs.maximumDistance =
        Vectors.horizontalDistance(inputs.objectStart, inputs.target) + inputs.liftHeight;
  }

  private double blockHeight() {
    return physics.bodyPos().get(blockBody, 2);
  }

  @Override
  void readLiveViews() {
    physics.bodyPos().readRow(goalBody, inputs.target);
  }

  @Override
  void readObjects(double[] frame) {
    copyRow(physics.bodyPos(), blockBody, frame, FIRST_OBJECT);
    copyRow(physics.bodyQuat(), blockBody, frame, FIRST_OBJECT + QUATERNION);
  }

  @Override
  void readOwnInputs() {
    if (Double.isNaN(inputs.firstDistance)) {
      inputs.firstDistance = Vectors.distance(inputs.object, inputs.target);
    }
  }

  @Override
  void startIsJudged() {
    inputs.firstDistance = Double.NaN;
  }

  static void rewardV2(Inputs in, RewardOutcome out) {
    double blockToGoal = Vectors.distance(in.object, in.target);
    boolean near = Vectors.distance(in.object, in.hand) < NEAR_DISTANCE;
    boolean held = near && in.object[2] - LIFTED > in.objectStart[2] && in.opening >= HELD_OPENING;
    out.inPlaceReward =
        Rewards.tolerance(blockToGoal, 0, SUCCESS_DISTANCE, in.firstDistance, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    if (blockToGoal < SUCCESS_DISTANCE) {
      out.reward = 10;
    } else {
      double carried = Rewards.hamacherProduct(aboveBins(in), out.inPlaceReward);
      out.reward =
          Rewards.hamacherProduct(out.graspReward, out.inPlaceReward)
              + (held ? 1 + 5 * carried : 0);
    }
    out.success = blockToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(near);
    out.graspSuccess = asNumber(held);
    out.objectToTarget = blockToGoal;
  }

  /** One where the hand is above two funnels, around the block's start and the goal. */
  private static double aboveBins(Inputs in) {
    double floor =
        Math.min(
            funnel(Vectors.horizontalDistance(in.hand, in.objectStart)),
            funnel(Vectors.horizontalDistance(in.hand, in.target)));
    return in.hand[2] >= floor
        ? 1
        : Rewards.tolerance(Math.max(floor - in.hand[2], 0), 0, 0.01, 0.05, Falloff.LONG_TAIL);
  }

  private static double funnel(double radius) {
    return radius > FUNNEL_RADIUS ? 0.02 * StrictMath.log(radius - FUNNEL_RADIUS) + 0.2 : 0;
  }
}
