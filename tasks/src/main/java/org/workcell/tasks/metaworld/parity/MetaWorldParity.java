package org.workcell.tasks.metaworld.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.tasks.parity.Differences;
import org.workcell.tasks.parity.RecordedEngine;
import org.workcell.tasks.parity.SuiteParity;

/** Repeats recordings of Meta-World 3 in profile {@code compat}. */
public final class MetaWorldParity implements SuiteParity {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The recordings do not say which version of the reward they hold; the current one first. */
  private static final List<String> REWARDS = List.of("v2", "v1");

  @Override
  public String suite() {
    return "metaworld";
  }

  @Override
  public void replay(Path file, AssetPack assets, Differences differences) throws IOException {
    NpzFile recording = NpzFile.read(file);
    JsonNode meta = JSON.readTree(recording.array("meta").text(0));
    RecordedEngine.requireThis(meta.path("mujoco").asText());
    TaskDefinition task = task(meta.path("task").asText());
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      SimulatedEnvironment environment =
          fittingEnvironment(recording, factory, task, assets, meta.path("action_dtype").asText());
      TrajectoryReplay replay = new TrajectoryReplay(recording, environment, differences);
      for (int episode = 0; episode < replay.episodes(); episode++) {
        replay.teacherForced(episode);
        replay.freeRunning(episode);
      }
    }
  }

  private static TaskDefinition task(String name) {
    return TaskRegistry.load()
        .task("metaworld/" + name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is a recording of task '%s', which does not exist; expected a task that"
                            .formatted(name)
                        + " 'workcell list --suite metaworld' shows"));
  }

  private static boolean goalHidden(NpzFile recording) throws IOException {
    JsonNode attributes = JSON.readTree(recording.array("ep_attrs").text(0));
    return attributes.path("_partially_observable").asBoolean();
  }

  /** With the version of the reward that comes nearest to the recorded one in episode 0. */
  private static SimulatedEnvironment fittingEnvironment(
      NpzFile recording,
      EnvironmentFactory factory,
      TaskDefinition task,
      AssetPack assets,
      String actionType)
      throws IOException {
    EnvironmentOptions options =
        EnvironmentOptions.defaults().withProfile(Profile.COMPAT).withAssets(assets);
    String goal = goalHidden(recording) ? "hidden" : "visible";
    SimulatedEnvironment best = null;
    double smallest = Double.POSITIVE_INFINITY;
    for (String reward : REWARDS) {
      Map<String, String> settings =
          Map.of("reward", reward, "action_dtype", actionType, "goal", goal);
      SimulatedEnvironment tried = factory.newEnvironment(task, options.withSettings(settings));
      Differences differences = new Differences();
      new TrajectoryReplay(recording, tried, differences).freeRunning(0);
      double difference = differences.largest("reward");
      if (best == null || difference < smallest) {
        best = tried;
        smallest = difference;
      }
      if (smallest <= Differences.TOLERANCE) {
        break;
      }
    }
    return best;
  }

  @Override
  public void redraw(Path file, Differences differences) throws IOException {
    JsonNode draws = JSON.readTree(file.toFile());
    new DrawCheck(differences).check(draws);
  }
}
