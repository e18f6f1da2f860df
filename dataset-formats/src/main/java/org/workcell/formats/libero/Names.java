package org.workcell.formats.libero;

import java.util.Map;

/** Names in LIBERO's files. */
final class Names {

  static final String DATA = "data";
  static final String DEMO = "demo_";
  static final String OBSERVATION = "obs";
  static final String ACTIONS = "actions";
  static final String STATES = "states";
  static final String ROBOT_STATES = "robot_states";
  static final String REWARDS = "rewards";
  static final String DONES = "dones";
  static final String MODEL = "model_file";
  static final String IMAGE_CONVENTION = "macros_image_convention";
  static final String LAST_ROW_FIRST = "opengl";
  static final String FIRST_ROW_FIRST = "opencv";

  // What LIBERO's own files do not have.
  static final String TASK = "workcell_task";
  static final String START = "workcell_start";
  static final String SKEW = "workcell_observation_skew";
  static final String CONTROL_PERIOD = "workcell_control_period_seconds";
  static final String TASK_REWARDS = "task_rewards";
  static final String SUCCESSES = "successes";

  static final String IMAGES = "_rgb";
  private static final Map<String, String> CAMERAS = Map.of("eye_in_hand", "robot0_eye_in_hand");

  private Names() {}

  /** The array of a camera's images. */
  static String images(String camera) {
    return CAMERAS.entrySet().stream()
            .filter(each -> each.getValue().equals(camera))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(camera)
        + IMAGES;
  }

  /** The camera whose images an array holds. */
  static String camera(String array) {
    String stem = array.substring(0, array.length() - IMAGES.length());
    return CAMERAS.getOrDefault(stem, stem);
  }
}
