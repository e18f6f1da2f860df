package org.workcell.tasks.rlbench;

import java.util.List;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeEdits;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Task;
import org.workcell.tasks.rlbench.control.ArmMode;
import org.workcell.tasks.rlbench.control.AttachingController;
import org.workcell.tasks.rlbench.control.Attachment;
import org.workcell.tasks.rlbench.control.InvalidAction;
import org.workcell.tasks.rlbench.control.JointModes;
import org.workcell.tasks.rlbench.control.MacroController;
import org.workcell.tasks.rlbench.control.StepMonitor;
import org.workcell.tasks.rlbench.control.TabletopRobot;
import org.workcell.tasks.rlbench.control.TorqueController;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.goal.Grasp;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.ShapedReward;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;

/**
 * Episodes of one task in one environment. Success ends an episode, and so does failure for good;
 * in LAMP's mode an episode goes on, and its sparse reward stays 1 from the first success on. One
 * thread at a time; {@link #evaluate} allocates nothing.
 */
final class TabletopEpisode implements Task {

  /** What episodes tell beside the observation. */
  static final List<String> INFO_COLUMNS =
      List.of("control_steps", "invalid_action", "sampled_path", "variation");

  /** Control steps in which the scene settles before an episode, as upstream. */
  private static final int SETTLE_STEPS = 10;

  private final TabletopTask task;
  private final TabletopSettings settings;
  private final Physics physics;
  private final Placer placer;
  private final Grasp grasp;
  private final Parts parts;
  private final Readings readings;
  private final Reachability reachability;
  private final Attachment attachment;
  private final Controller controller;
  private final MacroController macro;
  private Draw draw;
  private Goal goal;
  private ShapedReward shaped;
  private boolean failed;
  private boolean succeeded;
  private double lastReward;

  TabletopEpisode(TabletopTask task, TabletopSettings settings, Physics physics) {
    this.task = task;
    this.settings = settings;
    this.physics = physics;
    this.placer = new Placer(task);
    this.grasp = new Grasp(physics, task.graspable());
    this.parts = new Parts(physics, grasp);
    this.readings = new Readings(task, physics, grasp, settings.mode() == ArmMode.LAMP);
    this.reachability = new Reachability(task, physics);
    this.attachment = new Attachment(physics, grasp);
    boolean isMacro = settings.mode().isMacro();
    this.macro = isMacro ? new MacroController(settings.macro(), physics, new Monitor()) : null;
    this.controller = isMacro ? macro : ofJoints();
  }

  private Controller ofJoints() {
    Controller inner =
        JointModes.newController(settings.mode(), settings.continuousGripper(), physics);
    return settings.attaches() ? new AttachingController(inner, physics, new Monitor()) : inner;
  }

  /** Watches macro actions. */
  private final class Monitor implements StepMonitor {

    @Override
    public boolean afterControlStep() {
      return judge();
    }

    @Override
    public void closed() {
      if (settings.attaches()) {
        physics.refreshContacts();
        grasp.update();
        attachment.attach();
      }
    }

    @Override
    public void opening() {
      attachment.detach();
    }

    @Override
    public String[] carried() {
      return grasp.carriedNow();
    }
  }

  @Override
  public void useEdits(EpisodeEdits edits) {
    attachment.use(edits);
  }

  @Override
  public Controller controller() {
    return controller;
  }

  @Override
  public void start(EpisodeStart episode) {
    draw = arrange(episode);
    episode.useContext(draw.values());
    chooseWords(episode);
    if (settings.mode() == ArmMode.JOINT_TORQUE) {
      TorqueController.prepare(episode);
    }
    if (macro != null) {
      macro.begin(episode.stream("planning"));
    }
    prepareJudging();
    failed = false;
    succeeded = false;
    lastReward = 0;
    attachment.start();
    restart();
  }

  private void prepareJudging() {
    goal = task.goal(parts, draw);
    shaped = settings.shaped() ? task.shapedReward(parts, draw).orElseThrow() : null;
  }

  /** Draws until all waypoints can be reached. */
  private Draw arrange(EpisodeStart episode) {
    var random = episode.stream("placement");
    Draw drawn = null;
    for (int attempt = 0; attempt < Reachability.ATTEMPTS; attempt++) {
      drawn =
          episode
              .chosenContext()
              .map(context -> placer.of(episode.variation(), context))
              .orElseGet(() -> placer.draw(episode.variation(), random));
      Arrangement arrangement = place(episode, drawn);
      if (episode.chosenContext().isPresent() || reachability.holds(arrangement.bindings())) {
        readings.start(arrangement.bindings());
        return drawn;
      }
    }
    throw new IllegalStateException(
        "task %s found no placement whose waypoints the arm reaches in %d attempts (%s)"
            .formatted(task.name(), Reachability.ATTEMPTS, reachability.reason()));
  }

