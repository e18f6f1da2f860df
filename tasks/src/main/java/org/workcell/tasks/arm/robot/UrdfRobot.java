package org.workcell.tasks.arm.robot;

import static org.workcell.tasks.arm.robot.ModelText.children;
import static org.workcell.tasks.arm.robot.ModelText.numbers;
import static org.workcell.tasks.arm.robot.ModelText.value;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.workcell.sim.files.BadInputException;

/**
 * Writes a robot in URDF as MJCF: links become bodies of the same names, revolute, continuous and
 * prismatic joints keep theirs, fixed ones become frames. Servos are not part of URDF, so that
 * joints have none.
 */
final class UrdfRobot {

  private static final String WORLD = "world";
  private static final int MOST_LINKS = 300;

  private final Element robot;
  private final Document mjcf;
  private final Element equality;
  private final UrdfShapes shapes;
  private final Map<String, Element> links = new HashMap<>();
  private final Set<String> written = new HashSet<>();

  /**
   * A robot.
   *
   * @param folder of the file
   * @param names gives the name under which the engine finds a mesh
   */
  UrdfRobot(Document document, Path folder, Function<Path, String> names) {
    this.robot = document.getDocumentElement();
    this.mjcf = ModelText.create("mujoco");
    Element root = mjcf.getDocumentElement();
    root.setAttribute("model", "robot");
    Element compiler = ModelText.add(root, "compiler");
    compiler.setAttribute("angle", "radian");
    compiler.setAttribute("autolimits", "true");
    compiler.setAttribute("balanceinertia", "true");
    this.shapes = new UrdfShapes(robot, ModelText.add(root, "asset"), folder, names);
    this.equality = ModelText.create("equality").getDocumentElement();
  }

  /** The robot as MJCF. */
  Document toMjcf() {
    for (Element link : children(robot, "link")) {
      if (links.put(link.getAttribute("name"), link) != null) {
        throw new BadInputException(
            "the robot has link '%s' twice; rename one".formatted(link.getAttribute("name")));
      }
    }
    if (links.size() > MOST_LINKS) {
      throw new BadInputException(
          "the robot has %d links; expected at most %d".formatted(links.size(), MOST_LINKS));
    }
    Element root = mjcf.getDocumentElement();
    addLink(ModelText.add(root, "worldbody"), root(), null);
    if (written.size() != links.size()) {
      throw new BadInputException(
          "the robot's links %s are not below its root; expected one tree"
              .formatted(links.keySet().stream().filter(each -> !written.contains(each)).toList()));
    }
    if (equality.hasChildNodes()) {
      root.appendChild(mjcf.importNode(equality, true));
    }
    return mjcf;
  }

  /**
   * How fast joints may move, rad/s or m/s; without those of which the robot says nothing or 0, as
   * URDF has where nobody knows.
   */
  Map<String, Double> velocityLimits() {
    Map<String, Double> limits = new LinkedHashMap<>();
    for (Element joint : children(robot, "joint")) {
      double velocity = UrdfShapes.number(attribute(joint, "limit", "velocity", "0"));
      if (velocity > 0) {
        limits.put(joint.getAttribute("name"), velocity);
      }
    }
    return limits;
  }

  private String root() {
    Set<String> below = new HashSet<>();
    children(robot, "joint").forEach(joint -> below.add(link(joint, "child")));
    List<String> roots = links.keySet().stream().filter(each -> !below.contains(each)).toList();
    if (roots.size() != 1) {
      throw new BadInputException(
          "the robot's links %s have no parent; expected one root".formatted(roots));
    }
    return roots.get(0);
  }

  private String link(Element joint, String role) {
    String name =
        children(joint, role).stream()
            .map(each -> each.getAttribute("link"))
            .findFirst()
            .orElse("");
    if (!links.containsKey(name)) {
      throw new BadInputException(
          "joint '%s' has %s '%s', which is no link of the robot"
              .formatted(joint.getAttribute("name"), role, name));
    }
    return name;
  }

