package org.workcell.tasks.libero;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.tasks.libero.placement.InitialState;
import org.workcell.tasks.libero.placement.StoredStates;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** How a task starts, observes and ends, on builtin assets. */
class LiberoTaskTest {

  private static final String STOVE = "libero/goal/turn_on_the_stove-v1";
  private static final int ARM = 7;
  private static final int PROPRIO = 0;
  private static final int STATE = 2;
  private static final int EEF = 28;

  private final EnvironmentFactory factory = new EnvironmentFactory();
  private final TaskConfig config = TaskConfigs.of(STOVE);
  private SimulatedEnvironment environment;
  private BatchStorage storage;

  @AfterEach
  void close() {
    factory.close();
  }

  private void open(Profile profile, Map<String, String> settings) {
    TaskDefinition task = TaskRegistry.load().task(STOVE).orElseThrow();
    environment =
        factory.newEnvironment(
            task, EnvironmentOptions.defaults().withProfile(profile).withSettings(settings));
    storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
  }

  private double[] stored(int row) {
    return StoredStates.initialState(config, row).context();
  }

  private void reset(double[] context) {
    environment.reset(ResetOptions.seed(1).withContext(context), storage, 0);
  }

  private void rest(int steps) {
    storage.action().putRow(0, new double[7]);
    for (int i = 0; i < steps; i++) {
      environment.step(storage, 0);
    }
  }

  private double[] block(int index) {
    double[] values = new double[storage.observation(index).spec().size()];
    storage.observation(index).getRow(0, values);
    return values;
  }

  private double[] arm() {
    return Arrays.copyOf(environment.physics().qpos().toArray(), ARM);
  }

  @Test
  void anArmToldToRestStaysInStrictAndReturnsToItsResetInCompat() {
    double[] context = stored(3);
    double[] noisy = Arrays.copyOfRange(context, 1, 1 + ARM);
    open(Profile.STRICT, Map.of());
    reset(context);
    assertArrayEquals(noisy, arm());
    rest(20);
    assertArrayEquals(noisy, arm(), 2e-3);
    open(Profile.COMPAT, Map.of());
    reset(context);
    assertArrayEquals(noisy, arm());
    rest(20);
    // Goals of positions are those of the measured arm, but its orientation and posture return.
    double largest = 0;
    for (int i = 0; i < ARM; i++) {
      largest = Math.max(largest, Math.abs(arm()[i] - noisy[i]));
    }
    assertTrue(largest > 5e-3, "moved by " + largest);
  }

  @Test
  void settledStartsRestAndStoredOnesFall() {
    int bowlZ = 1 + config.positionsStart(0) + 2;
    open(Profile.STRICT, Map.of());
    reset(stored(0));
    double settled = environment.physics().qpos().get(bowlZ - 1);
    rest(10);
    assertEquals(settled, environment.physics().qpos().get(bowlZ - 1), 2e-3);
    open(Profile.STRICT, Map.of("starts", "stored"));
    reset(stored(0));
    assertEquals(stored(0)[bowlZ], environment.physics().qpos().get(bowlZ - 1));
    rest(10);
    assertTrue(environment.physics().qpos().get(bowlZ - 1) < stored(0)[bowlZ] - 0.03);
    int premise = environment.spec().task().infoColumns().indexOf("premise");
    assertEquals(1, storage.info().get(0, premise));
  }

  /** Stored state 0 of LIBERO-90's file 26: an object starts inside another and is thrown off. */
  @Test
  void statisticsSayWhetherThePremiseHolds() {
    TaskConfig thrown = TaskConfigs.suite("90").get(26);
    TaskDefinition task = TaskRegistry.load().task(thrown.id()).orElseThrow();
    double[] context = StoredStates.initialState(thrown, 0).context();
    for (Profile profile : Profile.values()) {
      environment =
          factory.newEnvironment(task, EnvironmentOptions.defaults().withProfile(profile));
      storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      reset(context);
      boolean settled = profile == Profile.STRICT;
      assertEquals(Optional.of(settled), environment.statistics().premise());
      assertEquals(
          settled ? 1 : 0,
          storage.info().get(0, environment.spec().task().infoColumns().indexOf("premise")));
    }
  }

