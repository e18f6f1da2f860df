package org.workcell.tasks.metaworld;

import java.util.Arrays;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Task;
import org.workcell.tasks.common.Box;
import org.workcell.tasks.common.Contexts;
import org.workcell.tasks.common.GoalMarker;
import org.workcell.tasks.robots.SawyerHand;

/**
 * What all tasks of the suite share: the context, the two profiles of a reset, the observation and
 * the columns of results. A task adds its objects, its reset script and its reward formulas. One
 * thread at a time; {@link #evaluate} allocates nothing.
 *
 * @param <I> the inputs of the task's reward formulas
 */
abstract class MetaWorldTask<I extends RewardInputs> implements Task {

  /** Control periods in which the arm comes to rest at a reset. */
  static final int SETTLE_PERIODS = 50;

  private static final double OPEN_GRIPPER = -1;
  private static final double[] NO_ACTION = new double[4];

  /** Row of the weld between mocap body and hand; upstream's scenes have no other equality. */
  private static final int HAND_WELD = 0;

  /** Anchor (3), relative position (3), relative quatWxyz (4) and torque scale, as upstream. */
  private static final double[] HAND_WELD_DATA = {0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 5};

  /** The usual look of goals in upstream's scenes, for markers that have none; metres. */
  private static final double MARKER_RADIUS = 0.02;

  private static final double[] MARKER_RGBA = {0, 0.8, 0, 1};

  /** No geom. */
  private static final int NONE = -1;

  private final TaskConfig<I> config;
  private final boolean compat;
  private final RewardFormula<I> formula;
  private final TaskStages stages;
  private final MocapHandController controller;
  private final SawyerHand hand;
  private final ObservationHistory history;
  private final RewardOutcome outcome = new RewardOutcome();
  private final GoalMarker marker;
  private final boolean movesMarker;
  private final double[] settleCommand;

  /** Only while an episode starts. */
  private EpisodeStart episode;

  /** The simulation of this task's environment. */
  final Physics physics;

  /** What the reward formulas look at; a reset script fills what belongs to the episode. */
  final I inputs;

  MetaWorldTask(TaskConfig<I> config, MetaWorldSettings settings, Physics physics, I inputs) {
    this.config = config;
    this.compat = settings.compat();
    this.physics = physics;
    this.inputs = inputs;
    this.formula = config.rewards().chosen(settings);
    this.stages = TaskStages.of(config.name());
    this.controller = new MocapHandController(config.handLimits(), settings, physics);
    this.hand = new SawyerHand(physics);
    this.history = new ObservationHistory(config.goals(), settings);
    System.arraycopy(config.handStart(), 0, inputs.handStart, 0, 3);
    this.settleCommand = Arrays.copyOf(config.handStart(), 4);
    this.settleCommand[3] = OPEN_GRIPPER;
    this.marker = new GoalMarker(physics.scene(), config.goalMarker().name());
    this.movesMarker =
        switch (config.goalMarker().placement()) {
          case RESET -> true;
          case STRICT_RESET, BORROWED -> !compat;
          case FIXTURE -> false;
        };
    requireOneEquality(physics.scene());
  }

  private static void requireOneEquality(Model scene) {
    int equalities = scene.count(ObjectKind.EQUALITY);
    if (equalities != 1) {
      throw new IllegalArgumentException(
          "scene %s has %d equality constraints; expected one, which welds the hand to its target"
              .formatted(scene.name(), equalities));
    }
  }

  /** Whether this task behaves as upstream, faults included. */
  final boolean compat() {
    return compat;
  }

  /** Whether upstream would draw another context instead of this one. */
  boolean rejects(double[] context) {
    return false;
  }

  /** Puts fixtures to their places in the model. */
  void placeFixtures(double[] context) {}

  /**
   * The task's reset script from the moment on at which the hand has settled: places objects and
   * fixtures and sets what belongs to the episode in {@link #inputs}, in upstream's order.
   */
  abstract void arrange(double[] context);

  /** Writes the objects of the scene into a frame of {@link ObservationHistory}. */
  abstract void readObjects(double[] frame);

  /**
   * Reads what upstream keeps as a live view of the simulation, for example a target that rides on
   * a body. Called before each observation and at the end of a reset.
   */
  void readLiveViews() {}

  /** The geom on which the pads have to press for a grasp; none unless a task says so. */
  int graspedGeom() {
    return NONE;
  }

  /** Reads inputs beyond those that all tasks share, after each step. */
  void readOwnInputs() {}

  @Override
  public final Controller controller() {
    return controller;
  }

  @Override
  public final void start(EpisodeStart start) {
    Box ranges = config.contexts().stretched(start.stretch());
    double[] context =
        new Contexts(MetaWorldSuite.NAME + "/" + config.name(), ranges, this::rejects)
            .choose(start);
    episode = start;
    try {
      reset(context);
    } finally {
      episode = null;
    }
  }

