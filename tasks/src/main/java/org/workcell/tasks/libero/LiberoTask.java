package org.workcell.tasks.libero;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.Task;
import org.workcell.tasks.libero.placement.InitialState;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.GoalAtoms;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * A task of the suite: bring about the goal atoms of a config, all in the same step. All tasks are
 * this one with other configs. Observation blocks: {@code proprio}, {@code object_state}, {@code
 * state}, {@code fixtures}. One thread at a time; {@link #evaluate} allocates nothing.
 */
final class LiberoTask implements Task {

  private static final int SENSORS = 0;
  private static final int FIXTURES = 3;

  /** Column: whether the episode began with what its task takes for granted. */
  private static final String PREMISE = "premise";

  /** Refreshes of upstream's observations before an episode: by reset, and by setting a state. */
  private static final int AFTER_RESET = 1;

  private static final int AFTER_SETTING = 2;

  private final LiberoSettings settings;
  private final Physics physics;
  private final ArmControl arm;
  private final EpisodeStarts starts;
  private final Moment moment;
  private final Sensors sensors;
  private final FixtureReadings fixtures;
  private final Looks looks;
  private final GoalAtoms goal;
  private final double[] truths;
  private final double[] settleAction;
  private int refreshes = AFTER_RESET;
  private double premise;

  LiberoTask(TaskConfig config, LiberoSettings settings, Physics physics) {
    this.settings = settings;
    this.physics = physics;
    this.arm = new ArmControl(settings.mode(), physics);
    this.starts = new EpisodeStarts(config, settings, physics);
    this.moment = settings.compat() ? Moment.upstream(physics) : Moment.present(physics);
    this.sensors = new Sensors(config, physics, moment);
    this.fixtures = new FixtureReadings(config, physics);
    this.looks = new Looks(config, physics, settings.compat());
    this.goal = new GoalAtoms(config, physics, settings.compat() ? Profile.COMPAT : Profile.STRICT);
    this.truths = new double[goal.count()];
    this.settleAction = new double[settings.mode().gripper() + 1];
    settleAction[settings.mode().gripper()] = settings.settleGripper();
  }

  static List<BlockSpec> blocks(TaskConfig config) {
    List<BlockSpec> blocks = new ArrayList<>(Sensors.blocks(config));
    blocks.add(FixtureReadings.block(config));
    return blocks;
  }

  static List<String> infoColumns(TaskConfig config) {
    List<String> columns = new ArrayList<>();
    config.goal().forEach(atom -> columns.add(column(atom)));
    columns.add(PREMISE);
    return columns;
  }

  /** Names a column or stage after an atom. */
  static String column(Atom atom) {
    return atom.predicate() + "_" + String.join("_", atom.arguments());
  }

  @Override
  public Controller controller() {
    return arm.controller();
  }

  /** Context: a stored state and the poses of the fixtures, see {@link InitialState}. */
  @Override
  public void start(EpisodeStart episode) {
    refreshes = episode.chosenContext().isPresent() ? AFTER_SETTING : AFTER_RESET;
    if (settings.compat()) {
      arm.startAtReset();
      physics.reset();
    }
    InitialState state = starts.bringAbout(episode);
    premise = starts.premiseHolds(state) ? 1 : 0;
    restart();
  }

  @Override
  public void restart() {
    if (!settings.compat()) {
      arm.start();
    }
    moment.start(refreshes);
  }

  @Override
  public void settle() {
    for (int i = 0; i < settings.settleActions(); i++) {
      arm.carryOut(settleAction);
    }
    if (settings.settleActions() > 0) {
      refresh();
    }
  }

  @Override
  public Optional<Boolean> premise() {
    return Optional.of(premise == 1);
  }

  @Override
  public boolean takesStates() {
    return true;
  }

  /** Upstream's controller keeps its goal; in strict the arm is to stay where it was put. */
  @Override
  public void placed() {
    if (!settings.compat()) {
      arm.start();
    }
    moment.refreshAgain();
  }

  /**
   * In strict everything that is observed and judged belongs to the end of the action; upstream
   * leaves what the last physics step has derived. All of it follows from positions.
   */
  private void refresh() {
    if (!settings.compat()) {
      physics.refreshContacts();
    }
  }

  @Override
  public void observe(BatchRow row) {
    looks.start();
    read();
    write(row);
  }

  /** Reads sensors, fixtures and the truth of each goal atom. */
  private void read() {
    sensors.read();
    fixtures.read();
    for (int i = 0; i < truths.length; i++) {
      truths[i] = goal.holds(i) ? 1 : 0;
    }
  }

  private void write(BatchRow row) {
    sensors.write(row, SENSORS);
    fixtures.write(row, FIXTURES);
    for (int i = 0; i < truths.length; i++) {
      row.writeInfo(i, truths[i]);
    }
    row.writeInfo(truths.length, premise);
  }

  @Override
  public void evaluate(double[] action, BatchRow row) {
    refresh();
    looks.update();
    read();
    write(row);
    boolean success = allHold();
    row.writeReward(success ? 1 : 0);
    row.writeSuccess(success);
    row.writeTerminated(success);
  }

  private boolean allHold() {
    for (double truth : truths) {
      if (truth == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int looks() {
    return looks.shown();
  }

  @Override
  public void writeLooks(ModelEdits shown) {
    looks.write(shown);
  }

  @Override
  public void readStages(double[] fractions) {
    System.arraycopy(truths, 0, fractions, 0, truths.length);
  }

  @Override
  public void save(StateWriter writer) {
    moment.save(writer);
    looks.save(writer);
    writer.putDouble(premise);
  }

  @Override
  public void load(StateReader reader) {
    moment.load(reader);
    looks.load(reader);
    premise = reader.getDouble();
  }
}
