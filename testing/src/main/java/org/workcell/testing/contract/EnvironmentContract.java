package org.workcell.testing.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EpisodeFailedException;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;

/**
 * What every registered task must keep on the strict profile. Extend it, name the tasks, and the
 * contract runs over each of them.
 */
public abstract class EnvironmentContract {

  private static final long SEED = 7;

  /** The tasks under test. */
  protected abstract Collection<TaskDefinition> tasks();

  /** How their environments are opened. */
  protected EnvironmentOpener opener() {
    return EnvironmentOpener.inProcess();
  }

  /** With which options. */
  protected EnvironmentOptions options() {
    return EnvironmentOptions.defaults();
  }

  /** Control steps of the episodes that are compared; more find more, and take longer. */
  protected int steps() {
    return 25;
  }

  @TestFactory
  Stream<DynamicContainer> contract() {
    return tasks().stream().map(this::contract);
  }

  /** The checks share their scenes, which take longer to compile than a check to run. */
  private DynamicContainer contract(TaskDefinition task) {
    EnvironmentOpener scenes = opener();
    List<DynamicTest> tests = new ArrayList<>();
    checks()
        .forEach(
            (name, check) ->
                tests.add(
                    DynamicTest.dynamicTest(
                        name,
                        () -> {
                          try (OneCheck opener = new OneCheck(scenes)) {
                            check.run(opener, task);
                          }
                        })));
    tests.add(DynamicTest.dynamicTest("scenes close", scenes::close));
    return DynamicContainer.dynamicContainer(task.id(), tests);
  }

  private Map<String, Check> checks() {
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("spec is complete", this::specIsComplete);
    checks.put("observations keep their bounds", this::observationsInBounds);
    checks.put("same seed, same bytes", this::sameSeedSameBytes);
    checks.put("different seeds differ", this::differentSeedsDiffer);
    checks.put("a snapshot continues to the bit", this::snapshotContinues);
    checks.put("a foreign snapshot is refused", this::foreignSnapshotRefused);
    checks.put("history does not matter", this::historyDoesNotMatter);
    checks.put("environments share a worker's model", this::sharedModel);
    checks.put("looking harms nothing", this::lookingHarmsNothing);
    checks.put("a bad action harms nothing", this::badActionHarmsNothing);
    checks.put("a failed episode can be reset", this::failedEpisodeCanBeReset);
    checks.put("an episode can be rebuilt", this::episodeCanBeRebuilt);
    checks.put("a context fixes the start", this::contextFixesTheStart);
    checks.put("the horizon truncates", this::horizonTruncates);
    checks.put("only its own row is written", this::onlyItsOwnRow);
    checks.put("steps allocate nothing", this::stepsAllocateNothing);
    checks.put("closing twice is fine", this::closingTwice);
    return checks;
  }

  private interface Check {
    void run(EnvironmentOpener opener, TaskDefinition task);
  }

  /** Closes the environments of one check, and leaves the scenes. */
  private record OneCheck(EnvironmentOpener scenes, List<Environment> opened)
      implements EnvironmentOpener {

    OneCheck(EnvironmentOpener scenes) {
      this(scenes, new ArrayList<>());
    }

    @Override
    public Environment open(TaskDefinition task, EnvironmentOptions options) {
      Environment environment = scenes.open(task, options);
      opened.add(environment);
      return environment;
    }

    @Override
    public void close() {
      opened.forEach(Environment::close);
    }
  }

  private EpisodeDriver driver(EnvironmentOpener opener, TaskDefinition task) {
    return new EpisodeDriver(opener.open(task, options()));
  }

  /** Skips what needs the simulation where environments run elsewhere. */
  private static void assumeSimulatedHere(EpisodeDriver driver) {
    assumeTrue(driver.environment() instanceof SimulatedEnvironment, "simulated in this process");
  }

  private void specIsComplete(EnvironmentOpener opener, TaskDefinition task) {
    TaskOptions taskOptions = TaskOptions.resolve(options().profile(), options().settings(), task);
    TaskSpec spec = task.spec(taskOptions);
    List<String> names = new ArrayList<>(spec.infoColumns());
    spec.observation().forEach(block -> names.add(block.name()));
    assertAll(
        () -> assertEquals(task.id(), spec.id()),
        () -> assertFalse(spec.instruction().isBlank(), "instruction"),
        () -> assertFalse(spec.successRule().isBlank(), "success rule"),
        () -> assertTrue(spec.horizon() > 0, "horizon"),
        () -> assertTrue(spec.controlPeriodSeconds() > 0, "control period"),
        () -> assertFalse(spec.observation().isEmpty(), "observation"),
        () -> assertEquals(names.size(), new HashSet<>(names).size(), "names are unique"));
  }

