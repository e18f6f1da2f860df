package org.workcell.tasks.libero.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.scene.PartReader;
import org.workcell.sim.scene.PartRoot;

/** One MJCF file that a scene is composed of, with its default classes written out. */
final class Part {

  /** Attributes whose values are names of this file. */
  private static final Set<String> NAMES =
      Set.of(
          "name",
          "class",
          "childclass",
          "objname",
          "material",
          "texture",
          "mesh",
          "hfield",
          "joint",
          "joint1",
          "joint2",
          "jointinparent",
          "geom",
          "geom1",
          "geom2",
          "fixed",
          "actuator",
          "tendon",
          "tendon1",
          "tendon2",
          "slidesite",
          "cranksite",
          "body",
          "body1",
          "body2",
          "target",
          "prefix",
          "site");

  private final PartReader reader;
  private final PartRoot root;
  private final String path;
  private final Element mjcf;

  /**
   * Reads a part.
   *
   * @throws ModelException naming the file if it is missing or broken
   */
  Part(PartReader reader, PartRoot root, String path) {
    this.reader = reader;
    this.root = root;
    this.path = path;
    byte[] content = reader.read(root, path);
    try {
      this.mjcf = ElementReader.read(content);
    } catch (ModelException e) {
      throw broken(e.getMessage());
    }
    writeOutDefaults();
  }

  /** Each class of the outermost default gives attributes by tag; classes inherit nothing. */
  private void writeOutDefaults() {
    Map<String, Map<String, Element>> classes = new HashMap<>();
    for (Element outermost : mjcf.children()) {
      if (outermost.is("default")) {
        for (Element each : outermost.children()) {
          Map<String, Element> byTag =
              classes.computeIfAbsent(each.get("class"), k -> new HashMap<>());
          each.children().forEach(entry -> byTag.put(entry.tag(), entry));
        }
      }
    }
    mjcf.children().removeIf(each -> each.is("default"));
    mjcf.forEach(
        element -> {
          Element entry =
              classes
                  .getOrDefault(element.attributes().remove("class"), Map.of())
                  .get(element.tag());
          if (entry != null) {
            entry.attributes().forEach(element.attributes()::putIfAbsent);
          }
        });
  }

  /** The whole file. */
  Element mjcf() {
    return mjcf;
  }

  /** Children of a section; none without it. */
  List<Element> section(String tag) {
    return mjcf.child(tag).map(Element::children).orElse(new ArrayList<>());
  }

  /** The only body of the world. */
  Element onlyBody() {
    List<Element> bodies = section("worldbody").stream().filter(each -> each.is("body")).toList();
    if (bodies.size() != 1) {
      throw broken("must have exactly one body in its world, not " + bodies.size());
    }
    return bodies.get(0);
  }

  /** An element of the file by tag and name. */
  Element require(String tag, String name) {
    return mjcf.find(tag, name).orElseThrow(() -> broken("has no %s '%s'".formatted(tag, name)));
  }

  /** Puts a prefix before all names of the file that do not have it yet. */
  void prefix(String prefix) {
    mjcf.forEach(
        element ->
            element
                .attributes()
                .replaceAll(
                    (attribute, value) ->
                        NAMES.contains(attribute) && !value.startsWith(prefix)
                            ? prefix + value
                            : value));
  }

  /** Gives the collision geoms a colour instead of their material. They are not drawn. */
  void paintCollisionGeoms(String rgba) {
    mjcf.forEach(
        element -> {
          if (element.isCollisionGeom()) {
            element.attributes().remove("material");
            element.set("rgba", rgba);
          }
        });
  }

  /** The name by which the composed scene refers to a file that this part names. */
  String refer(String file) {
    return reader.refer(root, path, file);
  }

  ModelException broken(String reason) {
    return new ModelException(
        "part %s of %s %s; restore the file".formatted(path, root.label(), reason));
  }
}
