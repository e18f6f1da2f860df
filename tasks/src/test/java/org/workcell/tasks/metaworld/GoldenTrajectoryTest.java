package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Profile;
import org.workcell.sim.environment.ResetOptions;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.sim.environment.TaskRegistry;
import org.workcell.sim.scene.AssetPack;
import org.workcell.tasks.npz.NpzFile;

/** Repeats trajectories recorded from upstream, on upstream's assets, in profile compat. */
class GoldenTrajectoryTest {

  private static final double TOLERANCE = 1e-9;

  @TestFactory
  Stream<DynamicTest> repeatsUpstreamToTheBit() throws IOException {
    List<Path> recordings = new ArrayList<>();
    for (String folder : List.of("golden/metaworld", "golden/metaworld-3.5.0")) {
      try (Stream<Path> files = Files.list(ReferenceData.require(folder))) {
        files.filter(file -> file.toString().endsWith(".npz")).sorted().forEach(recordings::add);
      }
    }
    return recordings.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> repeat(file)));
  }

  private static void repeat(Path file) throws IOException {
    NpzFile golden = NpzFile.read(file);
    JsonNode meta = new ObjectMapper().readTree(golden.array("meta").text(0));
    String engine = Engine.load().version();
    String recordedEngine = meta.get("mujoco").asText();
    ReferenceData.skipUnless(
        engine.equals(recordedEngine),
        "%s was recorded with MuJoCo %s, not %s".formatted(file, recordedEngine, engine));
    Optional<TaskDefinition> task =
        TaskRegistry.load().task("metaworld/" + meta.get("task").asText());
    ReferenceData.skipUnless(task.isPresent(), "there is no task for " + file);
    EnvironmentOptions options =
        EnvironmentOptions.defaults()
            .withProfile(Profile.COMPAT)
            .withAssets(AssetPack.upstream(ReferenceData.upstreamAssets()));
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      String actionType = meta.get("action_dtype").asText();
      Environment environment = null;
      // The recordings do not say which version of the reward they hold.
      for (String reward : List.of("v2", "v1")) {
        Map<String, String> settings = Map.of("reward", reward, "action_dtype", actionType);
        environment = factory.newEnvironment(task.get(), options.withSettings(settings));
        if (new Replay(golden, environment).firstRewardFits()) {
          break;
        }
      }
      int episodes = golden.array("ep_rand_vec").shape().get(0);
      for (int episode = 0; episode < episodes; episode++) {
        new Replay(golden, environment).freeRun(episode);
      }
      new Replay(golden, environment).teacherForce(0);
    }
  }

  /** One recording next to one environment. */
  private static final class Replay {

    private final NpzFile golden;
    private final Environment environment;
    private final BatchStorage storage;
    private final double[] observation;
    private final double[] state;

    Replay(NpzFile golden, Environment environment) {
      this.golden = golden;
      this.environment = environment;
      this.storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      this.observation = new double[environment.spec().task().observation().get(0).size()];
      this.state = new double[environment.physics().stateSize()];
    }

    /** From a reset on, with nothing but the recorded actions. */
    void freeRun(int episode) {
      reset(episode);
      for (int step = firstStep(episode); step < firstStep(episode + 1); step++) {
        step(step);
      }
    }

    /** Every step from the recorded state. */
    void teacherForce(int episode) {
      reset(episode);
      for (int step = firstStep(episode); step < firstStep(episode + 1); step++) {
        environment.physics().writeState(golden.array("before_istate").row(step));
        step(step);
      }
    }

    boolean firstRewardFits() {
      reset(0);
      storage.action().putRow(0, golden.array("action").row(0));
      environment.step(storage, 0);
      double difference = golden.array("reward").number(0) - storage.reward().get(0, 0);
      return Math.abs(difference) <= TOLERANCE;
    }

    private int firstStep(int episode) {
      return (int) golden.array("ep_start").number(episode);
    }

    private void reset(int episode) {
      double[] context = golden.array("ep_rand_vec").row(episode);
      environment.reset(ResetOptions.seed(0).withContext(context), storage, 0);
      String where = "reset of episode " + episode;
      assertStateEquals("reset_", episode, where);
      assertObservationEquals(golden.array("ep_reset_obs").row(episode), where);
    }

    private void step(int step) {
      storage.action().putRow(0, golden.array("action").row(step));
      environment.step(storage, 0);
      String where = "step " + step;
      assertStateEquals("after_", step, where);
      assertObservationEquals(golden.array("obs").row(step), where);
      assertEquals(
          golden.array("reward").number(step), storage.reward().get(0, 0), TOLERANCE, where);
      assertEquals(golden.array("info_success").number(step), storage.success().get(0, 0), where);
      assertEquals(golden.array("terminated").number(step), storage.terminated().get(0, 0), where);
      for (int column = 0; column < RewardOutcome.INFO_COLUMNS.size(); column++) {
        String name = RewardOutcome.INFO_COLUMNS.get(column);
        assertEquals(
            golden.array("info_" + name).number(step),
            storage.info().get(0, column),
            TOLERANCE,
            where + " info " + name);
      }
    }

    /** Exact: one differing bit fails. */
    private void assertStateEquals(String prefix, int row, String where) {
      environment.physics().readState(state);
      assertArrayEquals(golden.array(prefix + "istate").row(row), state, where + " state");
      assertArrayEquals(
          golden.array(prefix + "qpos").row(row), environment.physics().qpos().toArray(), where);
      assertArrayEquals(
          golden.array(prefix + "qvel").row(row), environment.physics().qvel().toArray(), where);
      assertArrayEquals(
          golden.array(prefix + "mocap_pos").row(row),
          environment.physics().mocapPos().toArray(),
          where);
      assertArrayEquals(
          golden.array(prefix + "mocap_quat").row(row),
          environment.physics().mocapQuat().toArray(),
          where);
    }

    private void assertObservationEquals(double[] expected, String where) {
      storage.observation(0).getRow(0, observation);
      assertArrayEquals(expected, observation, TOLERANCE, where + " observation");
    }
  }
}
