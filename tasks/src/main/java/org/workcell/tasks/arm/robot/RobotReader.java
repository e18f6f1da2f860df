package org.workcell.tasks.arm.robot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.w3c.dom.Document;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.physics.SceneNesting;
import org.workcell.tasks.common.UserFiles;

/** Reads one robot: its model, its map, and what follows from both. */
final class RobotReader {

  static final String ROOT = "org/workcell/assets/arms/";
  private static final String TIP = "workcell_tip";
  private static final String MODEL = "model.xml";
  private static final String URDF = "robot";
  private static final String MJCF = "mujoco";

  private final String label;
  private final byte[] text;
  private final Path folder;
  private final String ownMap;
  private final UserFiles files;
  private final AssetNames names;

  private RobotReader(
      String label, byte[] text, Path folder, String ownMap, UserFiles files, AssetNames names) {
    this.label = label;
    this.text = text;
    this.folder = folder;
    this.ownMap = ownMap;
    this.files = files;
    this.names = names;
  }

  static RobotReader ofOurs(String label, String name, UserFiles files) {
    String folder = ROOT + name + "/";
    return new RobotReader(
        label,
        files.read(folder + "arm.xml"),
        null,
        folder + "robot.yaml",
        files,
        new AssetNames(files));
  }

  static RobotReader ofUser(Path file, UserFiles files) {
    return new RobotReader(
        file.toString(),
        files.read("model", file),
        file.toAbsolutePath().getParent(),
        null,
        files,
        new AssetNames(files));
  }

  /**
   * The robot.
   *
   * @param mapFile a user's map, or {@link ArmRobots#NO_MAP}
   */
  ArmRobot read(String mapFile) {
    RobotMap map = map(mapFile);
    Document document = ModelText.parse(label, text);
    String kind = document.getDocumentElement().getTagName();
    return switch (kind) {
      case MJCF -> {
        requireReadable();
        MjcfRobot robot = new MjcfRobot(document, folder, files, names);
        robot.flatten();
        yield robot(robot, document, map, Map.of());
      }
      case URDF -> {
        UrdfRobot urdf = new UrdfRobot(document, folder, names::nameOf);
        Document mjcf = urdf.toMjcf();
        MjcfRobot robot = new MjcfRobot(mjcf, folder, files, names);
        yield robot(robot, mjcf, map, urdf.velocityLimits());
      }
      default ->
          throw new BadInputException(
              "robot file '%s' starts with <%s>; expected MJCF (<mujoco>) or URDF (<robot>)"
                  .formatted(label, kind));
    };
  }

  private RobotMap map(String mapFile) {
    if (!mapFile.equals(ArmRobots.NO_MAP)) {
      byte[] content = files.read("map", Path.of(mapFile));
      return RobotMap.parse("'%s'".formatted(mapFile), new String(content, StandardCharsets.UTF_8));
    }
    if (ownMap == null) {
      throw new BadInputException(
          "robot '%s' has no map; give one with --robot-map, which names at least the tip, see docs/arm.md"
              .formatted(label));
    }
    return RobotMap.parse(ownMap, new String(files.read(ownMap), StandardCharsets.UTF_8));
  }

  /** What the engine must not read is refused before meshes are read. */
  private void requireReadable() {
    if (folder == null) {
      return;
    }
    try {
      SceneNesting.require(label, Map.of());
    } catch (ModelException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private ArmRobot robot(
      MjcfRobot robot, Document document, RobotMap map, Map<String, Double> velocityLimits) {
    boolean site = map.tip().site() != null;
    if (!site) {
      robot.addSite(map.tip(), TIP);
    }
    ArmRobot.Tip tip = new ArmRobot.Tip(site ? map.tip().site() : TIP, true, "");
    try (Model model = compile(document)) {
      RobotInspection inspection = new RobotInspection(label, map, model, tip, velocityLimits);
      robot.removeKeyframes();
      if (inspection.replacesActuators()) {
        robot.removeActuators(inspection.jointNames());
      }
      return inspection.robot(contents(document), files.sha256());
    }
  }

  private RobotContents contents(Document document) {
    Map<String, byte[]> all = new HashMap<>(names.contents());
    String key = AssetNames.key(MODEL);
    all.put(key, ModelText.write(document));
    return new RobotContents(key, Map.copyOf(all));
  }

  private Model compile(Document document) {
    RobotContents contents = contents(document);
    try {
      return Model.load(contents.mainFile(), contents.files());
    } catch (ModelException e) {
      throw new BadInputException(
          "robot '%s' cannot be read: %s".formatted(label, e.getMessage()), e);
    }
  }
}
