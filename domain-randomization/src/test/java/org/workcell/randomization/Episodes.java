package org.workcell.randomization;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.stream.Collectors;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;

/** One environment of {@link TableTask} under a randomization. */
final class Episodes implements AutoCloseable {

  private static final int STEPS = 20;

  private final EnvironmentFactory factory = new EnvironmentFactory();
  private final TaskDefinition task;
  private final SimulatedEnvironment environment;
  private final BatchStorage storage;

  Episodes(EnvironmentOptions options) {
    this(new TableTask(), options);
  }

  Episodes(TaskDefinition task, EnvironmentOptions options) {
    this.task = task;
    environment = factory.newEnvironment(task, options);
    storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
  }

  static Episodes of(Randomization randomization) {
    return new Episodes(EnvironmentOptions.defaults().withRandomization(randomization));
  }

  static Episodes plain() {
    return new Episodes(EnvironmentOptions.defaults());
  }

  /** A preset of one factor, given as YAML within braces. */
  static Preset preset(String factor) {
    return Presets.parse("test", "preset: test\nfactors:\n  it: {%s}\n".formatted(factor));
  }

  /** The example of a kind. */
  static String example(FactorKind kind) {
    return "factor: " + kind.name() + (kind.example().isEmpty() ? "" : ", " + kind.example());
  }

  static Episodes ofFactor(String factor) {
    return ofExample(factor, preset(factor).training());
  }

  static Episodes ofExample(String factor, Randomization randomization) {
    return ofExample(factor, EnvironmentOptions.defaults().withRandomization(randomization));
  }

  /** On a table where the factor has something to act on. */
  static Episodes ofExample(String factor, EnvironmentOptions options) {
    TableTask task = new TableTask();
    if (factor.startsWith("factor: distractors")) {
      task = TableTask.withWorkspace();
    } else if (factor.startsWith("factor: swap")) {
      task = TableTask.withExchangeable();
    }
    return new Episodes(task, options);
  }

  /** Why factors cannot act here. */
  Map<String, String> reasonsInapplicable(Randomization randomization) {
    return randomization
        .applicability(task, environment.spec().task(), scene())
        .reasonsInapplicable();
  }

  SimulatedEnvironment environment() {
    return environment;
  }

  BatchStorage storage() {
    return storage;
  }

  Episodes reset(long seed) {
    environment.reset(ResetOptions.seed(seed), storage, 0);
    return this;
  }

  /** The simulation as a renderer sees it. */
  Physics physics() {
    return environment.physics();
  }

  Model scene() {
    return environment.physics().scene();
  }

  double[] positions() {
    double[] positions = new double[9];
    storage.observation(0).getRow(0, positions);
    return positions;
  }

  /** A changed element of the model, or what it is in the scene. */
  double value(ModelField field, int index) {
    return environment.record().modelEdits().stream()
        .filter(edit -> edit.field().equals(field.engineName()) && edit.index() == index)
        .mapToDouble(EpisodeRecord.ModelEdit::value)
        .findFirst()
        .orElseGet(() -> scene().get(field, index));
  }

  Map<String, Double> drawn() {
    return environment.record().drawn().stream()
        .collect(Collectors.toMap(EpisodeRecord.Drawn::name, EpisodeRecord.Drawn::value));
  }

  double drawn(String quantity) {
    return drawn().get("it/" + quantity);
  }

  void step(double first, double second) {
    storage.action().putRow(0, new double[] {first, second});
    environment.step(storage, 0);
  }

  /** The bytes of all observations and rewards of an episode with actions that depend on steps. */
  byte[] transcript(long seed) {
    reset(seed);
    return transcript();
  }

  /** The same from the present state on. */
  byte[] transcript() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    append(bytes);
    for (int i = 0; i < STEPS; i++) {
      step(StrictMath.sin(i), 0.2 * StrictMath.cos(i));
      append(bytes);
    }
    return bytes.toByteArray();
  }

  private void append(ByteArrayOutputStream bytes) {
    byte[] row = new byte[storage.observation(0).rowBytes()];
    storage.observation(0).getRowBytes(0, row);
    bytes.writeBytes(row);
    bytes.writeBytes(Double.toHexString(storage.reward().get(0, 0)).getBytes());
  }

  @Override
  public void close() {
    factory.close();
  }
}