  private void observationsInBounds(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver driver = driver(opener, task);
    for (long seed = 0; seed < 3; seed++) {
      driver.reset(seed);
      assertInBounds(driver.storage());
      for (int i = 0; i < steps(); i++) {
        driver.randomStep();
        assertInBounds(driver.storage());
      }
    }
  }

  private static void assertInBounds(BatchStorage storage) {
    for (int block = 0; block < storage.observationCount(); block++) {
      BlockSpec spec = storage.observation(block).spec();
      double[] low = spec.low();
      double[] high = spec.high();
      for (int i = 0; i < spec.size(); i++) {
        double value = storage.observation(block).get(0, i);
        assertTrue(
            Double.isFinite(value) && value >= low[i] && value <= high[i],
            "%s[%d] = %s is outside %s..%s".formatted(spec.name(), i, value, low[i], high[i]));
      }
    }
    assertTrue(Double.isFinite(storage.reward().get(0, 0)), "reward is finite");
  }

  private void sameSeedSameBytes(EnvironmentOpener opener, TaskDefinition task) {
    assertArrayEquals(
        driver(opener, task).episode(SEED, steps()), driver(opener, task).episode(SEED, steps()));
  }

  private void differentSeedsDiffer(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver driver = driver(opener, task);
    assertFalse(Arrays.equals(driver.episode(1, 0), driver.episode(2, 0)));
  }

  private void snapshotContinues(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver original = driver(opener, task);
    original.episode(SEED, steps());
    Snapshot snapshot = Snapshot.fromBytes(original.environment().snapshot().toBytes());
    byte[] results = original.resultBytes();
    byte[] continued = original.continueWith(99, steps());

    EpisodeDriver other = driver(opener, task);
    other.episode(SEED + 1, 3);
    for (EpisodeDriver driver : List.of(original, other, driver(opener, task))) {
      driver.restore(snapshot);
      assertArrayEquals(results, driver.resultBytes(), "results when it was taken");
      assertArrayEquals(continued, driver.continueWith(99, steps()), "continuation");
    }
    assertEquals(original.environment().statistics(), other.environment().statistics());
  }

  private void foreignSnapshotRefused(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver driver = driver(opener, task);
    byte[] before = driver.episode(SEED, 3);
    byte[] cut = Arrays.copyOf(driver.environment().snapshot().toBytes(), 10);
    assertThrows(IllegalArgumentException.class, () -> driver.restore(Snapshot.fromBytes(cut)));
    assertThrows(
        IllegalArgumentException.class, () -> driver.restore(Snapshot.fromBytes(new byte[0])));
    assertFalse(driver.environment().needsReset(), "the episode is unharmed");
    assertArrayEquals(before, driver.episode(SEED, 3));
  }

  private void historyDoesNotMatter(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver used = driver(opener, task);
    used.episode(SEED + 1, steps());
    used.episode(SEED + 2, 2);
    assertArrayEquals(driver(opener, task).episode(SEED, steps()), used.episode(SEED, steps()));
  }

  private void sharedModel(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver alone1 = driver(opener, task);
    assumeSimulatedHere(alone1);
    EpisodeDriver alone2 = driver(opener, task);
    byte[] expected1 = alone1.episode(1, steps());
    byte[] expected2 = alone2.episode(2, steps());
    EpisodeDriver first = driver(opener, task);
    EpisodeDriver second = driver(opener, task);
    Model scene = first.simulated().physics().scene();
    try (WorkerModel model = new WorkerModel(scene)) {
      first.simulated().useModel(model);
      second.simulated().useModel(model);
      EpisodeDriver.interleave(first, 1, second, 2, steps());
      assertArrayEquals(expected1, first.transcript());
      assertArrayEquals(expected2, second.transcript());
      first.environment().close();
      second.environment().close();
    }
  }

  private void lookingHarmsNothing(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver driver = driver(opener, task);
    assumeSimulatedHere(driver);
    byte[] expected = driver.episode(SEED, steps());
    ViewState view = new ViewState();
    driver.reset(SEED);
    for (int i = 0; i < steps(); i++) {
      driver.simulated().captureView(view);
      driver.randomStep();
    }
    assertArrayEquals(expected, driver.transcript());
  }

