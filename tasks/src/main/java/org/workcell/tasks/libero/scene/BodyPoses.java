package org.workcell.tasks.libero.scene;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.physics.ModelException;

/** Where a recorded scene has its bodies. */
public final class BodyPoses {

  private static final String NO_OFFSET = "0 0 0";
  private static final String NO_ROTATION = "1 0 0 0";
  private static final int POSE = 7;

  private BodyPoses() {}

  /**
   * The poses of some bodies in their parents: position in metres and quatWxyz of each.
   *
   * @param mjcf a scene as the engine saves it
   * @throws IllegalArgumentException if it cannot be read, or lacks one of the bodies
   */
  public static double[][] read(String mjcf, List<String> bodies) {
    Map<String, Element> byName = new HashMap<>();
    try {
      ElementReader.read(mjcf.getBytes(StandardCharsets.UTF_8))
          .forEach(
              element -> {
                if (element.is("body") && element.get("name") != null) {
                  byName.put(element.get("name"), element);
                }
              });
    } catch (ModelException e) {
      throw new IllegalArgumentException("the recorded scene " + e.getMessage(), e);
    }
    return bodies.stream().map(name -> pose(name, byName.get(name))).toArray(double[][]::new);
  }

  private static double[] pose(String name, Element body) {
    if (body == null) {
      throw new IllegalArgumentException("the recorded scene has no body '%s'".formatted(name));
    }
    String numbers = attribute(body, "pos", NO_OFFSET) + " " + attribute(body, "quat", NO_ROTATION);
    try {
      double[] pose =
          Arrays.stream(numbers.trim().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
      if (pose.length == POSE) {
        return pose;
      }
    } catch (NumberFormatException e) {
      // Refused below, with all of its numbers.
    }
    throw new IllegalArgumentException(
        "body '%s' of the recorded scene is at '%s'; expected 3 numbers of pos and 4 of quat"
            .formatted(name, numbers));
  }

  private static String attribute(Element element, String name, String otherwise) {
    String value = element.get(name);
    return value == null ? otherwise : value;
  }
}
