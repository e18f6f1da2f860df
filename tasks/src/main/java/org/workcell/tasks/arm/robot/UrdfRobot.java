package org.workcell.tasks.arm.robot;

import static org.workcell.tasks.arm.robot.ModelText.below;
import static org.workcell.tasks.arm.robot.ModelText.children;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.workcell.sim.files.BadInputException;

/**
 * Prepares a robot in URDF for the engine: links that do not move stay bodies, the root link is one
 * too, and meshes have names of their own. Drawn meshes in formats that the engine does not read
 * are left out; colliding ones are an error.
 */
final class UrdfRobot {

  private static final Set<String> READABLE = Set.of("stl", "obj", "msh");
  private static final String PACKAGE = "package://";
  private static final String FILE = "file://";
  private static final String WORLD = "world";
  private static final int LEVELS_ABOVE = 4;

  private final Document document;
  private final Element robot;
  private final Path folder;
  private final AssetNames names;

  UrdfRobot(Document document, Path folder, AssetNames names) {
    this.document = document;
    this.robot = document.getDocumentElement();
    this.folder = folder;
    this.names = names;
  }

  /** Makes it a text that the engine reads as we need it. */
  void flatten() {
    setCompiler();
    for (String role : List.of("visual", "collision")) {
      for (Element shape : below(robot, role)) {
        below(shape, "mesh").forEach(mesh -> nameMesh(mesh, shape, role));
      }
    }
    addRoot();
  }

  private void setCompiler() {
    children(robot, "mujoco").forEach(robot::removeChild);
    Element compiler = document.createElement("compiler");
    compiler.setAttribute("fusestatic", "false");
    compiler.setAttribute("discardvisual", "false");
    compiler.setAttribute("strippath", "false");
    compiler.setAttribute("balanceinertia", "true");
    Element mujoco = document.createElement("mujoco");
    mujoco.appendChild(compiler);
    robot.insertBefore(mujoco, robot.getFirstChild());
  }

  private void nameMesh(Element mesh, Element shape, String role) {
    String file = mesh.getAttribute("filename");
    if (!READABLE.contains(AssetNames.ending(file))) {
      if (role.equals("collision")) {
        throw new BadInputException(
            "mesh '%s' collides, and the engine reads %s; convert it".formatted(file, READABLE));
      }
      shape.getParentNode().removeChild(shape);
      return;
    }
    mesh.setAttribute("filename", names.nameOf(find(file)));
  }

  /** Packages are looked for beside the file and in the folders above it. */
  private Path find(String file) {
    List<Path> tried = new ArrayList<>();
    boolean ofPackage = file.startsWith(PACKAGE);
    String path = ofPackage ? file.substring(PACKAGE.length()) : file.replaceFirst(FILE, "");
    Path above = folder.toAbsolutePath();
    for (int level = 0; level <= LEVELS_ABOVE && above != null; level++) {
      tried.add(above.resolve(path));
      if (ofPackage && path.contains("/")) {
        tried.add(above.resolve(path.substring(path.indexOf('/') + 1)));
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

  /** The engine makes the root link the world; with one more above it, it stays a body. */
  private void addRoot() {
    Set<String> children =
        below(robot, "child").stream()
            .map(each -> each.getAttribute("link"))
            .collect(Collectors.toSet());
    List<String> roots =
        children(robot, "link").stream()
            .map(each -> each.getAttribute("name"))
            .filter(each -> !children.contains(each))
            .toList();
    if (roots.size() != 1) {
      throw new BadInputException(
          "the robot's links %s have no parent; expected one root".formatted(roots));
    }
    if (!roots.get(0).equals(WORLD)) {
      addLink("workcell_root");
      addJoint("workcell_root_joint", "workcell_root", roots.get(0), null, null);
    }
  }

  private void addLink(String name) {
    ModelText.add(robot, "link").setAttribute("name", name);
  }

  private void addJoint(
      String name, String parent, String child, double[] offset, double[] rollPitchYaw) {
    Element joint = ModelText.add(robot, "joint");
    joint.setAttribute("name", name);
    joint.setAttribute("type", "fixed");
    ModelText.add(joint, "parent").setAttribute("link", parent);
    ModelText.add(joint, "child").setAttribute("link", child);
    Element origin = ModelText.add(joint, "origin");
    origin.setAttribute("xyz", ModelText.numbers(offset == null ? new double[3] : offset));
    origin.setAttribute(
        "rpy", ModelText.numbers(rollPitchYaw == null ? new double[3] : rollPitchYaw));
  }

  /** Adds a link that is fixed to another. */
  void addFrame(RobotMap.Tip tip, String name) {
    boolean known =
        children(robot, "link").stream()
            .anyMatch(each -> each.getAttribute("name").equals(tip.body()));
    if (!known) {
      throw new BadInputException("the robot has no link '%s'".formatted(tip.body()));
    }
    addLink(name);
    addJoint(
        name + "_joint",
        tip.body(),
        name,
        tip.offset(),
        tip.quatWxyz() == null ? null : rollPitchYaw(tip.quatWxyz()));
  }

  /** Fixed-axis angles of a quaternion. */
  static double[] rollPitchYaw(double[] q) {
    double length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
    double w = q[0] / length;
    double x = q[1] / length;
    double y = q[2] / length;
    double z = q[3] / length;
    double sine = Math.max(-1, Math.min(1, 2 * (w * y - z * x)));
    return new double[] {
      Math.atan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y)),
      Math.asin(sine),
      Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z))
    };
  }
}
