package org.workcell.tasks.arm.robot;

import static org.workcell.tasks.arm.robot.ModelText.below;
import static org.workcell.tasks.arm.robot.ModelText.children;
import static org.workcell.tasks.arm.robot.ModelText.value;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.workcell.sim.files.BadInputException;
import org.workcell.tasks.common.UserFiles;

/**
 * Makes one text of a robot in MJCF: included files stand in their place, meshes and images have
 * names of their own, and bodies, joints and actuators without a name get one.
 */
final class MjcfRobot {

  private static final int MOST_INCLUDES = 100;
  private static final List<String> WITH_FILES = List.of("mesh", "texture", "hfield", "skin");
  private static final List<String> FILE_ATTRIBUTES =
      List.of("file", "fileright", "fileleft", "fileup", "filedown", "filefront", "fileback");

  private final UserFiles files;
  private final AssetNames names;
  private final Document document;
  private final Path folder;
  private int included;

  /**
   * A robot.
   *
   * @param folder of the main file; null where the text names no other
   */
  MjcfRobot(Document document, Path folder, UserFiles files, AssetNames names) {
    this.document = document;
    this.folder = folder;
    this.files = files;
    this.names = names;
  }

  /** Makes it one text. */
  void flatten() {
    include(document.getDocumentElement(), folder);
    nameAssets();
    nameElements();
  }

  private void include(Element parent, Path nearby) {
    for (Element child : children(parent)) {
      if (!child.getTagName().equals("include")) {
        include(child, nearby);
        continue;
      }
      included++;
      if (included > MOST_INCLUDES) {
        throw new BadInputException(
            "the robot includes more than %d files, or a file includes itself"
                .formatted(MOST_INCLUDES));
      }
      Path file = find(child.getAttribute("file"), List.of(nearby, folder));
      Element root =
          ModelText.parse(file.toString(), files.read("include " + included, file))
              .getDocumentElement();
      include(root, file.toAbsolutePath().getParent());
      for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
        parent.insertBefore(document.importNode(node, true), child);
      }
      parent.removeChild(child);
    }
  }

  private static Path find(String file, List<Path> folders) {
    for (Path folder : folders) {
      if (folder != null && Files.isRegularFile(folder.resolve(file))) {
        return folder.resolve(file).normalize();
      }
    }
    throw new BadInputException(
        "the robot names file '%s', which is not in %s; restore it".formatted(file, folders));
  }

  /** The last one holds, as in the engine. */
  private Optional<String> last(String attribute) {
    return children(document.getDocumentElement(), "compiler").stream()
        .map(each -> value(each, attribute))
        .flatMap(Optional::stream)
        .reduce((first, second) -> second);
  }

  private void nameAssets() {
    Optional<String> common = last("assetdir");
    String meshes = last("meshdir").or(() -> common).orElse("");
    String textures = last("texturedir").or(() -> common).orElse("");
    for (Element section : children(document.getDocumentElement(), "asset")) {
      for (Element asset : children(section)) {
        String kind = asset.getTagName();
        if (kind.equals("model")) {
          throw new BadInputException(
              "the robot is composed of other models with <model>; give it as one file");
        }
        if (WITH_FILES.contains(kind)) {
          nameFiles(asset, kind.equals("texture") ? textures : meshes);
        }
      }
    }
    for (Element compiler : children(document.getDocumentElement(), "compiler")) {
      List.of("assetdir", "meshdir", "texturedir", "strippath").forEach(compiler::removeAttribute);
    }
  }

  private void nameFiles(Element asset, String below) {
    for (String attribute : FILE_ATTRIBUTES) {
      String file = asset.getAttribute(attribute);
      if (file.isEmpty()) {
        continue;
      }
      if (attribute.equals("file") && asset.getAttribute("name").isEmpty()) {
        asset.setAttribute("name", AssetNames.stem(file));
      }
      if (folder == null) {
        throw new BadInputException("a robot without a folder names file '%s'".formatted(file));
      }
      Path found = find(file, List.of(folder.resolve(below), folder));
      asset.setAttribute(attribute, names.nameOf(found));
    }
  }

  private void nameElements() {
    Element root = document.getDocumentElement();
    int unnamed = 0;
    for (Element world : children(root, "worldbody")) {
      for (Element each : below(world).toList()) {
        String kind = each.getTagName();
        if ((kind.equals("body") || kind.equals("joint")) && each.getAttribute("name").isEmpty()) {
          each.setAttribute("name", "unnamed_%s_%d".formatted(kind, unnamed++));
        }
      }
    }
    for (Element section : children(root, "actuator")) {
      for (Element actuator : children(section)) {
        if (actuator.getAttribute("name").isEmpty()) {
          actuator.setAttribute("name", "unnamed_actuator_" + unnamed++);
        }
      }
    }
  }

  /** Adds a site to a body. */
  void addSite(RobotMap.Tip tip, String name) {
    Element body =
        below(document.getDocumentElement(), "body").stream()
            .filter(each -> each.getAttribute("name").equals(tip.body()))
            .findFirst()
            .orElseThrow(
                () -> new BadInputException("the robot has no body '%s'".formatted(tip.body())));
    Element site = ModelText.add(body, "site");
    site.setAttribute("name", name);
    site.setAttribute("group", "4");
    site.setAttribute("size", "0.001");
    if (tip.offset() != null) {
      site.setAttribute("pos", ModelText.numbers(tip.offset()));
    }
    if (tip.quatWxyz() != null) {
      site.setAttribute("quat", ModelText.numbers(tip.quatWxyz()));
    }
  }

  /** Takes out the actuators of these joints. */
  void removeActuators(List<String> joints) {
    for (Element section : children(document.getDocumentElement(), "actuator")) {
      for (Element actuator : children(section)) {
        if (joints.contains(actuator.getAttribute("joint"))) {
          section.removeChild(actuator);
        }
      }
    }
  }

  /** Takes out the keyframes: those of a part say nothing of a whole scene. */
  void removeKeyframes() {
    Element root = document.getDocumentElement();
    children(root, "keyframe").forEach(root::removeChild);
  }
}
