package org.workcell.sim.rendering;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where EGL draws: what {@code MUJOCO_GL} and {@code MUJOCO_EGL_DEVICE_ID} ask for, by MuJoCo's own
 * conventions.
 *
 * @param index position in EGL's list of devices, or {@link #SURFACELESS}
 */
record EglDevice(int index) {

  /** The platform without devices; Mesa's software renderer where there is no graphics driver. */
  static final int SURFACELESS = -1;

  /** The words by which MuJoCo's Python package turns rendering off. */
  private static final Set<String> DISABLED = Set.of("disable", "disabled", "off", "false", "0");

  /**
   * Reads the settings of a process.
   *
   * @throws RenderingException if rendering is disabled, or a setting is not one we can follow
   */
  static EglDevice of(Map<String, String> environment) {
    requireEgl(environment.getOrDefault("MUJOCO_GL", ""));
    String device = environment.getOrDefault("MUJOCO_EGL_DEVICE_ID", "").strip();
    if (device.isEmpty()) {
      return new EglDevice(SURFACELESS);
    }
    if (!device.matches("\\d{1,9}")) {
      throw new RenderingException(
          "MUJOCO_EGL_DEVICE_ID is '%s', but must be the number of an EGL device, counted from 0;"
                  .formatted(device)
              + " unset it to draw without a device");
    }
    return new EglDevice(Integer.parseInt(device));
  }

  private static void requireEgl(String setting) {
    String backend = setting.strip().toLowerCase(Locale.ROOT);
    if (DISABLED.contains(backend)) {
      throw new RenderingException(
          "rendering is disabled by MUJOCO_GL=%s; unset it or set MUJOCO_GL=egl"
              .formatted(setting));
    }
    if (!backend.isEmpty() && !backend.equals("egl")) {
      throw new RenderingException(
          "the rendering backend of MUJOCO_GL=%s is not available yet; unset it or set MUJOCO_GL=egl"
              .formatted(setting));
    }
  }

  String description() {
    return index == SURFACELESS ? "egl, surfaceless" : "egl, device " + index;
  }
}
