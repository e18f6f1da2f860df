package org.workcell.sim.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.wcOpenGlContext;

/**
 * A way to an OpenGL context without a window.
 *
 * @param kind which library, and how it is asked
 * @param device position in EGL's list of devices; only of {@link Kind#DEVICE}
 */
record OpenGlRoute(Kind kind, int device) {

  /** Which library, and how it is asked. */
  enum Kind {
    /** A graphics card or software device that EGL lists. */
    DEVICE,
    /** EGL's platform without devices. */
    SURFACELESS,
    /** Mesa's renderer into main memory. */
    OSMESA
  }

  /** The words by which MuJoCo's Python package turns rendering off. */
  private static final Set<String> DISABLED = Set.of("disable", "disabled", "off", "false", "0");

  private static final OpenGlRoute SURFACELESS = new OpenGlRoute(Kind.SURFACELESS, -1);
  private static final OpenGlRoute OSMESA = new OpenGlRoute(Kind.OSMESA, -1);

  /**
   * The routes that {@code MUJOCO_GL} and {@code MUJOCO_EGL_DEVICE_ID} allow, by MuJoCo's own
   * conventions, best first.
   *
   * @throws RenderingException if rendering is disabled, or a setting is not one we can follow
   */
  static List<OpenGlRoute> of(Map<String, String> environment) {
    String setting = environment.getOrDefault("MUJOCO_GL", "");
    String device = environment.getOrDefault("MUJOCO_EGL_DEVICE_ID", "").strip();
    String library = setting.strip().toLowerCase(Locale.ROOT);
    if (DISABLED.contains(library)) {
      throw new RenderingException(
          "rendering is disabled by MUJOCO_GL=%s; unset it or set MUJOCO_GL=egl"
              .formatted(setting));
    }
    return switch (library) {
      case "osmesa" -> List.of(OSMESA);
      case "egl" -> device.isEmpty() ? anyOfEgl() : List.of(chosenDevice(device));
      case "" -> device.isEmpty() ? all() : List.of(chosenDevice(device));
      default ->
          throw new RenderingException(
              "MUJOCO_GL=%s draws into windows or is unknown; unset it or set MUJOCO_GL=egl or osmesa"
                  .formatted(setting));
    };
  }

  /**
   * The route to one device.
   *
   * @throws RenderingException if {@code MUJOCO_GL} allows none
   */
  static OpenGlRoute ofDevice(Map<String, String> environment, int device) {
    if (of(environment).contains(OSMESA) && of(environment).size() == 1) {
      throw new RenderingException(
          "MUJOCO_GL=osmesa draws on no device; unset it, or name no device");
    }
    return new OpenGlRoute(Kind.DEVICE, device);
  }

  private static OpenGlRoute chosenDevice(String device) {
    if (!device.matches("\\d{1,9}")) {
      throw new RenderingException(
          "MUJOCO_EGL_DEVICE_ID is '%s', but must be the number of an EGL device, counted from 0;"
                  .formatted(device)
              + " unset it to take the first that works");
    }
    return new OpenGlRoute(Kind.DEVICE, Integer.parseInt(device));
  }

  private static List<OpenGlRoute> anyOfEgl() {
    List<OpenGlRoute> routes = new ArrayList<>();
    for (int device = 0; device < deviceCount(); device++) {
      routes.add(new OpenGlRoute(Kind.DEVICE, device));
    }
    routes.add(SURFACELESS);
    return routes;
  }

  private static List<OpenGlRoute> all() {
    List<OpenGlRoute> routes = anyOfEgl();
    routes.add(OSMESA);
    return routes;
  }

  private static int deviceCount() {
    try {
      return MuJoCo.wc_openGlDeviceCount();
    } catch (RuntimeException e) {
      // Without EGL there are no devices; the next route of EGL says so.
      return 0;
    }
  }

  wcOpenGlContext create() {
    return switch (kind) {
      case DEVICE -> MuJoCo.wc_openGlCreate(device);
      case SURFACELESS -> MuJoCo.wc_openGlCreate(-1);
      case OSMESA -> MuJoCo.wc_openGlCreateOffScreen();
    };
  }

  String description() {
    return switch (kind) {
      case DEVICE -> "egl, device " + device;
      case SURFACELESS -> "egl, surfaceless";
      case OSMESA -> "osmesa";
    };
  }
}
