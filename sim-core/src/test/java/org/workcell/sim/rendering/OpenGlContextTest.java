package org.workcell.sim.rendering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

class OpenGlContextTest {

  private static final RenderOptions OPTIONS = RenderOptions.faithful(64, 48);

  @ParameterizedTest
  @ValueSource(strings = {"glfw", "vulkan"})
  void unknownBackendsAreRefused(String backend) {
    RenderingException refused =
        assertThrows(
            RenderingException.class, () -> OpenGlContext.open(Map.of("MUJOCO_GL", backend)));
    assertTrue(refused.getMessage().contains("MUJOCO_GL=" + backend), refused.getMessage());
    assertTrue(refused.getMessage().contains("set MUJOCO_GL=egl"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "off", "0", " DISABLED "})
  void disabledMeansDisabled(String setting) {
    RenderingException refused =
        assertThrows(
            RenderingException.class, () -> OpenGlContext.open(Map.of("MUJOCO_GL", setting)));
    assertTrue(refused.getMessage().startsWith("rendering is disabled"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "gpu", "1.5", "99999999999"})
  void deviceMustBeANumber(String device) {
    RenderingException refused =
        assertThrows(
            RenderingException.class,
            () -> OpenGlContext.open(Map.of("MUJOCO_EGL_DEVICE_ID", device)));
    assertTrue(refused.getMessage().contains("'" + device + "'"), refused.getMessage());
  }

  @Test
  void settingsAreMuJoCosOwn() {
    OpenGlRoute third = new OpenGlRoute(OpenGlRoute.Kind.DEVICE, 3);
    assertEquals(List.of(third), OpenGlRoute.of(Map.of("MUJOCO_EGL_DEVICE_ID", "3")));
    assertEquals(
        List.of(third), OpenGlRoute.of(Map.of("MUJOCO_GL", "EGL", "MUJOCO_EGL_DEVICE_ID", "3")));
    assertEquals(
        List.of("osmesa"), descriptions(Map.of("MUJOCO_GL", "OSMesa", "MUJOCO_EGL_DEVICE_ID", "")));
  }

  private static List<String> descriptions(Map<String, String> environment) {
    return OpenGlRoute.of(environment).stream().map(OpenGlRoute::description).toList();
  }

  @Test
  void devicesComeBeforeTheSurfacelessPlatformAndOsMesaLast() {
    List<String> all = descriptions(Map.of());
    List<String> egl = descriptions(Map.of("MUJOCO_GL", "egl"));
    assertEquals("osmesa", all.get(all.size() - 1));
    assertEquals(egl, all.subList(0, all.size() - 1));
    assertEquals("egl, surfaceless", egl.get(egl.size() - 1));
    for (int device = 0; device < egl.size() - 1; device++) {
      assertEquals("egl, device " + device, egl.get(device));
    }
  }

  @Test
  void routesGiveTheSamePixels() {
    TestScene.assumeRendering();
    Map<String, byte[]> images = new TreeMap<>();
    for (OpenGlRoute route : OpenGlRoute.of(Map.of("MUJOCO_GL", "egl"))) {
      try (Model scene = TestScene.load();
          Physics physics = new Physics(scene);
          OpenGlContext context = OpenGlContext.open(route);
          Renderer renderer = new Renderer(context, scene, OPTIONS)) {
        physics.refreshView();
        ByteBuffer rgb = TestScene.image(OPTIONS);
        renderer.render(physics, Camera.fixed(0), rgb);
        byte[] first = images.computeIfAbsent(context.renderer(), unused -> TestScene.bytes(rgb));
        assertArrayEquals(first, TestScene.bytes(rgb), route.description());
      } catch (RenderingException e) {
        assertFalse(e.getMessage().isBlank(), "a route may be closed here, with a reason");
      }
    }
    assertFalse(images.isEmpty());
  }

  @Test
  void aProcessDrawsWithOneLibrary() {
    TestScene.assumeRendering();
    Assumptions.assumeTrue(
        RenderingBackend.probe().description().startsWith("egl"), "this process draws with OSMesa");
    OpenGlContext.open().close();
    RenderingException refused =
        assertThrows(
            RenderingException.class, () -> OpenGlContext.open(Map.of("MUJOCO_GL", "osmesa")));
    String message = refused.getMessage();
    assertTrue(
        message.contains("draws with libEGL.so.1 already")
            || message.contains("apt-get install libosmesa6"),
        message);
  }

  @Test
  void missingDeviceIsNamed() {
    TestScene.assumeRendering();
    RenderingException refused =
        assertThrows(
            RenderingException.class,
            () -> OpenGlContext.open(Map.of("MUJOCO_EGL_DEVICE_ID", "63")));
    assertTrue(refused.getMessage().contains("EGL device 63 does not exist"), refused.getMessage());
  }

  @Test
  void probeAlwaysAnswers() {
    RenderingBackend backend = RenderingBackend.probe();
    assertFalse(backend.description().isBlank());
    assertEquals(backend, RenderingBackend.probe());
  }

  @Test
  void threadHasAtMostOne() {
    TestScene.assumeRendering();
    try (OpenGlContext first = OpenGlContext.open()) {
      assertThrows(IllegalStateException.class, OpenGlContext::open);
      assertFalse(first.backend().isBlank());
    }
    OpenGlContext.open().close();
  }

  @Test
  void otherThreadsAreRefused() throws InterruptedException {
    TestScene.assumeRendering();
    try (Model scene = TestScene.load();
        Physics physics = new Physics(scene);
        OpenGlContext context = OpenGlContext.open();
        Renderer renderer = new Renderer(context, scene, OPTIONS)) {
      ByteBuffer rgb = TestScene.image(OPTIONS);
      Camera camera = Camera.fixed(0);
      assertRefusedElsewhere(() -> renderer.render(physics, camera, rgb));
      assertRefusedElsewhere(renderer::close);
      assertRefusedElsewhere(context::close);
      assertRefusedElsewhere(() -> new Renderer(context, scene, OPTIONS));
      renderer.render(physics, camera, rgb);
    }
  }

  private static void assertRefusedElsewhere(Runnable call) throws InterruptedException {
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> onNewThread(() -> call.run()));
    assertInstanceOf(IllegalStateException.class, failure.getCause());
  }

  @Test
  void threadsDrawSideBySide() throws Exception {
    TestScene.assumeRendering();
    try (Model scene = TestScene.load()) {
      FutureTask<String> first = start(() -> centreColour(scene, 20));
      FutureTask<String> second = start(() -> centreColour(scene, 20));
      assertEquals("red", first.get());
      assertEquals("red", second.get());
    }
  }

  private static String centreColour(Model scene, int frames) {
    ByteBuffer rgb = TestScene.image(OPTIONS);
    try (Physics physics = new Physics(scene);
        OpenGlContext context = OpenGlContext.open();
        Renderer renderer = new Renderer(context, scene, OPTIONS)) {
      physics.refreshView();
      for (int i = 0; i < frames; i++) {
        renderer.render(physics, Camera.fixed(0), rgb);
      }
    }
    return TestScene.colour(rgb, OPTIONS, 0.5, 0.5);
  }

  @Test
  void openingAndClosingKeepsMemoryFlat() throws Exception {
    TestScene.assumeRendering();
    Path status = Path.of("/proc/self/status");
    Assumptions.assumeTrue(Files.isReadable(status), "resident memory is read on Linux only");
    try (Model scene = TestScene.load()) {
      for (int i = 0; i < 5; i++) {
        assertEquals("red", centreColour(scene, 1));
      }
      long before = residentMegabytes(status);
      for (int i = 0; i < 20; i++) {
        assertEquals("red", centreColour(scene, 1));
      }
      long grown = residentMegabytes(status) - before;
      // Each leaked renderer would keep a shadow map of 64 MB.
      assertTrue(grown < 300, "resident memory grew by %d MB".formatted(grown));
    }
  }

  private static void onNewThread(Runnable call) throws InterruptedException, ExecutionException {
    onNewThread(
        () -> {
          call.run();
          return null;
        });
  }

  private static <T> T onNewThread(Callable<T> call)
      throws InterruptedException, ExecutionException {
    return start(call).get();
  }

  private static <T> FutureTask<T> start(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    new Thread(task, "test-drawing").start();
    return task;
  }

  private static long residentMegabytes(Path status) throws IOException {
    String line =
        Files.readAllLines(status).stream()
            .filter(text -> text.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }
}
