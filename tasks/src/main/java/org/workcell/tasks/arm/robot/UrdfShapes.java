package org.workcell.tasks.arm.robot;

import static org.workcell.tasks.arm.robot.ModelText.children;
import static org.workcell.tasks.arm.robot.ModelText.numbers;
import static org.workcell.tasks.arm.robot.ModelText.value;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.w3c.dom.Element;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.kinematics.Rotations;

/**
 * Writes the shapes of links in URDF as MJCF. Drawn meshes in formats that the engine does not read
 * are left out; colliding ones are an error. What collides is drawn where nothing else is.
 */
final class UrdfShapes {

  private static final Set<String> READABLE = Set.of("stl", "obj", "msh");
  private static final String PACKAGE = "package://";
  private static final String FILE = "file://";
  private static final int LEVELS_ABOVE = 4;
  private static final String PLAIN = "0.75 0.76 0.78 1";

  private final Element assets;
  private final Path folder;
  private final Function<Path, String> names;
  private final Map<String, String> colors = new HashMap<>();

  UrdfShapes(Element robot, Element assets, Path folder, Function<Path, String> names) {
    this.assets = assets;
    this.folder = folder;
    this.names = names;
    ModelText.below(robot, "material").forEach(this::noteColor);
  }

  private void noteColor(Element material) {
    children(material, "color")
        .forEach(color -> colors.put(material.getAttribute("name"), color.getAttribute("rgba")));
  }

  /** Adds the shapes of a link to a body. */
  void add(Element link, Element body) {
    boolean drawn = false;
    for (Element visual : children(link, "visual")) {
      Element geom = geom(visual, body, false);
      if (geom == null) {
        continue;
      }
      drawn = true;
      geom.setAttribute("contype", "0");
      geom.setAttribute("conaffinity", "0");
      geom.setAttribute("mass", "0");
      geom.setAttribute("group", "1");
    }
    for (Element collision : children(link, "collision")) {
      geom(collision, body, true).setAttribute("group", drawn ? "4" : "1");
    }
  }

  /** The geom of a shape; null where it is only drawn and cannot be read. */
  private Element geom(Element shape, Element body, boolean collides) {
    Element geometry =
        children(shape, "geometry").stream()
            .flatMap(each -> children(each).stream())
            .findFirst()
            .orElseThrow(() -> new BadInputException("a shape of the robot has no geometry"));
    String file = geometry.getAttribute("filename");
    if (geometry.getTagName().equals("mesh") && !READABLE.contains(AssetNames.ending(file))) {
      if (collides) {
        throw new BadInputException(
            "mesh '%s' collides, and the engine reads %s; convert it".formatted(file, READABLE));
      }
      return null;
    }
    Element geom = ModelText.add(body, "geom");
    place(shape, geom);
    geom.setAttribute("rgba", color(shape));
    size(geometry, geom);
    return geom;
  }

  private String color(Element shape) {
    return children(shape, "material").stream()
        .map(each -> colors.getOrDefault(each.getAttribute("name"), PLAIN))
        .findFirst()
        .orElse(PLAIN);
  }

  private void size(Element geometry, Element geom) {
    String kind = geometry.getTagName();
    switch (kind) {
      case "box" -> {
        double[] size = three(geometry.getAttribute("size"));
        geom.setAttribute("size", numbers(size[0] / 2, size[1] / 2, size[2] / 2));
      }
      case "cylinder", "capsule" -> {
        double half = number(geometry.getAttribute("length")) / 2;
        geom.setAttribute("size", numbers(number(geometry.getAttribute("radius")), half));
      }
      case "sphere" -> geom.setAttribute("size", geometry.getAttribute("radius"));
      case "mesh" -> geom.setAttribute("mesh", mesh(geometry));
      default ->
          throw new BadInputException(
              "the robot has a shape '%s'; expected box, cylinder, capsule, sphere or mesh"
                  .formatted(kind));
    }
    geom.setAttribute("type", kind);
  }

  private String mesh(Element geometry) {
    Element asset = ModelText.add(assets, "mesh");
    String name = "mesh_" + children(assets).size();
    asset.setAttribute("name", name);
    asset.setAttribute("file", names.apply(find(geometry.getAttribute("filename"))));
    asset.setAttribute("scale", value(geometry, "scale").orElse("1 1 1"));
    return name;
  }

  /** Packages are looked for beside the file and in the folders above it. */
  private Path find(String file) {
    List<Path> tried = new ArrayList<>();
    boolean ofPackage = file.startsWith(PACKAGE);
    String path = ofPackage ? file.substring(PACKAGE.length()) : file.replaceFirst("^" + FILE, "");
    Path above = folder.toAbsolutePath();
    for (int level = 0; level <= LEVELS_ABOVE && above != null; level++) {
      tried.add(above.resolve(path).normalize());
      if (ofPackage && path.contains("/")) {
        tried.add(above.resolve(path.substring(path.indexOf('/') + 1)).normalize());
      }
      above = ofPackage ? above.getParent() : null;
    }
    return tried.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "the robot names mesh '%s', which is none of %s; restore it"
                        .formatted(file, tried)));
  }

  /** Copies the origin of an element of URDF. */
  static void place(Element from, Element to) {
    to.setAttribute("pos", position(from));
    double[] quatWxyz = new double[4];
    Rotations.toQuatWxyz(rotation(from), quatWxyz);
    to.setAttribute("quat", numbers(quatWxyz));
  }

  /** Position of an element's origin, as an attribute. */
  static String position(Element element) {
    return numbers(origin(element, "xyz"));
  }

  private static double[] origin(Element element, String attribute) {
    return children(element, "origin").stream()
        .findFirst()
        .flatMap(each -> value(each, attribute))
        .map(UrdfShapes::three)
        .orElse(new double[3]);
  }

  /** Rotation of an element's origin, row-major: roll, pitch and yaw about fixed axes. */
  static double[] rotation(Element element) {
    double[] angles = origin(element, "rpy");
    double[] matrix = new double[9];
    Rotations.identity(matrix);
    for (int axis = 2; axis >= 0; axis--) {
      Rotations.turn(matrix, axis, angles[axis]);
    }
    return matrix;
  }

  /** A tensor in the frame that a rotation leads from: R T R'. */
  static double[] turned(double[] rotation, double[] tensor) {
    double[] transposed = new double[9];
    for (int i = 0; i < 9; i++) {
      transposed[i] = rotation[3 * (i % 3) + i / 3];
    }
    double[] half = new double[9];
    double[] whole = new double[9];
    Rotations.multiply(rotation, tensor, half);
    Rotations.multiply(half, transposed, whole);
    return whole;
  }

  /** Three numbers of an attribute. */
  private static double[] three(String text) {
    String[] words = text.strip().split("\\s+");
    if (words.length != 3) {
      throw new BadInputException("'%s' in the robot is not three numbers".formatted(text));
    }
    return new double[] {number(words[0]), number(words[1]), number(words[2])};
  }

  /** One number of an attribute. */
  static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new BadInputException("'%s' in the robot is not a number".formatted(text), e);
    }
  }
}
