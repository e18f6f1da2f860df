package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Vectors;

/** Coffee button: the button on the front of the coffee machine is pressed along +y. */
final class CoffeeButtonTask extends MetaWorldTask<PressInputs> {

  static final TaskConfig<PressInputs> CONFIG =
      TaskConfig.named(
              "coffee-button-v3",
              RewardVersions.of(CoffeeButtonTask::rewardV2).withV1(ButtonLegacyReward::coffee))
          .instruction("press the button of the coffee machine")
          .success("the button's face is at most 0.02 m from its end, along y")
          .scene("coffee.xml", "sawyer_coffee.xml")
          .handStart(0, 0.4, 0.2)
          .contexts(vector(-0.1, 0.8, -0.001), vector(0.1, 0.9, 0.001))
          .goals(vector(-0.101, 0.6100000000000001, 0.298), vector(0.101, 0.71, 0.302))
          // The scene's markers are those of the mug, and this site is inside the robot's base.
          .borrowedGoalMarker("basesite")
          .observedMarks("buttonStart")
          .build();

  private static final int AXIS = 1;
  static final double SUCCESS_DISTANCE = 0.02;

  /** From the machine's origin to the button's face, which starts above the mug. */
  private static final double BUTTON_HEIGHT = 0.3;

  private static final double BUTTON_TRAVEL = 0.03;

  private final CoffeeTable table;
  private final int buttonSite;
  private final int leftFingertipSite;

  CoffeeButtonTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, new PressInputs());
    this.table = new CoffeeTable(physics);
    this.buttonSite = physics.scene().site("buttonStart");
    this.leftFingertipSite = physics.scene().site("leftEndEffector");
    inputs.travel = BUTTON_TRAVEL;
  }

  /** Context: position of the machine (3). */
  @Override
  void placeFixtures(double[] context) {
    moveBody(table.machineBody(), context);
  }

  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    placeFixtures(context);
    double mugY = context[1] - CoffeeTable.MUG_BEFORE_MACHINE;
    table.placeMug(context[0], mugY, context[2]);
    Vectors.set(inputs.target, context[0], mugY + BUTTON_TRAVEL, context[2] + BUTTON_HEIGHT);
    inputs.maximumDistance =
        Math.abs(physics.sitePos().get(buttonSite, AXIS) - inputs.target[AXIS]);
  }

  /** The button's face, with a constant orientation whose scalar is first. */
  @Override
  void readObjects(double[] frame) {
    copyRow(physics.sitePos(), buttonSite, frame, FIRST_OBJECT);
    frame[FIRST_OBJECT + QUATERNION] = 1;
  }

  @Override
  void readOwnInputs() {
    physics.sitePos().readRow(leftFingertipSite, inputs.leftFingertip);
  }

  static void rewardV2(PressInputs in, RewardOutcome out) {
    PressRewards.rewardForward(in, SUCCESS_DISTANCE, out);
  }
}
