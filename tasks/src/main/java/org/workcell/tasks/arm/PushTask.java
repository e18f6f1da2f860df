package org.workcell.tasks.arm;

import java.util.Arrays;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.tasks.arm.robot.ArmRobot;
import org.workcell.tasks.arm.robot.PushArea;
import org.workcell.tasks.common.Box;
import org.workcell.tasks.common.GoalMarker;

/**
 * The arm pushes a puck over the table. The context is where puck and goal lie, as distance from
 * the arm's root (m) and angle about it (rad), within what the tip reaches from above.
 */
final class PushTask extends ArmTask {

  private static final int GOAL = 4;
  private static final int OBJECT = 5;

  private final Sizes sizes;
  private final ArmContexts contexts;
  private final GoalMarker marker;
  private final int puckAddress;
  private final double[] goal = new double[3];
  private final double[] puck = new double[7];
  private double firstDistance;

  PushTask(ArmSettings settings, Physics physics) {
    super(settings, physics);
    ArmRobot robot = settings.robot();
    this.sizes = Sizes.of(robot);
    this.contexts =
        new ArmContexts(ArmSuite.id(ArmTaskKind.PUSH), robot.label(), ranges(robot), this::accepts);
    this.marker = new GoalMarker(physics.scene(), ArmScene.GOAL);
    this.puckAddress = physics.scene().positionAddress(ArmScene.PUCK);
  }

  /** Where puck and goal may lie: the tip has to get behind both. */
  static Box ranges(ArmRobot robot) {
    PushArea area = area(robot);
    double angle = area.halfAngleRadians();
    return new Box(
        new double[] {area.innerMetres(), -angle, area.innerMetres(), -angle},
        new double[] {area.outerMetres(), angle, area.outerMetres(), angle});
  }

  static PushArea area(ArmRobot robot) {
    Sizes sizes = Sizes.of(robot);
    return PushArea.of(robot, sizes.pushHeight(), sizes.passHeight(), 1.9 * sizes.puckRadius());
  }

  private void place(double radius, double angle, double[] target) {
    ArmRobot.Stand stand = settings().robot().stand();
    double yaw = stand.yawRadians() + angle;
    target[0] = stand.position()[0] + radius * Math.cos(yaw);
    target[1] = stand.position()[1] + radius * Math.sin(yaw);
  }

  @Override
  void begin(EpisodeStart episode) {
    double[] context = contexts.choose(episode);
    // Nothing of the episode before may be left in it.
    Arrays.fill(puck, 0);
    place(context[0], context[1], puck);
    place(context[2], context[3], goal);
    goal[2] = 0.001 * sizes.reach();
    puck[2] = sizes.puckHalfHeight();
    puck[3] = 1;
    physics().qpos().write(puckAddress, puck);
    firstDistance = distance();
  }

  private boolean accepts(double[] context) {
    double[] from = new double[2];
    double[] to = new double[2];
    place(context[0], context[1], from);
    place(context[2], context[3], to);
    double way = Math.hypot(from[0] - to[0], from[1] - to[1]);
    return way > sizes.leastPush() && way < sizes.largestPush();
  }

  @Override
  void placed(EpisodeStart episode) {
    marker.moveTo(episode, goal);
  }

  /** Where the puck lies now is where it is pushed from. */
  @Override
  public void restart() {
    super.restart();
    readPuck();
    firstDistance = distance();
  }

  private void readPuck() {
    physics().qpos().read(puckAddress, puck);
  }

  private double distance() {
    return Math.hypot(puck[0] - goal[0], puck[1] - goal[1]);
  }

  @Override
  void judge(BatchRow row) {
    readPuck();
    double left = distance();
    double x = tip()[0] - puck[0];
    double y = tip()[1] - puck[1];
    double z = tip()[2] - puck[2];
    double near = closeness(Math.sqrt(x * x + y * y + z * z), 0.3 * sizes.reach());
    double pushed = Math.min(Math.max(1 - left / Math.max(firstDistance, 1e-9), 0), 1);
    row.writeReward(0.3 * near + 0.7 * pushed);
    writeSuccess(left < sizes.pushTolerance(), row);
  }

  @Override
  double share() {
    return 1 - distance() / Math.max(firstDistance, 1e-9);
  }

  @Override
  void writeOwn(BatchRow row) {
    readPuck();
    row.writeObservation(GOAL, goal);
    row.writeObservation(OBJECT, puck);
    row.writeInfo(0, distance());
  }

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.putDoubles(goal);
    writer.putDouble(firstDistance);
  }

  @Override
  public void load(StateReader reader) {
    super.load(reader);
    reader.getDoubles(goal);
    firstDistance = reader.getDouble();
  }
}
