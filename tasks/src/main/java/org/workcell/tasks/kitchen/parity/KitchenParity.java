package org.workcell.tasks.kitchen.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** Repeats recordings of FrankaKitchen-v1 in profile {@code compat}. */
public final class KitchenParity implements SuiteParity {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TASK = "FrankaKitchen-v1";
  private static final List<String> SWITCHES =
      List.of("terminate_on_tasks_completed", "remove_task_when_completed");

  @Override
  public String suite() {
    return "kitchen";
  }

  @Override
  public void replay(Path file, AssetPack assets, Differences differences) throws IOException {
    NpzFile recording = NpzFile.read(file);
    JsonNode meta = JSON.readTree(recording.array("meta").text(0));
    RecordedEngine.requireThis(meta.path("mujoco").asText());
    if (!meta.path("task").asText().equals(TASK)) {
      throw new IllegalArgumentException(
          "is a recording of task '%s'; expected %s".formatted(meta.path("task").asText(), TASK));
    }
    List<String> elements = elements(meta);
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      TaskDefinition task = TaskRegistry.load().task("kitchen/custom-v1").orElseThrow();
      EnvironmentOptions options =
          EnvironmentOptions.defaults()
              .withProfile(Profile.COMPAT)
              .withAssets(assets)
              .withSettings(settings(meta, elements));
      SimulatedEnvironment environment = factory.newEnvironment(task, options);
      KitchenReplay replay =
          new KitchenReplay(
              recording, meta.path("seed").asLong(), elements, environment, differences);
      for (int episode = 0; episode < replay.episodes(); episode++) {
        replay.teacherForced(episode);
        replay.freeRunning(episode);
      }
    }
  }

  /** Names of the requested elements as the suite writes them, in the recording's order. */
  private static List<String> elements(JsonNode meta) {
    List<String> elements = new ArrayList<>();
    meta.path("tasks").forEach(element -> elements.add(element.asText().replace(' ', '-')));
    if (elements.isEmpty()) {
      throw new IllegalArgumentException(
          "has no tasks in its meta; expected the names of the requested elements");
    }
    return elements;
  }

  private static Map<String, String> settings(JsonNode meta, List<String> elements) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("goal", String.join("+", elements));
    settings.put("noise", noise(meta.path("noise").asDouble(Double.NaN)));
    for (String name : SWITCHES) {
      if (meta.has(name)) {
        settings.put(name, String.valueOf(meta.path(name).asBoolean()));
      }
    }
    return settings;
  }

  private static String noise(double recorded) {
    if (recorded != 0 && recorded != 1) {
      throw new IllegalArgumentException(
          "was recorded with noise %s; expected 0 (none) or 1 (upstream's own)"
              .formatted(recorded));
    }
    return recorded == 1 ? "on" : "off";
  }

  @Override
  public void redraw(Path file, Differences differences) {
    throw new IllegalArgumentException(
        "is a file of drawn initial states, but the kitchen has only one; expected *.npz files");
  }
}