  @Test
  void settleActionsComeInFrontOfTheEpisode() {
    open(Profile.COMPAT, Map.of("convention", "openvla"));
    reset(stored(0));
    double[] settled = environment.physics().qpos().toArray();
    assertEquals(0.5, environment.physics().time().get(0), 1e-9);
    open(Profile.COMPAT, Map.of());
    reset(stored(0));
    storage.action().putRow(0, new double[] {0, 0, 0, 0, 0, 0, -1});
    for (int i = 0; i < 10; i++) {
      environment.step(storage, 0);
    }
    assertArrayEquals(settled, environment.physics().qpos().toArray());
  }

  @Test
  void observationsAreThoseOfTheEndInStrictAndOlderInCompat() {
    open(Profile.STRICT, Map.of());
    reset(stored(0));
    moveOnce();
    assertArrayEquals(arm(), Arrays.copyOf(block(PROPRIO), ARM));
    environment.physics().refreshPositions();
    assertEquals(gripHeight(), block(PROPRIO)[EEF + 2]);
    assertEquals(block(PROPRIO)[EEF + 2], block(STATE)[2]);
    open(Profile.COMPAT, Map.of());
    reset(stored(0));
    moveOnce();
    assertNotEquals(arm()[1], block(PROPRIO)[1]);
    assertArrayEquals(arm(), Arrays.copyOf(block(PROPRIO), ARM), 1e-2);
  }

  private void moveOnce() {
    storage.action().putRow(0, new double[] {0, 0, -1, 0, 0, 0.3, 1});
    environment.step(storage, 0);
  }

  private double gripHeight() {
    int site = environment.physics().scene().site(LiberoRobot.GRIP_SITE);
    return environment.physics().sitePos().get(site, 2);
  }

  @Test
  void turningTheKnobSucceedsOnceAndShowsTheBurner() {
    open(Profile.STRICT, Map.of());
    reset(stored(0));
    assertEquals(0, burnerAlpha());
    Snapshot start = environment.snapshot();
    environment.physics().qpos().set(config.positionCount() - 1, 1.0);
    rest(1);
    assertEquals(1, storage.reward().get(0, 0));
    assertEquals(1, storage.success().get(0, 0));
    assertEquals(1, storage.terminated().get(0, 0));
    assertEquals(1, burnerAlpha());
    environment.restore(start, storage, 0);
    assertEquals(0, burnerAlpha());
    rest(1);
    assertEquals(0, storage.success().get(0, 0));
  }

  private double burnerAlpha() {
    ViewState view = new ViewState();
    environment.captureView(view);
    int site = environment.physics().scene().site("flat_stove_1_burner");
    return view.edits().valueOr(ModelField.SITE_RGBA, 4 * site + 3, Double.NaN);
  }

  @Test
  void collisionGeomsAndOtherSitesAreNotShown() {
    open(Profile.STRICT, Map.of());
    reset(stored(0));
    ViewState view = new ViewState();
    environment.captureView(view);
    int[] groups = environment.physics().scene().structure("geom_group");
    for (int geom = 0; geom < groups.length; geom++) {
      double alpha = view.edits().valueOr(ModelField.GEOM_RGBA, 4 * geom + 3, 1);
      assertEquals(groups[geom] == 0 ? 0 : 1, alpha);
    }
    int grip = environment.physics().scene().site(LiberoRobot.GRIP_SITE);
    assertEquals(0, view.edits().valueOr(ModelField.SITE_RGBA, 4 * grip + 3, 1));
  }

  @Test
  void statesOfSinglePrecisionAreTaken() {
    double[] rounded = Arrays.stream(stored(5)).map(number -> (float) number).toArray();
    open(Profile.STRICT, Map.of());
    reset(rounded);
    assertArrayEquals(rounded, environment.record().context(), 1e-6);
    assertEquals(InitialState.contextSize(config), environment.record().context().length);
  }
}
