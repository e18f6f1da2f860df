package mine;

import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Task;

/** The rules of {@link PlanarReach} in one environment. */
final class ReachRules implements Task {

  private static final double GOAL_HEIGHT_METRES = 0.03;

  // region setup
  private final Physics physics;
  private final boolean endsAtSuccess;
  private final int goalSite;
  private final int tipSite;
  private final Controller controller = new JointVelocities();
  private final double[] joints = new double[4];
  private final double[] tip = new double[2];
  private final double[] goal = new double[2];

  ReachRules(Physics physics, boolean endsAtSuccess) {
    this.physics = physics;
    this.endsAtSuccess = endsAtSuccess;
    this.goalSite = physics.scene().site("goal");
    this.tipSite = physics.scene().site("tip");
  }

  @Override
  public Controller controller() {
    return controller;
  }

  // endregion

  // region start
  @Override
  public void start(EpisodeStart episode) {
    double[] context = episode.chosenContext().orElseGet(() -> drawGoal(episode));
    episode.useContext(context);
    System.arraycopy(context, 0, goal, 0, 2);
    episode.editRow(ModelField.SITE_POS, goalSite, goal[0], goal[1], GOAL_HEIGHT_METRES);
    physics.forward();
  }

  private static double[] drawGoal(EpisodeStart episode) {
    RandomStream stream = episode.stream("goal");
    double radius = stream.uniform(0.15, 0.38);
    double angle = stream.uniform(-Math.PI, Math.PI);
    return new double[] {radius * StrictMath.cos(angle), radius * StrictMath.sin(angle)};
  }

  // endregion

  // region step
  @Override
  public void observe(BatchRow row) {
    for (int i = 0; i < 2; i++) {
      joints[i] = physics.qpos().get(i);
      joints[2 + i] = physics.qvel().get(i);
      tip[i] = physics.sitePos().get(tipSite, i);
    }
    row.writeObservation(0, joints);
    row.writeObservation(1, tip);
    row.writeObservation(2, goal);
    row.writeInfo(0, distance());
  }

  @Override
  public void evaluate(double[] action, BatchRow row) {
    physics.refreshPositions();
    observe(row);
    boolean success = distance() < PlanarReach.SUCCESS_METRES;
    row.writeReward(-distance());
    row.writeSuccess(success);
    row.writeTerminated(endsAtSuccess && success);
  }

  private double distance() {
    return Math.hypot(tip[0] - goal[0], tip[1] - goal[1]);
  }

  // endregion

  // region state
  @Override
  public void save(StateWriter writer) {
    writer.putDoubles(goal);
  }

  @Override
  public void load(StateReader reader) {
    reader.getDoubles(goal);
  }
  // endregion
}
