package org.workcell.sim.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.physics.AccessGuard;
import org.workcell.sim.physics.BadStateException;
import org.workcell.sim.physics.FrameFlags;
import org.workcell.sim.physics.GeneralizedState;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.physics.WarningCounts;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.scene.Scene;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.StandardColumns;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskSpec;

/** The loop around a task: seeds, clock, limits, command path, failures and snapshots. */
final class TaskEnvironment implements SimulatedEnvironment {

  private enum Phase {
    NEEDS_RESET,
    RUNNING,
    CLOSED
  }

  private final EnvironmentSpec spec;
  private final Scene scene;
  private final Physics physics;
  private final Task task;
  private final ActionPath path;
  private final ActionIntake intake;
  private final StandardColumns columns;
  private final List<ObservationFilter> observationFilters;
  private final EpisodeRandomizer randomizer;
  private final SnapshotFormat snapshotFormat;
  private final ModelEdits edits = new ModelEdits();

  /** Upstream edits fields that the engine ignores; {@code compat} repeats it. */
  private final Optional<FrameFlags> flags;

  private final EpisodeAppearance appearance;

  private final EpisodeProgress progress = new EpisodeProgress();
  private final ActionLog actions = new ActionLog();

  /** The row of the last results, which snapshots hold; a refused call does not move it. */
  private final BatchRow view = new BatchRow();

  private WorkerModel model;
  private WorkerModel ownModel;
  private Phase phase = Phase.NEEDS_RESET;
  private long seed;
  private int variation;
  private String instruction;
  private double[] context = {};

  TaskEnvironment(
      EnvironmentSpec spec, TaskDefinition definition, Scene scene, EnvironmentOptions options) {
    this.spec = spec;
    this.scene = scene;
    this.flags = spec.options().compat() ? Optional.empty() : Optional.of(scene.frameFlags());
    this.physics = new Physics(scene.model());
    try {
      this.task = definition.newTask(physics, spec.options());
      task.useEdits(this::editRow);
      this.randomizer =
          options.randomization().newRandomizer(definition, spec.task(), scene.model());
      this.appearance =
          new EpisodeAppearance(
              definition, task, spec.options(), scene.model(), edits, randomizer, flags);
      TaskSpec own = definition.spec(spec.options());
      this.path =
          new ActionPath(options, own, physics, task.controller(), randomizer.commandFilters());
      this.intake = new ActionIntake(actions, path.given());
      this.columns = new StandardColumns(definition, own, spec.options(), physics);
    } catch (RuntimeException e) {
      physics.close();
      throw e;
    }
    this.observationFilters = List.copyOf(randomizer.observationFilters());
    this.instruction = spec.task().instruction();
    List<StatePart> parts = new ArrayList<>(List.of(progress, task, columns));
    parts.addAll(path.stateParts());
    parts.addAll(observationFilters);
    parts.add(randomizer);
    this.snapshotFormat = new SnapshotFormat(spec, physics, parts);
  }

  private void editRow(ModelField field, int row, double... values) {
    appearance.change();
    edits.setRow(field, row, values);
    model.apply(edits);
  }

  AccessGuard guard() {
    return physics.guard();
  }

