package org.workcell.sim.task;

import java.util.Optional;
import org.workcell.sim.physics.FrameFlags;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.scene.Scene;

/**
 * What a task is given to start an episode: its seed streams, the context if the caller chose one,
 * and the way to edit the model.
 */
public final class EpisodeStart {

  private final TaskSpec spec;
  private final SeedStreams seeds;
  private final int variation;
  private final Optional<double[]> chosenContext;
  private final ModelEdits dynamics = new ModelEdits();
  private double stretch;
  private final ModelEdits edits;
  private final Optional<FrameFlags> flags;
  private final WorkerModel model;
  private final Scene scene;
  private final Physics physics;
  private String instruction;
  private double[] context = {};
  private int editCount;

  /**
   * The start of an episode, as the environment's loop makes it.
   *
   * @param spec the task's spec in this environment
   * @param options what the caller chose; checked
   * @param seeds the episode's streams
   * @param edits receives the changes of the model
   * @param model the worker's copy of the model
   * @param scene the compiled scene with its additions
   * @param physics the simulation, reset to the scene's initial state
   */
  public EpisodeStart(
      TaskSpec spec,
      ResetOptions options,
      SeedStreams seeds,
      ModelEdits edits,
      Optional<FrameFlags> flags,
      WorkerModel model,
      Scene scene,
      Physics physics) {
    this.spec = spec;
    this.seeds = seeds;
    this.variation = options.variation().orElseGet(this::drawVariation);
    this.instruction = spec.variations().get(variation).instruction();
    this.chosenContext = options.context();
    this.edits = edits;
    this.flags = flags;
    this.model = model;
    this.scene = scene;
    this.physics = physics;
  }

  private int drawVariation() {
    int count = spec.variations().size();
    return count == 1 ? 0 : stream("variation").nextInt(count);
  }

  /** The root seed, for suites that repeat upstream's own draws; others use {@link #stream}. */
  public long seed() {
    return seeds.rootSeed();
  }

  /** A named stream of this episode, at its start. */
  public RandomStream stream(String name) {
    return seeds.stream(name);
  }

  /** The context that the caller chose; checked for length and finite numbers. */
  public Optional<double[]> chosenContext() {
    return chosenContext.map(double[]::clone);
  }

  /** Which of the task's variations this episode is of. */
  public int variation() {
    return variation;
  }

  /** Gives this episode other words than those of its variation, for example one of several. */
  public void useInstruction(String words) {
    instruction = words;
  }

  /** Has the task draw positions from wider ranges; see {@link #stretch}. */
  public void stretch(double fraction) {
    stretch = fraction;
  }

  /**
   * How far beyond its ranges a task is to draw horizontal positions, and to accept chosen ones, at
   * either end and as a fraction of each range's width; 0 where nothing else is asked for.
   */
  public double stretch() {
    return stretch;
  }

  /** Records the context that determines this episode. */
  public void useContext(double[] usedContext) {
    context = usedContext.clone();
  }

  /**
   * Changes the row of one object of the model for this episode, at once. In {@code strict} a
   * change takes effect even where the scene was compiled with a shortcut that hides the field; see
   * {@link FrameFlags}.
   *
   * @throws IllegalArgumentException in {@code strict}, for a change that the engine would ignore
   */
  public void editRow(ModelField field, int row, double... values) {
    editCount++;
    edits.setRow(field, row, values);
    flags.ifPresent(scene -> scene.reveal(edits, field, row * values.length));
    model.apply(edits);
  }

  /** An element of the model, with the changes of this episode so far. */
  public double value(ModelField field, int index) {
    return model.get(field, index);
  }

  /** Makes many changes of the model for this episode, at once; otherwise as {@link #editRow}. */
  public void edit(ModelEdits changes) {
    editCount++;
    edits.setAll(changes);
    flags.ifPresent(scene -> scene.reveal(edits, changes));
    model.apply(edits);
  }

  /**
   * Changes masses, inertias or armatures for this episode, and with them the constants that the
   * engine derives from them. What the task itself has set stays.
   */
  public void editDynamics(ModelEdits changes) {
    dynamics.setAll(changes);
    edit(changes);
  }

  /** How often this episode has changed the model so far. */
  public int editCount() {
    return editCount;
  }

  /** Works out once what follows from all changes of dynamics. */
  public void deriveConstants() {
    if (dynamics.size() == 0) {
      return;
    }
    ModelEdits derived = model.derive(dynamics);
    for (int i = 0; i < derived.size(); i++) {
      if (!edits.has(derived.field(i), derived.index(i))) {
        edits.set(derived.field(i), derived.index(i), derived.value(i));
      }
    }
    model.apply(edits);
  }

  /** The simulation, for those who move robot or objects. */
  public Physics physics() {
    return physics;
  }

  /**
   * Brings the simulation to the state that {@code motion} leads to from the scene's initial state.
   * The motion is simulated once for each scene and key, so it must not depend on seed or context,
   * and must come before model edits that do.
   */
  public void settle(String key, Runnable motion) {
    double[] state =
        scene.settledState(
            key,
            () -> {
              motion.run();
              double[] settled = new double[physics.stateSize()];
              physics.readState(settled);
              return settled;
            });
    physics.writeState(state);
  }

  /** The words of this episode: those of its variation, or others that were chosen since. */
  public String instruction() {
    return instruction;
  }

  /** The context that the episode started from; empty before the task has drawn it. */
  public double[] context() {
    return context;
  }
}
