package org.workcell.sim.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.control.ActuatorStages;
import org.workcell.sim.control.OffsetFilterProvider;
import org.workcell.sim.control.StageChain;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.task.ResetOptions;
import org.workcell.testing.PointMassTask;
import org.workcell.testing.RandomDelta;
import org.workcell.testing.TestArm;

/** What a delta does to an environment and to a simulation. */
class DeltaOnEnvironmentTest {

  private static final EnvironmentOptions PLAIN = EnvironmentOptions.defaults();

  private final EnvironmentFactory factory = new EnvironmentFactory();

  @AfterEach
  void close() {
    factory.close();
  }

  /** Adds the same to the force along x, whatever happens. */
  private static DeltaModel constant(double force) {
    return DeltaModel.builder(DeltaModel.Kind.COMMAND)
        .controlPeriodSeconds(0.02)
        .channels(List.of(new DeltaChannel("slide_x", 1, 1)))
        .layers(List.of(new DeltaLayer(new double[17], new double[] {force})))
        .build();
  }

  private double[] episode(EnvironmentOptions options, long seed) {
    try (SimulatedEnvironment environment = factory.newEnvironment(new PointMassTask(), options)) {
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      environment.reset(ResetOptions.seed(seed), storage, 0);
      for (int step = 0; step < 10; step++) {
        storage.action().putRow(0, new double[] {0.3, -0.2});
        environment.step(storage, 0);
      }
      return environment.physics().qpos().toArray();
    }
  }

  private static EnvironmentOptions behind(DeltaModel model, String options) {
    return PLAIN.withDelta(new DeltaAction(Optional.empty(), model, DeltaOptions.parse(options)));
  }

  @Test
  void aConstantDeltaIsAnOffset() {
    EnvironmentOptions offset =
        PLAIN.withFilters(List.of(new OffsetFilterProvider().create("force_x:0.25")));
    assertArrayEquals(episode(offset, 1), episode(behind(constant(0.25), ""), 1));
    assertArrayEquals(
        episode(offset, 1), episode(behind(constant(0.125), "rescale=2:2,trust=off"), 1));
    assertFalse(Arrays.equals(episode(PLAIN, 1), episode(behind(constant(0.25), ""), 1)));
  }

  @Test
  void itActsBeforeAllFilters() {
    EnvironmentOptions scaled =
        PLAIN.withFilters(List.of(new OffsetFilterProvider().create("force_x:0.1")));
    EnvironmentOptions both = scaled.withDelta(DeltaAction.of(constant(0.15)));
    List<String> filters = both.commandPath().filters();
    assertTrue(filters.get(0).startsWith("delta(sha256="), filters.toString());
    assertTrue(filters.get(1).startsWith("offset="), filters.toString());
    assertArrayEquals(episode(behind(constant(0.25), ""), 4), episode(both, 4), 1e-12);
  }

  @Test
  void aShareOfTheEpisodesHasNoDelta() {
    DeltaModel model = constant(0.25);
    double[][] plain = new double[20][];
    int without = 0;
    for (int seed = 0; seed < plain.length; seed++) {
      plain[seed] = episode(PLAIN, seed);
      double[] half = episode(behind(model, "without=0.5"), seed);
      double[] whole = episode(behind(model, ""), seed);
      assertTrue(Arrays.equals(half, plain[seed]) || Arrays.equals(half, whole));
      without += Arrays.equals(half, plain[seed]) ? 1 : 0;
      assertArrayEquals(plain[seed], episode(behind(model, "without=1"), seed));
    }
    assertTrue(without > 3 && without < 17, "of 20 episodes half go without, not " + without);
  }

  @Test
  void everyEpisodeDrawsItsScale() {
    TreeSet<Double> ends = new TreeSet<>();
    double least = episode(behind(constant(0.125), ""), 3)[0];
    double most = episode(behind(constant(0.375), ""), 3)[0];
    EnvironmentOptions drawn = behind(constant(0.25), "rescale=0.5:1.5");
    double end = episode(drawn, 3)[0];
    assertTrue(least < end && end < most, least + " < " + end + " < " + most);
    for (int seed = 0; seed < 5; seed++) {
      ends.add(episode(drawn, seed)[0] - episode(PLAIN, seed)[0]);
    }
    assertEquals(5, ends.size());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertRefused(constant(0.1).toBuilder().controlPeriodSeconds(0.05).build(), "0.05", "0.02");
    DeltaModel elbow =
        constant(0.1).toBuilder().channels(List.of(new DeltaChannel("elbow", 1, 1))).build();
    assertRefused(elbow, "elbow", "force_x (joint slide_x)");
    DeltaModel torque = RandomDelta.ofTorques(1, List.of("elbow"));
    assertRefused(torque, "elbow", "slide_x");
    assertThrows(IllegalArgumentException.class, () -> behind(elbow, "channels=slide_x"));
    for (String wrong :
        List.of("rescale=1", "without=2", "trust=maybe", "x=1", "without=0,without=1")) {
      assertThrows(IllegalArgumentException.class, () -> DeltaOptions.parse(wrong), wrong);
    }
  }