  /** Who may use the model in use now; null where none is. */
  AccessGuard modelGuard() {
    return model == null ? null : model.guard();
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public void useModel(WorkerModel workerModel) {
    if (workerModel != model) {
      physics.useModel(workerModel);
      model = workerModel;
    }
  }

  @Override
  public void reset(ResetOptions options, BatchStorage storage, int row) {
    requireOpen();
    spec.requireValid(options);
    view.moveTo(storage, row);
    phase = Phase.NEEDS_RESET;
    ensureModel();
    appearance.change();
    edits.clear();
    model.apply(edits);
    SeedStreams seeds = new SeedStreams(options.seed());
    randomizer.start(seeds);
    appearance.setRandomized(true);
    EpisodeStart start =
        new EpisodeStart(spec.task(), options, seeds, edits, flags, model, scene, physics);
    physics.reset();
    path.reset();
    try {
      startTask(start);
      path.start(seeds, edits, model);
      task.settle();
    } catch (BadStateException e) {
      throw EpisodeFailedException.of(spec, seed, "cannot start", e);
    }
    observationFilters.forEach(filter -> filter.start(seeds));
    seed = options.seed();
    variation = start.variation();
    instruction = start.instruction();
    context = start.context();
    progress.start();
    actions.start(spec.horizon(), storage.action());
    observeStart();
    phase = Phase.RUNNING;
  }

  private void observeStart() {
    view.clearResults();
    view.eraseInfo();
    task.observe(view);
    columns.start(task, view);
    filterObservation();
  }

  private void startTask(EpisodeStart start) {
    randomizer.beforeTask(start);
    task.start(start);
    boolean moved = randomizer.afterTask(start);
    start.deriveConstants();
    if (moved) {
      physics.forward();
      task.restart();
    }
  }

  private void filterObservation() {
    for (int i = 0; i < observationFilters.size(); i++) {
      observationFilters.get(i).apply(view);
    }
  }

  private void ensureModel() {
    if (model == null) {
      ownModel = scene.newWorkerModel();
      useModel(ownModel);
    }
  }

  @Override
  public void step(BatchStorage storage, int row) {
    requireRunning("call reset first");
    storage.requireRow(row);
    intake.take(storage, row);
    view.moveTo(storage, row);
    phase = Phase.NEEDS_RESET;
    try {
      model.apply(edits);
      intake.record(storage, row);
      path.carryOut();
      view.writeTerminated(false);
      task.evaluate(path.action(), view);
      columns.afterStep(task, view);
      filterObservation();
      if (spec.ignoresTerminations()) {
        view.writeTerminated(false);
      }
    } catch (RuntimeException e) {
      throw EpisodeFailedException.of(spec, seed, "failed in step " + (progress.steps() + 1), e);
    }
    finishStep();
  }

  private void finishStep() {
    progress.add(view.reward(), view.success(), task.stillSucceeds(view.success()));
    progress.write(view);
    boolean terminated = view.terminated();
    boolean truncated = !terminated && progress.steps() >= spec.horizon();
    view.writeTruncated(truncated);
    phase = terminated || truncated ? Phase.NEEDS_RESET : Phase.RUNNING;
  }

  @Override
  public boolean needsReset() {
    return phase != Phase.RUNNING;
  }

  @Override
  public Snapshot snapshot() {
    requireRunning("there is nothing to snapshot");
    model.apply(edits);
    return snapshotFormat.write(
        new SnapshotFormat.Contents(
            seed, variation, instruction, context, edits, actions.toBytes()),
        view);
  }

  @Override
  public void restore(Snapshot snapshot, BatchStorage storage, int row) {
    requireOpen();
    ensureModel();
    SnapshotFormat.Reading reading = snapshotFormat.open(snapshot, model);
    actions.requireFits(reading.contents().actions(), spec.horizon(), storage.action());
    view.moveTo(storage, row);
    phase = Phase.NEEDS_RESET;
    appearance.change();
    try {
      continueFrom(reading, storage);
    } catch (RuntimeException e) {
      forgetEpisode();
      throw new IllegalArgumentException(
          "the snapshot cannot be restored (%s) and the episode of %s is lost; reset it"
              .formatted(e.getMessage(), spec.id()),
          e);
    }
    phase = Phase.RUNNING;
  }

  private void continueFrom(SnapshotFormat.Reading reading, BatchStorage storage) {
    SnapshotFormat.Contents contents = reading.contents();
    edits.copyFrom(contents.edits());
    model.apply(edits);
    actions.start(spec.horizon(), storage.action());
    actions.load(contents.actions());
    snapshotFormat.finish(reading, view);
    progress.requireSteps(actions.steps());
    appearance.setRandomized(true);
    progress.write(view);
    seed = contents.seed();
    variation = contents.variation();
    instruction = contents.instruction();
    context = contents.context();
  }

  /** Nothing of a broken episode stays. */
  private void forgetEpisode() {
    edits.clear();
    model.apply(edits);
    physics.reset();
    progress.start();
    actions.clear();
    view.clearResults();
    appearance.setRandomized(false);
    context = new double[0];
    instruction = spec.task().instruction();
  }

  @Override
  public EpisodeStatistics statistics() {
    requireOpen();
    WarningCounts warnings = physics.warnings();
    return progress.statistics(task.premise(), warnings);
  }

  @Override
  public String instruction() {
    requireOpen();
    return randomizer.instruction(instruction);
  }

  @Override
  public EpisodeRecord record() {
    requireOpen();
    return new EpisodeRecord(
        spec,
        seed,
        variation,
        context.clone(),
        EpisodeRecord.ModelEdit.of(appearance.recorded()),
        randomizer.drawn(),
        instruction(),
        actions.toBytes());
  }

  @Override
  public ModelEdits copyModelEdits() {
    requireOpen();
    ModelEdits copy = new ModelEdits();
    copy.copyFrom(edits);
    return copy;
  }

  @Override
  public void useModelEdits(ModelEdits recorded) {
    requireRunning("call reset first");
    model.requireValid(recorded);
    appearance.change();
    edits.copyFrom(recorded);
    model.apply(edits);
  }

  @Override
  public void setState(double[] state, BatchStorage storage, int row) {
    requireTakes(state);
    model.apply(edits);
    GeneralizedState.write(physics, state);
    physics.forward();
    task.placed();
    view.moveTo(storage, row);
    observeStart();
    progress.write(view);
  }

  @Override
  public void requireTakes(double[] state) {
    requireRunning("call reset first");
    if (!task.takesStates()) {
      throw new IllegalStateException("episodes of %s take no states".formatted(spec.id()));
    }
    GeneralizedState.requireValid(physics, state);
  }

  @Override
  public void captureView(ViewState target) {
    requireOpen();
    target.capture(physics, appearance.shown(), randomizer.imageFilter(), progress.steps());
    target.turn(spec.task().conventions().imageOrientation());
  }

  @Override
  public Physics physics() {
    requireOpen();
    if (model != null) {
      model.apply(appearance.shown());
    }
    return physics;
  }

  private void requireRunning(String advice) {
    if (phase != Phase.RUNNING) {
      requireOpen();
      throw new IllegalStateException(
          "no episode of %s is running; %s".formatted(spec.id(), advice));
    }
  }

  private void requireOpen() {
    if (phase == Phase.CLOSED) {
      throw new IllegalStateException(
          "the environment of %s is closed; make a new one".formatted(spec.id()));
    }
  }

  @Override
  public void close() {
    if (phase == Phase.CLOSED) {
      return;
    }
    phase = Phase.CLOSED;
    physics.close();
    if (ownModel != null) {
      ownModel.close();
    }
  }
}