  private Arrangement place(EpisodeStart episode, Draw drawn) {
    Arrangement arrangement = new Arrangement(episode, drawn);
    int at = placer.choices().size();
    for (var spot : task.spots()) {
      double[] values = drawn.values();
      arrangement.place(spot.body(), values[at], values[at + 1], values[at + 2]);
      at += Placer.SPOT_NUMBERS;
    }
    TabletopRobot.placeAtHome(physics);
    task.arrange(arrangement);
    physics.forward();
    return arrangement;
  }

  private void chooseWords(EpisodeStart episode) {
    TaskVariation variation = task.variations().get(episode.variation());
    if (settings.phrasing().equals(TabletopSettings.FIRST)) {
      return;
    }
    List<String> words =
        settings.phrasing().equals(TabletopSettings.RANDOM)
            ? variation.phrasings()
            : task.prompts(settings.phrasing(), episode.variation());
    episode.useInstruction(words.get(episode.stream("phrasing").nextInt(words.size())));
  }

  @Override
  public void restart() {
    TabletopRobot.holdStill(physics);
    controller.start(physics);
    startGoal();
  }

  private void startGoal() {
    grasp.update();
    goal.success().start();
    goal.failure().ifPresent(condition -> condition.start());
  }

  @Override
  public void settle() {
    physics.step(SETTLE_STEPS * TabletopRobot.SUBSTEPS);
    grasp.readForces();
    physics.refreshContacts();
    controller.start(physics);
    startGoal();
  }

  @Override
  public void observe(BatchRow row) {
    physics.refreshContacts();
    grasp.update();
    write(row);
    writeInfo(row, macro == null ? 1 : 0, 0, 0);
  }

  private void writeInfo(BatchRow row, int steps, int invalid, int sampled) {
    row.writeInfo(0, steps);
    row.writeInfo(1, invalid);
    row.writeInfo(2, sampled);
    row.writeInfo(3, draw.variation());
  }

  private void write(BatchRow row) {
    readings.write(row);
  }

  /** Judges the present control step; returns whether the episode is decided. */
  private boolean judge() {
    grasp.readForces();
    physics.refreshContacts();
    grasp.update();
    goal.success().update();
    if (goal.failure().isPresent()) {
      goal.failure().get().update();
      failed |= goal.failure().get().holds();
    }
    boolean success = !failed && goal.success().holds();
    succeeded |= success;
    return failed || success && settings.mode() != ArmMode.LAMP;
  }

  @Override
  public void evaluate(double[] action, BatchRow row) {
    if (macro == null) {
      judge();
      writeInfo(row, 1, 0, 0);
      writeResults(row);
      return;
    }
    InvalidAction invalid = macro.invalid();
    writeInfo(row, macro.controlSteps(), invalid.ordinal(), macro.sampled() ? 1 : 0);
    if (invalid == InvalidAction.NONE) {
      writeResults(row);
    } else {
      writeInvalid(row);
    }
  }

  private void writeResults(BatchRow row) {
    write(row);
    boolean success = !failed && goal.success().holds();
    succeeded |= success;
    boolean lamp = settings.mode() == ArmMode.LAMP;
    boolean rewarded = lamp ? succeeded : success;
    lastReward = shaped != null ? shaped.value() : rewarded ? 1 : 0;
    row.writeReward(lastReward);
    row.writeSuccess(success);
    row.writeTerminated(failed || success && !lamp);
  }

  private void writeInvalid(BatchRow row) {
    physics.refreshContacts();
    write(row);
    boolean ends = settings.invalid() != TabletopSettings.Invalid.STAY;
    boolean penalty = settings.invalid() == TabletopSettings.Invalid.PENALTY;
    double ended = penalty ? TabletopSettings.Invalid.PENALTY_REWARD : 0;
    row.writeReward(ends ? ended : lastReward);
    row.writeSuccess(false);
    row.writeTerminated(ends);
  }

  @Override
  public void save(StateWriter writer) {
    writer.putInt(draw.variation());
    writer.putDoubles(draw.values());
    writer.putBoolean(failed);
    writer.putBoolean(succeeded);
    writer.putDouble(lastReward);
    readings.save(writer);
    attachment.save(writer);
    goal.success().save(writer);
    goal.failure().ifPresent(condition -> condition.save(writer));
  }

  @Override
  public void load(StateReader reader) {
    int variation = reader.getInt();
    draw = new Draw(variation, placer.choices(), reader.getDoubles());
    prepareJudging();
    failed = reader.getBoolean();
    succeeded = reader.getBoolean();
    lastReward = reader.getDouble();
    readings.load(reader);
    attachment.load(reader);
    goal.success().load(reader);
    goal.failure().ifPresent(condition -> condition.load(reader));
  }
}
