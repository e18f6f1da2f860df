package org.workcell.server.dmenv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The images that a world offers.
 *
 * @param cameras their names
 * @param width in pixels
 * @param height in pixels
 * @param quality {@code fast} or {@code faithful}; the session's default where absent
 */
record Images(List<String> cameras, int width, int height, Optional<String> quality) {

  static final int STANDARD_SIDE = 84;
  private static final int LONGEST_SIDE = 4096;

  /**
   * What the settings of a world say.
   *
   * @throws RequestException if one is unknown or has the wrong type
   */
  static Images of(JsonNode settings) {
    if (settings == null) {
      return new Images(List.of(), STANDARD_SIDE, STANDARD_SIDE, Optional.empty());
    }
    if (!settings.isObject()) {
      throw RequestException.invalid(
          "setting 'images' is a group; use 'images.cameras', 'images.width', 'images.height'");
    }
    ObjectNode group = (ObjectNode) settings;
    Settings.requireKnown(group, List.of("cameras", "width", "height", "quality"));
    return new Images(
        cameras(group.get("cameras")),
        side(group, "width"),
        side(group, "height"),
        Optional.ofNullable(group.get("quality")).map(JsonNode::asText));
  }

  private static List<String> cameras(JsonNode list) {
    List<String> cameras = new ArrayList<>();
    if (list != null && list.isTextual()) {
      cameras.add(list.textValue());
    } else if (list != null && list.isArray()) {
      list.forEach(camera -> cameras.add(camera.asText()));
    } else {
      throw RequestException.invalid("setting 'images.cameras' is a list of names");
    }
    if (cameras.stream().distinct().count() < cameras.size()) {
      throw RequestException.invalid("setting 'images.cameras' names a camera twice: " + cameras);
    }
    return List.copyOf(cameras);
  }

  private static int side(ObjectNode group, String name) {
    long side = Settings.integer(group, name).orElse(STANDARD_SIDE);
    if (side < 1 || side > LONGEST_SIDE) {
      throw RequestException.outOfRange(
          "setting 'images.%s' is %d, expected 1 to %d pixels".formatted(name, side, LONGEST_SIDE));
    }
    return (int) side;
  }
}
