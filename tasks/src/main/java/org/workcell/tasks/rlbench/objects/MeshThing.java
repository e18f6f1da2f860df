package org.workcell.tasks.rlbench.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One thing made of a mesh that is drawn and convex pieces that collide, as MJCF. Its origin is the
 * middle of the underside of the pieces' box.
 */
final class MeshThing {

  /** Largest radius of a footprint: neighbours of LAMP's scene stand 0.208 m apart. */
  private static final double MOST_RADIUS = 0.104;

  private static final double MOST_HEIGHT = 0.25;
  private static final double LEAST_SIZE = 0.01;

  /** By how much the boxes of mesh and pieces may differ, as a share of the diagonal. */
  private static final double MISFIT = 0.1;

  private static final double KILOGRAMS_PER_CUBIC_METRE = 300;
  private static final double LEAST_KILOGRAMS = 0.02;

  /** How far below the top the tip is in a grasp, metres. */
  private static final double BELOW_TOP = 0.015;

  /** Ends of fingers reach 5 mm beyond the tip and must not meet the table. */
  private static final double LOWEST_TIP = 0.007;

  private final String body;
  private final Mesh look;
  private final List<Mesh> pieces;
  private final double[] volumes;
  private final Optional<byte[]> texture;
  private final Bounds bounds = Bounds.empty();

  /**
   * A thing.
   *
   * @param volumes of the pieces, cubic metres
   * @param texture an image in PNG; a thing without takes the episode's colour
   * @throws IllegalArgumentException saying why it cannot lie on the table
   */
  MeshThing(String body, Mesh look, List<Mesh> pieces, double[] volumes, Optional<byte[]> texture) {
    this.body = body;
    this.look = look;
    this.pieces = pieces;
    this.volumes = volumes;
    this.texture = texture;
    pieces.forEach(piece -> piece.vertices().forEach(bounds::add));
    requireSize();
    double misfit = look.bounds().difference(bounds);
    if (misfit > MISFIT * bounds.diagonal()) {
      throw new IllegalArgumentException(
          "visual.obj and the collision parts do not cover each other: their boxes differ by %.3g m; write both in the same coordinates"
              .formatted(misfit));
    }
  }

  private void requireSize() {
    double radius = Math.hypot(bounds.size(0), bounds.size(1)) / 2;
    if (radius > MOST_RADIUS || bounds.size(2) > MOST_HEIGHT || bounds.diagonal() < LEAST_SIZE) {
      throw new IllegalArgumentException(
          "it is %.3g m x %.3g m x %.3g m; expected a diagonal of at least %s m, a footprint of at most %s m across its corners and %s m of height; choose another objects_scale, or see objects_up"
              .formatted(
                  bounds.size(0),
                  bounds.size(1),
                  bounds.size(2),
                  LEAST_SIZE,
                  2 * MOST_RADIUS,
                  MOST_HEIGHT));
    }
  }

  Things.Thing thing() {
    return new Things.Thing(body, texture.isEmpty());
  }

  /**
   * Adds the thing to a scene.
   *
   * @param index which of all things it is
   * @param assets what goes into {@code <asset>}
   * @param bodies what goes into {@code <worldbody>}
   * @param files contents by path
   */
  void addTo(int index, StringBuilder assets, StringBuilder bodies, Map<String, byte[]> files) {
    double[] origin = bounds.foot();
    String folder = "/objects/%d/".formatted(index);
    List<String> geoms = new ArrayList<>();
    assets.append(mesh(body + "_visual", folder + "visual.msh", "shell"));
    files.put(folder + "visual.msh", look.toMsh(origin));
    geoms.add(look(folder, assets, files));
    double volume = 0;
    for (double each : volumes) {
      volume += each;
    }
    double mass = Math.max(KILOGRAMS_PER_CUBIC_METRE * volume, LEAST_KILOGRAMS);
    for (int i = 0; i < pieces.size(); i++) {
      String file = "%spart%d.msh".formatted(folder, i);
      assets.append(mesh("%s_part%d".formatted(body, i), file, "convex"));
      files.put(file, pieces.get(i).toMsh(origin));
      geoms.add(
          "class=\"hull\" type=\"mesh\" mesh=\"%s_part%d\" mass=\"%s\""
              .formatted(body, i, number(mass * volumes[i] / volume)));
    }
    addBody(index, geoms, bodies);
  }

  private String look(String folder, StringBuilder assets, Map<String, byte[]> files) {
    String material = "painted";
    if (texture.isPresent()) {
      material = body + "_texture";
      files.put(folder + "texture.png", texture.get());
      assets.append(
          "    <texture name=\"%1$s\" type=\"2d\" file=\"%2$stexture.png\"/>\n    <material name=\"%1$s\" texture=\"%1$s\" specular=\"0.3\" shininess=\"0.45\"/>\n"
              .formatted(material, folder));
    }
    return "name=\"%1$s_%3$s\" class=\"looks\" type=\"mesh\" mesh=\"%1$s_visual\" material=\"%2$s\""
        .formatted(body, material, texture.isPresent() ? "look" : "paint");
  }

  private static String mesh(String name, String file, String inertia) {
    return "    <mesh name=\"%s\" file=\"%s\" inertia=\"%s\"/>\n".formatted(name, file, inertia);
  }

  private void addBody(int index, List<String> geoms, StringBuilder bodies) {
    bodies.append("    <body name=\"%s\" pos=\"-4 %s 8\">\n".formatted(body, number(0.5 * index)));
    bodies.append("      <freejoint name=\"%s\"/>\n".formatted(body));
    geoms.forEach(geom -> bodies.append("      <geom %s/>\n".formatted(geom)));
    double height = bounds.size(2);
    double tip = Math.max(Math.max(height - BELOW_TOP, height / 2), LOWEST_TIP);
    boolean alongX = bounds.size(0) < bounds.size(1);
    bodies.append(
        "      <site name=\"%s\" class=\"frame\" pos=\"0 0 %s\" quat=\"%s\"/>\n    </body>\n"
            .formatted(
                thing().grasp(), number(tip), alongX ? "0 0.7071068 0.7071068 0" : "0 1 0 0"));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.9g", value);
  }
}