  @Test
  void aRobotSaysItsDriveGainWhereLogsDiffered() {
    DeltaModel model =
        constant(0.25).toBuilder().driveGain(Optional.of(new DriveGain("kp", 100, 400))).build();
    String message =
        assertThrows(IllegalArgumentException.class, () -> behind(model, "")).getMessage();
    assertTrue(message.contains("drive_gain=VALUE") && message.contains("kp"), message);
    assertArrayEquals(
        episode(behind(constant(0.125), ""), 1), episode(behind(model, "drive_gain=400"), 1));
    DeltaModel agreed =
        model.toBuilder().driveGain(Optional.of(new DriveGain("kp", 200, 200))).build();
    assertArrayEquals(episode(behind(constant(0.25), ""), 1), episode(behind(agreed, ""), 1));
    assertThrows(IllegalArgumentException.class, () -> behind(constant(0.25), "drive_gain=400"));
    assertThrows(IllegalArgumentException.class, () -> DeltaOptions.parse("drive_gain=0"));
    assertTrue(
        behind(model, "drive_gain=400").commandPath().toString().contains("drive_gain=400.0"));
  }

  private void assertRefused(DeltaModel model, String... words) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    factory.newEnvironment(
                        new PointMassTask(), PLAIN.withDelta(DeltaAction.of(model))))
            .getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
  }

  @Test
  void nativeTorquesAreThoseOfJava() {
    for (DeltaActivation activation : DeltaActivation.values()) {
      DeltaModel model =
          RandomDelta.model(
                  DeltaModel.Kind.TORQUE,
                  List.of(
                      DeltaInput.of(DeltaSignal.POSITION),
                      DeltaInput.of(DeltaSignal.VELOCITY).scale(3),
                      DeltaInput.of(DeltaSignal.VELOCITY_TANH).scale(0.04),
                      DeltaInput.of(DeltaSignal.POSITION_SIN),
                      DeltaInput.of(DeltaSignal.POSITION_COS)),
                  new int[] {9, 20},
                  5,
                  List.of("joint4", "joint2"))
              .activation(activation)
              .build();
      compare(model, 0.1);
      double[] covariance = new double[100];
      for (int i = 0; i < 10; i++) {
        covariance[11 * i] = 0.5;
        covariance[10 * i + 9 - i] += 0.1;
      }
      TrustRegion region = TrustRegion.mahalanobis(new double[10], covariance, 1, 2);
      compare(model.toBuilder().trust(region).build().acting(List.of("joint2")), 1);
    }
  }

  private static void compare(DeltaModel model, double gain) {
    try (Model scene = TestArm.newModel();
        Physics physics = new Physics(scene)) {
      DeltaOptions options = DeltaOptions.parse("rescale=%s:%s".formatted(gain, gain));
      DeltaTorqueStage stage = new DeltaAction(Optional.empty(), model, options).newStage(scene);
      StageChain chain = StageChain.attach(physics, List.of(stage)).orElseThrow();
      chain.activate();
      stage.start(new SeedStreams(1));
      DeltaRunner runner = model.newRunner();
      runner.gain(gain);
      int[] q = {scene.positionAddress("joint4"), scene.positionAddress("joint2")};
      int[] v = {scene.velocityAddress("joint4"), scene.velocityAddress("joint2")};
      double moved = 0;
      for (int step = 0; step < 200; step++) {
        double[] torque = new double[2];
        runner.apply(
            torque,
            new double[] {physics.qpos().get(q[0]), physics.qpos().get(q[1])},
            new double[] {physics.qvel().get(v[0]), physics.qvel().get(v[1])});
        physics.step(1);
        for (int c = 0; c < 2; c++) {
          assertEquals(torque[c], stage.torque(c), 1e-9);
          moved += Math.abs(torque[c]);
        }
        assertEquals(runner.trust(), stage.trust(), 1e-9);
      }
      assertTrue(moved > 1, "torques of " + moved);
    }
  }

  @Test
  void torquesMoveJointsAsForcesDo() {
    DeltaModel model =
        DeltaModel.builder(DeltaModel.Kind.TORQUE)
            .channels(List.of(new DeltaChannel("slide_x", 0.5, 3)))
            .inputs(List.of(DeltaInput.of(DeltaSignal.POSITION)))
            .layers(List.of(new DeltaLayer(new double[] {0}, new double[] {10})))
            .build();
    try (SimulatedEnvironment environment =
        factory.newEnvironment(
            new PointMassTask(),
            PLAIN
                .withDelta(DeltaAction.of(model))
                .withStages(List.of(ActuatorStages.friction(0.1, 0))))) {
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      environment.reset(ResetOptions.seed(1), storage, 0);
      double before = environment.physics().qvel().get(0);
      environment.step(storage, 0);
      // Ten is clipped to 3, times 0.5 N; friction takes 0.1 N, damping 0.5 N s/m; 0.2 kg, 0.02 s.
      double mass = 0.2;
      double speed = before;
      for (int step = 0; step < 2; step++) {
        speed += 0.01 * (1.4 - 0.5 * speed) / (mass + 0.01 * 0.5);
      }
      assertEquals(speed, environment.physics().qvel().get(0), 1e-9);
      assertTrue(environment.spec().commandPath().stages().get(0).startsWith("delta("));
    }
  }
}
