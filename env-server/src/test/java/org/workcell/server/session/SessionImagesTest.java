package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.workcell.server.session.SessionFixture.TASKS;
import static org.workcell.server.session.SessionFixture.assertSame;
import static org.workcell.server.session.SessionFixture.horizon;
import static org.workcell.server.session.SessionFixture.member;
import static org.workcell.server.session.SessionFixture.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.workcell.server.session.TestClient.Reply;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.Rendering;

/** Images through a session are those of a vector opened directly. */
class SessionImagesTest {

  private static final String REACH = "metaworld/reach-v3";

  /** One worker, so that one thread draws. */
  private static final Host HOST =
      new Host(TASKS, HostOptions.defaults().withWorkers(PoolOptions.of(1)));

  @AfterAll
  static void close() {
    HOST.close();
  }

  private static PooledVectorEnvironment direct(VectorOptions options) {
    return PooledVectorEnvironment.open(options, HOST.pool());
  }

  @BeforeAll
  static void requireRendering() {
    Rendering.assumePossible();
  }

  private static Map<String, Object> open() {
    Map<String, Object> open = new LinkedHashMap<>();
    open.put("what", List.of(REACH));
    open.put("num_envs", 3);
    open.put("horizon", 2);
    open.put("autoreset", "same_step");
    open.put(
        "images", Map.of("cameras", List.of("corner", "gripperPOV"), "width", 20, "height", 16));
    return open;
  }

  private static VectorOptions options() {
    return VectorOptions.mixed(List.of(member(REACH, horizon(2))), 3)
        .withAutoreset(Autoreset.SAME_STEP)
        .withImages(
            ImageOptions.of(RenderOptions.fast(20, 16), "corner", "gripperPOV").withWorkers(1));
  }

  @Test
  void imagesComeWithEveryBatchAndAreSaved() {
    try (TestClient client = TestClient.greeted(HOST);
        TestClient other = TestClient.greeted(HOST);
        PooledVectorEnvironment expected = direct(options())) {
      int vector = client.open(open());
      int later = other.open(open());
      expected.reset(3);
      assertSame(expected, client.call("reset", Map.of("vector", vector, "seed", 3)));
      for (int step = 0; step < 3; step++) {
        Reply state = client.call("save", Map.of("vector", vector));
        Reply loaded =
            other.call(
                "load",
                Map.of("vector", later),
                org.workcell.sim.wire.WireTensor.ofBytes("state", state.bytes("state")));
        assertArrayEquals(
            TestClient.bytes(expected.current().rows().image(0)), loaded.bytes("images"));
        var action = tensor("action", expected.current().rows().action(), 0, 1, 2);
        expected.step();
        assertSame(expected, client.call("step", Map.of("vector", vector), action));
        assertSame(expected, other.call("step", Map.of("vector", later), action));
      }
    }
  }

  @Test
  void imagesAreTakenWhenAsked() {
    try (TestClient client = TestClient.greeted(HOST);
        PooledVectorEnvironment expected = direct(options())) {
      int vector = client.open(Map.of("what", List.of(REACH), "num_envs", 3));
      client.call("reset", Map.of("vector", vector, "seed", 3));
      expected.reset(3);
      Map<String, Object> render = new LinkedHashMap<>();
      render.put("vector", vector);
      render.put("environments", List.of(2, 0));
      render.put("camera", "corner");
      render.put("width", 20);
      render.put("height", 16);
      Reply reply = client.call("render", render);
      assertEquals(List.of(2, 16, 20, 3), reply.tensors().get("images").shape());
      byte[] found = reply.bytes("images");
      int size = 20 * 16 * 3;
      for (int i = 0; i < 2; i++) {
        byte[] image = new byte[size];
        expected.current().images().image(i == 0 ? 2 : 0, 0).get(image);
        byte[] one = java.util.Arrays.copyOfRange(found, i * size, (i + 1) * size);
        assertArrayEquals(image, one);
      }
      render.put("camera", "nowhere");
      client.refused("invalid_argument", "corner", "render", render);
      client.refused(
          "invalid_argument",
          "corner",
          "open",
          Map.of("what", List.of(REACH), "num_envs", 1, "images", Map.of("cameras", List.of("x"))));
    }
  }
}