  private void badActionHarmsNothing(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver driver = driver(opener, task);
    byte[] expected = driver.episode(SEED, steps());
    driver.reset(SEED);
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      driver.storage().action().put(0, 0, bad);
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class, () -> driver.environment().step(driver.storage(), 0));
      assertTrue(error.getMessage().contains("action[0]"), error.getMessage());
    }
    driver.randomSteps(steps());
    assertArrayEquals(expected, driver.transcript());
  }

  private void failedEpisodeCanBeReset(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver driver = driver(opener, task);
    assumeSimulatedHere(driver);
    byte[] expected = driver.episode(SEED, steps());
    driver.reset(SEED);
    driver.simulated().physics().qvel().set(0, Double.NaN);
    EpisodeFailedException error = assertThrows(EpisodeFailedException.class, driver::randomStep);
    assertTrue(error.getMessage().contains(task.id()), error.getMessage());
    assertTrue(driver.environment().needsReset());
    assertThrows(IllegalStateException.class, driver::randomStep);
    assertArrayEquals(expected, driver.episode(SEED, steps()));
  }

  private void episodeCanBeRebuilt(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver driver = driver(opener, task);
    byte[] expected = driver.episode(SEED, steps());
    EpisodeRecord record = driver.environment().record();
    assertArrayEquals(expected, driver(opener, task).rebuild(record));
  }

  private void contextFixesTheStart(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver driver = driver(opener, task);
    driver.reset(SEED);
    EpisodeRecord first = driver.environment().record();
    double[] context = first.context();
    assertEquals(driver.environment().spec().task().context().size(), context.length);
    driver
        .environment()
        .reset(
            ResetOptions.seed(SEED + 1).withVariation(first.variation()).withContext(context),
            driver.storage(),
            0);
    EpisodeRecord second = driver.environment().record();
    assertArrayEquals(context, second.context());
    assertEquals(first.modelEdits(), second.modelEdits());
    double[] tooLong = Arrays.copyOf(context, context.length + 1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            driver
                .environment()
                .reset(ResetOptions.seed(1).withContext(tooLong), driver.storage(), 0));
  }

  private void horizonTruncates(EnvironmentOpener opener, TaskDefinition task) {
    Environment environment = opener.open(task, options().withHorizon(3));
    EpisodeDriver driver = new EpisodeDriver(environment);
    assertThrows(
        IllegalStateException.class, () -> environment.step(driver.storage(), 0), "before reset");
    driver.reset(SEED);
    driver.randomSteps(2);
    assertEquals(0, driver.storage().truncated().get(0, 0));
    driver.randomStep();
    assertEquals(1, driver.storage().truncated().get(0, 0));
    assertEquals(0, driver.storage().terminated().get(0, 0));
    assertTrue(environment.needsReset());
    assertThrows(IllegalStateException.class, driver::randomStep);
    assertEquals(3, environment.statistics().steps());
  }

  private void onlyItsOwnRow(EnvironmentOpener opener, TaskDefinition task) {
    Environment environment = opener.open(task, options());
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 3);
    EpisodeDriver.fillResults(storage, (byte) 1);
    environment.reset(ResetOptions.seed(SEED), storage, 1);
    environment.step(storage, 1);
    for (int row : new int[] {0, 2}) {
      for (byte written : EpisodeDriver.resultBytes(storage, row)) {
        assertEquals(1, written, "row " + row);
      }
    }
    assertNotEquals(EpisodeDriver.resultBytes(storage, 0), EpisodeDriver.resultBytes(storage, 1));
  }

  private void stepsAllocateNothing(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver driver = new EpisodeDriver(opener.open(task, options().withHorizon(100_000)));
    driver.reset(SEED);
    // The first steps fill caches of the runtime; what counts is the steady state.
    long bytes = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 10 && bytes > 0; attempt++) {
      bytes = driver.allocatedBytes(100);
    }
    assertEquals(0, bytes, "bytes allocated in 100 steps");
  }

  private void closingTwice(EnvironmentOpener opener, TaskDefinition task) {
    EpisodeDriver driver = driver(opener, task);
    driver.reset(SEED);
    driver.environment().close();
    driver.environment().close();
    assertThrows(IllegalStateException.class, () -> driver.reset(SEED));
    assertThrows(IllegalStateException.class, driver::randomStep);
    assertThrows(IllegalStateException.class, () -> driver.environment().snapshot());
    if (driver.environment() instanceof SimulatedEnvironment simulated) {
      assertThrows(IllegalStateException.class, simulated::physics);
    }
  }
}
