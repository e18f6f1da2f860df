package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/**
 * Dial turn: the dial's marker, which points at the robot, is turned away from it.
 *
 * <p>Some engines (MuJoCo 3.5.0) give the turning part a translational constraint weight, although
 * its axis does not move. That makes its contacts so soft that fingers pass through. Profile strict
 * takes the weight back, as a model edit that is in the episode's record; profile compat leaves the
 * engine as it is.
 */
final class DialTurnTask extends MetaWorldTask<DialTurnTask.Inputs> {

  static final TaskConfig<DialTurnTask.Inputs> CONFIG =
      TaskConfig.named(
              "dial-turn-v3",
              RewardVersions.of(DialTurnTask::rewardV2).withV1(TurnLegacyReward::dial))
          .instruction("turn the dial about a quarter of a revolution by sweeping its marker")
          .success(
              "the dial's marker is at most 0.07 m from its goal, which takes a turn of at least 79"
                  + " degrees either way")
          .scene("dial.xml", "sawyer_dial.xml")
          .handStartFloat32(0, 0.6, 0.2)
          .contexts(vector(-0.1, 0.7, 0.0), vector(0.1, 0.8, 0.0))
          .goals(vector(-0.1, 0.73, 0.0299), vector(0.1, 0.83, 0.0301))
          .observedMarks("dialStart")
          .build();

  static final double SUCCESS_DISTANCE = 0.07;
  private static final double NEAR_DISTANCE = 0.01;
  private static final double REACHED_DISTANCE = 0.005;

  /** Distance of the marker from the dial's axis. */
  private static final double MARKER_RADIUS = 0.05;

  /** The goal, seen from the dial. */
  private static final double GOAL_Y = 0.03;

  private static final double GOAL_HEIGHT = 0.03;

  /** Where upstream wants the fingertips, seen from the marker. */
  private static final double PUSH_X = 0.05;

  private static final double PUSH_Y = 0.02;
  private static final double PUSH_HEIGHT = 0.09;

  /** What this task looks at beyond what all tasks share. */
  static final class Inputs extends RewardInputs {

    /** Where the fingertips are wanted at the start of the episode. */
    final double[] pushStart = new double[3];

    @Override
    public void save(StateWriter writer) {
      super.save(writer);
      writer.putDoubles(pushStart);
    }

    @Override
    public void load(StateReader reader) {
      super.load(reader);
      reader.getDoubles(pushStart);
    }
  }

  private final int dialBody;
  private final int angleAddress;
  private final int knobBody;
  private final double knobRotationalWeight;
  private final boolean engineSoftensKnob;

  DialTurnTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new Inputs());
    this.dialBody = physics.scene().body("dial");
    this.angleAddress = physics.scene().positionAddress("knob_Joint_1");
    // Upstream left the turning part without a name; it is the body after the dial's.
    this.knobBody = dialBody + 1;
    this.knobRotationalWeight = physics.scene().get(ModelField.BODY_INVWEIGHT0, 2 * knobBody + 1);
    this.engineSoftensKnob =
        !settings.compat() && physics.scene().get(ModelField.BODY_INVWEIGHT0, 2 * knobBody) != 0;
  }

  /** Context: position of the dial (3). */
  @Override
  void placeFixtures(double[] context) {
    moveBody(dialBody, context);
    if (engineSoftensKnob) {
      weighBody(knobBody, 0, knobRotationalWeight);
    }
  }

  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    Vectors.set(inputs.target, context[0], context[1] + GOAL_Y, context[2] + GOAL_HEIGHT);
    placeFixtures(context);
    refreshUnlessCompat();
    Vectors.set(
        inputs.pushStart,
        markerX() + PUSH_X,
        markerY() + PUSH_Y,
        physics.bodyPos().get(dialBody, 2) + PUSH_HEIGHT);
    inputs.maximumDistance = Math.abs(inputs.target[1] - inputs.objectStart[1]);
  }

  private double markerX() {
    double angle = physics.qpos().get(angleAddress);
    return physics.bodyPos().get(dialBody, 0) + MARKER_RADIUS * StrictMath.sin(angle);
  }

  private double markerY() {
    double angle = physics.qpos().get(angleAddress);
    return physics.bodyPos().get(dialBody, 1) - MARKER_RADIUS * StrictMath.cos(angle);
  }

  /** The object is the marker, at the height of the table; the orientation is the base's. */
  @Override
  void readObjects(double[] frame) {
    frame[FIRST_OBJECT] = markerX();
    frame[FIRST_OBJECT + 1] = markerY();
    frame[FIRST_OBJECT + 2] = physics.bodyPos().get(dialBody, 2);
    copyRow(physics.bodyQuat(), dialBody, frame, FIRST_OBJECT + QUATERNION);
  }

  static void rewardV2(Inputs in, RewardOutcome out) {
    double markerToGoal = Vectors.distance(in.object, in.target);
    double startToGoal = Vectors.distance(in.pushStart, in.target);
    double reach =
        length(
            in.object[0] + PUSH_X - in.tcp[0],
            in.object[1] + PUSH_Y - in.tcp[1],
            in.object[2] + PUSH_HEIGHT - in.tcp[2]);
    double startReach = Vectors.distance(in.pushStart, in.initialTcp);
    out.inPlaceReward =
        Rewards.tolerance(
            markerToGoal,
            0,
            SUCCESS_DISTANCE,
            Math.abs(startToGoal - SUCCESS_DISTANCE),
            Falloff.LONG_TAIL);
    double reaching =
        Rewards.tolerance(
            reach, 0, REACHED_DISTANCE, Math.abs(startReach - REACHED_DISTANCE), Falloff.GAUSSIAN);
    double grip = Math.min(Math.max(0, in.action[3]), 1);
    out.graspReward = Rewards.hamacherProduct(reaching, grip);
    out.reward = 10 * Rewards.hamacherProduct(out.graspReward, out.inPlaceReward);
    out.success = markerToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(reach <= NEAR_DISTANCE);
    out.graspSuccess = 1;
    out.objectToTarget = markerToGoal;
  }

  private static double length(double x, double y, double z) {
    return Math.sqrt(x * x + y * y + z * z);
  }
}
