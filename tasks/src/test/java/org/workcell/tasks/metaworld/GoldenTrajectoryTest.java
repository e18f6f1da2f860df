package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Profile;
import org.workcell.sim.environment.ResetOptions;
import org.workcell.sim.environment.TaskRegistry;
import org.workcell.sim.scene.AssetPack;
import org.workcell.tasks.npz.NpzFile;

/** Repeats trajectories recorded from upstream, on upstream's assets, in profile compat. */
class GoldenTrajectoryTest {

  private static final double TOLERANCE = 1e-9;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metaworld/reach-v3.random",
        "metaworld/reach-v3.scripted",
        "metaworld/reach-v3.random.v1",
        "metaworld/push-v3.random",
        "metaworld/push-v3.scripted",
        "metaworld/drawer-open-v3.random",
        "metaworld/drawer-open-v3.scripted",
        "metaworld-3.5.0/reach-v3.random",
        "metaworld-3.5.0/push-v3.random",
        "metaworld-3.5.0/drawer-open-v3.random"
      })
  void repeatsUpstreamToTheBit(String recording) throws IOException {
    NpzFile golden = NpzFile.read(ReferenceData.require("golden/" + recording + ".npz"));
    JsonNode meta = new ObjectMapper().readTree(golden.array("meta").text(0));
    String engine = Engine.load().version();
    String recordedEngine = meta.get("mujoco").asText();
    ReferenceData.skipUnless(
        engine.equals(recordedEngine),
        "%s was recorded with MuJoCo %s, not %s".formatted(recording, recordedEngine, engine));
    String task = "metaworld/" + meta.get("task").asText();
    EnvironmentOptions options =
        EnvironmentOptions.defaults()
            .withProfile(Profile.COMPAT)
            .withAssets(AssetPack.upstream(ReferenceData.upstreamAssets()))
            .withSettings(
                Map.of(
                    "reward",
                    recording.endsWith(".v1") ? "v1" : "v2",
                    "action_dtype",
                    meta.get("action_dtype").asText()));
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      Environment environment =
          factory.newEnvironment(TaskRegistry.load().task(task).orElseThrow(), options);
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