  private void reset(double[] context) {
    episode.editRow(ModelField.EQ_DATA, HAND_WELD, HAND_WELD_DATA);
    if (compat) {
      moveHandToStart();
      hand.readTcp(inputs.initialTcp);
      arrangeWithMarker(context);
      physics.reset();
      moveHandToStart();
      hand.readTcp(inputs.initialTcp);
      arrangeWithMarker(context);
    } else {
      episode.settle(config.name(), this::moveHandToStart);
      placeFixtures(context);
      physics.refreshPositions();
      hand.readTcp(inputs.initialTcp);
      arrangeWithMarker(context);
      physics.forward();
    }
    beginHistory();
  }

  private void arrangeWithMarker(double[] context) {
    arrange(context);
    if (movesMarker) {
      marker.moveTo(episode, inputs.target);
      if (config.goalMarker().placement() == MarkerSite.Placement.BORROWED) {
        marker.show(episode, MARKER_RADIUS, MARKER_RGBA);
      }
    }
  }

  @Override
  public final void restart() {
    hand.readTcp(inputs.initialTcp);
    beginHistory();
  }

  private void beginHistory() {
    readLiveViews();
    readFrame();
    history.start(inputs.target);
    judge(NO_ACTION);
    startIsJudged();
  }

  /**
   * The initial state was judged, for the info columns of the reset. A task that keeps something of
   * the first step of an episode forgets here what it took from the start.
   */
  void startIsJudged() {}

  /** What the reward formula says of the current positions; it keeps nothing. */
  private void judge(double[] action) {
    readInputs(action);
    outcome.clear();
    formula.evaluate(inputs, outcome);
  }

  private void moveHandToStart() {
    for (int i = 0; i < SETTLE_PERIODS; i++) {
      controller.advance(settleCommand, physics);
    }
  }

  /**
   * Brings positions up to date before a reset script reads them. Upstream does not, so its scripts
   * read what the last substep, or the last forward computation, left.
   */
  final void refreshUnlessCompat() {
    if (!compat) {
      physics.refreshPositions();
    }
  }

  /** Moves a body of the model, given in its parent's frame, for this episode. */
  final void moveBody(int body, double... position) {
    episode.editRow(ModelField.BODY_POS, body, position);
  }

  /** Overwrites the constraint weight of a body, translation and rotation, for this episode. */
  final void weighBody(int body, double... inverseWeights) {
    episode.editRow(ModelField.BODY_INVWEIGHT0, body, inverseWeights);
  }

  /** Moves a site of the model, given in its body's frame, for this episode. */
  final void moveSite(int site, double... position) {
    episode.editRow(ModelField.SITE_POS, site, position);
  }

  /**
   * Puts joints at positions, brings a range of velocities to rest, and recomputes everything, as
   * upstream's {@code set_state}.
   */
  final void setState(
      int positionAddress, double[] positions, int velocityAddress, int velocityCount) {
    physics.qpos().write(positionAddress, positions);
    physics.qvel().fill(velocityAddress, velocityCount, 0);
    physics.forward();
  }

  /** Copies a row of an array of the simulation to an offset of {@code target}. */
  static void copyRow(DoubleArray source, int row, double[] target, int offset) {
    for (int column = 0; column < source.columns(); column++) {
      target[offset + column] = source.get(row, column);
    }
  }

  private void readFrame() {
    double[] frame = history.frame();
    hand.readHand(frame);
    frame[ObservationHistory.OPENING] = hand.opening();
    readObjects(frame);
  }

  @Override
  public final void observe(BatchRow row) {
    row.writeObservation(0, history.vector());
    outcome.writeInfo(row);
  }

  @Override
  public final void evaluate(double[] action, BatchRow row) {
    if (compat) {
      physics.forward();
    } else {
      physics.refreshPositions();
    }
    readLiveViews();
    readFrame();
    history.advance(inputs.target);
    judge(action);
    observe(row);
    outcome.writeJudgement(row);
  }

  @Override
  public final void readStages(double[] fractions) {
    stages.judge(inputs, outcome, fractions);
  }

  private void readInputs(double[] action) {
    System.arraycopy(action, 0, inputs.action, 0, inputs.action.length);
    inputs.readObservation(history.vector());
    hand.readTcp(inputs.tcp);
    hand.readPads(inputs.leftPad, inputs.rightPad);
    if (graspedGeom() != NONE) {
      inputs.padsTouchObject = hand.padsTouch(graspedGeom());
    }
    readOwnInputs();
  }

  @Override
  public final void save(StateWriter writer) {
    history.save(writer);
    inputs.save(writer);
  }

  @Override
  public final void load(StateReader reader) {
    history.load(reader);
    inputs.load(reader);
  }
}
