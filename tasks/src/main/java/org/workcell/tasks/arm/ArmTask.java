package org.workcell.tasks.arm;

import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Task;

/**
 * What the three tasks share: the arm starts at rest in its home posture, and observations begin
 * with its joints, the last command and the tip. One thread at a time; {@link #evaluate} allocates
 * nothing.
 */
abstract class ArmTask implements Task {

  private static final int POSITIONS = 0;
  private static final int VELOCITIES = 1;
  private static final int COMMAND = 2;
  private static final int TIP = 3;

  /** How far a stage can be without having been reached. */
  private static final double ALMOST = 0.99;

  private final ArmSettings settings;
  private final Physics physics;
  private final ArmController controller;
  private final ArmState arm;
  private final double[] positions;
  private final double[] velocities;
  private final double[] tip = new double[7];
  private final double[] home;
  private boolean success;

  ArmTask(ArmSettings settings, Physics physics) {
    this.settings = settings;
    this.physics = physics;
    this.controller = new ArmController(settings, physics);
    this.arm = new ArmState(settings.robot(), physics);
    this.positions = new double[settings.robot().jointCount()];
    this.velocities = new double[positions.length];
    this.home = settings.robot().home();
  }

  final ArmSettings settings() {
    return settings;
  }

  final Physics physics() {
    return physics;
  }

  final ArmState arm() {
    return arm;
  }

  /** Positions of the joints when they were last read; a live view. */
  final double[] positions() {
    return positions;
  }

  /** Position and quatWxyz of the tip when it was last read; a live view. */
  final double[] tip() {
    return tip;
  }

  @Override
  public final Controller controller() {
    return controller;
  }

  @Override
  public final void start(EpisodeStart episode) {
    success = false;
    arm.place(home);
    begin(episode);
    arm.place(home);
    arm.hold(home);
    physics.forward();
    placed(episode);
    restart();
  }

  /** Chooses the context and puts things where it says; the arm may be moved meanwhile. */
  abstract void begin(EpisodeStart episode);

  /** Positions are up to date: shows the goal. */
  abstract void placed(EpisodeStart episode);

  @Override
  public void restart() {
    arm.readPositions(positions);
    arm.hold(positions);
    controller.start(positions, physics);
  }

  @Override
  public final void observe(BatchRow row) {
    look();
    write(row);
  }

  @Override
  public final void evaluate(double[] action, BatchRow row) {
    look();
    judge(row);
    write(row);
  }

  private void look() {
    physics.refreshPositions();
    arm.readPositions(positions);
    arm.readVelocities(velocities);
    arm.readTip(tip);
  }

  /** Judges a step: reward and success. */
  abstract void judge(BatchRow row);

  /** Writes whether a step met the success rule. */
  final void writeSuccess(boolean met, BatchRow row) {
    success = met;
    row.writeSuccess(met);
  }

  /** How far the only stage is while there is no success; values outside of [0, 1] are clipped. */
  abstract double share();

  @Override
  public final void readStages(double[] fractions) {
    fractions[0] = success ? 1 : Math.min(Math.max(share(), 0), ALMOST);
  }

  @Override
  public void save(StateWriter writer) {
    writer.putBoolean(success);
  }

  @Override
  public void load(StateReader reader) {
    success = reader.getBoolean();
  }

  /** Writes the blocks and columns of the task itself. */
  abstract void writeOwn(BatchRow row);

  private void write(BatchRow row) {
    row.writeObservation(POSITIONS, positions);
    row.writeObservation(VELOCITIES, velocities);
    row.writeObservation(COMMAND, controller.last());
    row.writeObservation(TIP, tip);
    writeOwn(row);
  }

  /** From 1, where a distance is 0, down to 0. */
  static double closeness(double distance, double scale) {
    return 1 - Math.tanh(distance / scale);
  }
}
