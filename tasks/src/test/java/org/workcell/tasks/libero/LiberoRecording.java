package org.workcell.tasks.libero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.sim.physics.Model;
import org.workcell.tasks.ReferenceData;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** A recording of LIBERO's own code; skips the calling test where it is not there. */
public final class LiberoRecording {

  private final NpzFile arrays;
  private final JsonNode meta;

  /** The recording {@code <task>.<kind>}. */
  public LiberoRecording(String name) throws IOException {
    this.arrays = NpzFile.read(ReferenceData.require("golden/libero/" + name + ".npz"));
    this.meta = new ObjectMapper().readTree(arrays.array("meta").text(0));
    ReferenceData.skipUnless(
        Engine.load().version().equals(meta.get("mujoco").asText()),
        "recorded on MuJoCo " + meta.get("mujoco").asText());
  }

  /** An array of it. */
  public NpyArray array(String name) {
    return arrays.array(name);
  }

  /** What it says of itself. */
  public JsonNode meta() {
    return meta;
  }

  /** Its task in our table. */
  public TaskConfig config() {
    return TaskConfigs.of(
        "libero/%s/%s-v1"
            .formatted(
                meta.get("suite").asText().replace("libero_", ""), meta.get("bddl").asText()));
  }

  /** The scene of a recording that holds one, with its fixtures at the file's pose. */
  public static Model scene(LiberoRecording withScene, Path folder) throws IOException {
    String pack = ReferenceData.upstreamAssets().resolve("libero").toString();
    Path file = folder.resolve("scene.xml");
    Files.writeString(file, withScene.array("xml").text(0).replace("{PACK}", pack));
    return Model.load(file);
  }

  /** Puts the fixtures of a scene where they were in this recording. */
  public void placeFixtures(Model scene) {
    for (JsonNode fixture : meta.get("fixtures")) {
      int body = scene.body(fixture.get("body").asText());
      for (int i = 0; i < 3; i++) {
        scene.handle().body_pos().put(3L * body + i, fixture.get("pos").get(i).asDouble());
      }
      for (int i = 0; i < 4; i++) {
        scene.handle().body_quat().put(4L * body + i, fixture.get("quat").get(i).asDouble());
      }
    }
  }

  /** Puts the fixtures of a task at poses x, y, z and quaternion. */
  public static void placeFixtures(Model scene, TaskConfig config, double[][] poses) {
    for (int i = 0; i < poses.length; i++) {
      int body = scene.body(config.fixtures().get(i).rootBody());
      scene.handle().body_pos().position(3L * body).put(poses[i], 0, 3);
      scene.handle().body_quat().position(4L * body).put(poses[i], 3, 4);
    }
  }
}
