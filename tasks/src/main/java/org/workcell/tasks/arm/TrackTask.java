package org.workcell.tasks.arm;

import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.tasks.arm.robot.ArmRobot;

/**
 * Joints or tip follow a reference. A step's error is that to the reference of the moment; an
 * episode succeeds in its last step, or in each after that, if the mean error is below a bound.
 */
final class TrackTask extends ArmTask {

  private static final int REFERENCE = 4;

  /** References in an observation: those of the next steps. */
  static final int AHEAD = 8;

  /** Mean over the steps of the root mean square over the joints, rad or m. */
  static final double JOINT_TOLERANCE = 0.05;

  /** Moments of an episode that must be free of contact. */
  private static final int CHECKED = 60;

  private final Sizes sizes;
  private final ArmContexts contexts;
  private final Reference reference;
  private final SerialChain chain;
  private final int goalSite;
  private final int width;
  private final double[] ahead;
  private final double[] joints;
  private final double[] now;
  private int homeContacts;
  private int steps;
  private double errorSum;
  private double error;

  TrackTask(ArmSettings settings, Physics physics) {
    super(settings, physics);
    ArmRobot robot = settings.robot();
    this.sizes = Sizes.of(robot);
    this.contexts =
        new ArmContexts(
            ArmSuite.id(ArmTaskKind.TRACK), robot.label(), Reference.ranges(robot), this::accepts);
    this.reference = new Reference(robot);
    this.chain = robot.newChain();
    this.goalSite = physics.scene().site(ArmScene.GOAL);
    this.width = settings.byTip() ? 3 : robot.jointCount();
    this.ahead = new double[AHEAD * width];
    this.joints = new double[robot.jointCount()];
    this.now = new double[width];
  }

  @Override
  void begin(EpisodeStart episode) {
    homeContacts = arm().contactsAt(settings().robot().home());
    reference.use(contexts.choose(episode));
    steps = 0;
    errorSum = 0;
    error = 0;
  }

  private boolean accepts(double[] context) {
    reference.use(context);
    for (int i = 0; i <= CHECKED; i++) {
      reference.at((double) ArmTaskKind.TRACK.seconds() * i / CHECKED, joints, 0);
      if (arm().contactsAt(joints) > homeContacts
          || arm().tipPoint()[2] < 0.5 * sizes.clearance()) {
        return false;
      }
    }
    return true;
  }

  @Override
  void placed(EpisodeStart episode) {
    // What the marker shows moves with every step; see writeLooks.
  }

  private void readReference(int step, double[] target, int offset) {
    double seconds = step * settings().periodSeconds();
    if (!settings().byTip()) {
      reference.at(seconds, target, offset);
      return;
    }
    reference.at(seconds, joints, 0);
    chain.compute(joints);
    System.arraycopy(chain.tip().position(), 0, target, offset, 3);
  }

  private int lastStep() {
    return ArmTaskKind.TRACK.seconds() * settings().controlHz();
  }

  private double tolerance() {
    return settings().byTip() ? sizes.trackTolerance() : JOINT_TOLERANCE;
  }

  @Override
  void judge(BatchRow row) {
    steps++;
    measure();
    errorSum += error;
    row.writeReward(closeness(error, 2 * tolerance()));
    writeSuccess(steps >= lastStep() && errorSum / steps < tolerance(), row);
  }

  private void measure() {
    readReference(steps, now, 0);
    double[] followed = settings().byTip() ? tip() : positions();
    double squares = 0;
    for (int i = 0; i < width; i++) {
      double difference = followed[i] - now[i];
      squares += difference * difference;
    }
    error = Math.sqrt(settings().byTip() ? squares : squares / width);
  }

  @Override
  double share() {
    return (double) steps / lastStep();
  }

  @Override
  void writeOwn(BatchRow row) {
    for (int i = 0; i < AHEAD; i++) {
      readReference(steps + 1 + i, ahead, i * width);
    }
    row.writeObservation(REFERENCE, ahead);
    row.writeInfo(0, error);
    row.writeInfo(1, steps == 0 ? 0 : errorSum / steps);
  }

  /** The marker is where the reference has the tip. */
  @Override
  public int looks() {
    return steps;
  }

  @Override
  public void writeLooks(ModelEdits shown) {
    reference.at(steps * settings().periodSeconds(), joints, 0);
    chain.compute(joints);
    shown.setRow(ModelField.SITE_POS, goalSite, chain.tip().position());
  }

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.putDoubles(reference.context());
    writer.putInt(steps);
    writer.putDouble(errorSum);
    writer.putDouble(error);
  }

  @Override
  public void load(StateReader reader) {
    super.load(reader);
    reader.getDoubles(reference.context());
    steps = reader.getInt();
    errorSum = reader.getDouble();
    error = reader.getDouble();
  }
}