  private void addLink(Element parent, String name, Element joint) {
    if (!written.add(name)) {
      throw new BadInputException("link '%s' has two parents; expected a tree".formatted(name));
    }
    Element body = ModelText.add(parent, "body");
    body.setAttribute("name", name.equals(WORLD) ? "urdf_world" : name);
    if (joint != null) {
      UrdfShapes.place(joint, body);
      addJoint(joint, body);
    }
    Element link = links.get(name);
    addInertia(link, body);
    shapes.add(link, body);
    for (Element each : children(robot, "joint")) {
      if (link(each, "parent").equals(name)) {
        addLink(body, link(each, "child"), each);
      }
    }
  }

  private void addJoint(Element joint, Element body) {
    String kind = joint.getAttribute("type");
    if (kind.equals("fixed")) {
      return;
    }
    if (!Set.of("revolute", "continuous", "prismatic").contains(kind)) {
      throw new BadInputException(
          "joint '%s' is '%s'; expected revolute, continuous, prismatic or fixed"
              .formatted(joint.getAttribute("name"), kind));
    }
    Element made = ModelText.add(body, "joint");
    made.setAttribute("name", joint.getAttribute("name"));
    made.setAttribute("type", kind.equals("prismatic") ? "slide" : "hinge");
    made.setAttribute("axis", attribute(joint, "axis", "xyz", "1 0 0"));
    if (!kind.equals("continuous")) {
      made.setAttribute(
          "range",
          attribute(joint, "limit", "lower", "0") + " " + attribute(joint, "limit", "upper", "0"));
    }
    String effort = attribute(joint, "limit", "effort", "0");
    if (UrdfShapes.number(effort) > 0) {
      made.setAttribute("actuatorfrcrange", "-%s %s".formatted(effort, effort));
    }
    made.setAttribute("damping", attribute(joint, "dynamics", "damping", "0"));
    made.setAttribute("frictionloss", attribute(joint, "dynamics", "friction", "0"));
    children(joint, "mimic").forEach(mimic -> addMimic(joint, mimic));
  }

  private void addMimic(Element joint, Element mimic) {
    Element coupled = ModelText.add(equality, "joint");
    coupled.setAttribute("joint1", joint.getAttribute("name"));
    coupled.setAttribute("joint2", mimic.getAttribute("joint"));
    coupled.setAttribute(
        "polycoef",
        value(mimic, "offset").orElse("0")
            + " "
            + value(mimic, "multiplier").orElse("1")
            + " 0 0 0");
  }

  private static String attribute(Element parent, String child, String name, String standard) {
    return children(parent, child).stream()
        .findFirst()
        .flatMap(each -> value(each, name))
        .orElse(standard);
  }

  /** The tensor is turned into the link's frame, because a full tensor has no frame of its own. */
  private static void addInertia(Element link, Element body) {
    for (Element inertial : children(link, "inertial")) {
      double[] turn = UrdfShapes.rotation(inertial);
      double xx = UrdfShapes.number(attribute(inertial, "inertia", "ixx", "0"));
      double yy = UrdfShapes.number(attribute(inertial, "inertia", "iyy", "0"));
      double zz = UrdfShapes.number(attribute(inertial, "inertia", "izz", "0"));
      double xy = UrdfShapes.number(attribute(inertial, "inertia", "ixy", "0"));
      double xz = UrdfShapes.number(attribute(inertial, "inertia", "ixz", "0"));
      double yz = UrdfShapes.number(attribute(inertial, "inertia", "iyz", "0"));
      double[] t = UrdfShapes.turned(turn, new double[] {xx, xy, xz, xy, yy, yz, xz, yz, zz});
      Element made = ModelText.add(body, "inertial");
      made.setAttribute("pos", UrdfShapes.position(inertial));
      made.setAttribute("mass", attribute(inertial, "mass", "value", "0"));
      made.setAttribute("fullinertia", numbers(t[0], t[4], t[8], t[1], t[2], t[5]));
    }
  }
}
