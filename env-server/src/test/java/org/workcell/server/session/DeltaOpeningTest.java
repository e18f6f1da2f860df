package org.workcell.server.session;

import static org.workcell.server.session.SessionFixture.HOST;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.records.Json;
import org.workcell.testing.RandomDelta;

/** Clients send a delta's content; what does not fit is refused, and paths are not read. */
class DeltaOpeningTest {

  private static final double PERIOD_SECONDS = 0.0125;

  @TempDir Path folder;
  private TestClient client;

  @BeforeEach
  void open() {
    client = TestClient.greeted(HOST);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Map<String, Object> delta(String channel) throws IOException {
    DeltaFiles.write(
        folder,
        RandomDelta.ofCommands(PERIOD_SECONDS, 0.01, List.of(channel)),
        Json.mapper().readTree("{\"gate\": {\"accepted\": false, \"reason\": \"no gain\"}}"));
    Map<String, Object> delta = new HashMap<>();
    delta.put("folder", "learned");
    delta.put("description", Files.readString(folder.resolve(DeltaFiles.DESCRIPTION)));
    byte[] weights = Files.readAllBytes(folder.resolve(DeltaFiles.WEIGHTS));
    delta.put("weights", Base64.getEncoder().encodeToString(weights));
    return delta;
  }

  private static Map<String, Object> opening(String name, Object value) {
    return Map.of("what", List.of("metaworld/reach-v3"), "num_envs", 1, name, value);
  }

  private void refused(String words, Map<String, Object> delta) {
    client.refused("invalid_argument", words, "open", opening("delta", delta));
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    Map<String, Object> delta = delta("elbow");
    refused("no gain", delta);
    delta.put("use_refused", true);
    refused("elbow", delta);
    delta.put("options", "channels=wrist");
    refused("wrist", delta);
    delta.put("weights", "");
    refused("copy both together", delta);
    delta.remove("description");
    refused("delta.description", delta);
    client.refused(
        "invalid_argument", "no filter 'delta'", "open", opening("filters", List.of("delta=/etc")));
  }

  @Test
  void whatFitsIsOpened() throws IOException {
    Map<String, Object> delta = delta("hand_target_x");
    delta.put("use_refused", true);
    delta.put("options", "rescale=0.5:1.5,without=0.1");
    client.open(opening("delta", delta));
  }
}
