package org.workcell.tasks.arm.robot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;
import org.workcell.tasks.common.UserFiles;

/**
 * A robot in URDF as one text in MJCF, for programs that read MJCF alone: with position servos,
 * which URDF does not have, and with what a map says of limits, home, tip and timestep. Meshes stay
 * where they are. Immutable.
 */
public final class UrdfModel {

  private static final String ROOT = "robot";
  private static final String MODEL = "model.xml";

  /** As {@code sim2real} reads it. */
  private static final String VELOCITY_LIMITS = "velocity_limits";

  private final byte[] text;
  private final Path folder;
  private final List<String> assumed;
  private final List<Path> meshes;
  private final OptionalDouble speed;

  private UrdfModel(
      byte[] text, Path folder, List<String> assumed, List<Path> meshes, OptionalDouble speed) {
    this.text = text;
    this.folder = folder;
    this.assumed = List.copyOf(assumed);
    this.meshes = List.copyOf(meshes);
    this.speed = speed;
  }

  /** Whether a file begins as URDF does, with {@code <robot>}; false where it cannot be read. */
  public static boolean isUrdf(Path file) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT) {
          return reader.getLocalName().equals(ROOT);
        }
      }
      return false;
    } catch (IOException | XMLStreamException e) {
      return false;
    }
  }

  /**
   * Reads a robot. Joints whose servos the map does not describe get servos that are critically
   * damped with a bandwidth of 5 Hz at the inertia that the joint has in its zero position.
   *
   * @param map a map file as of the tasks of an arm, of which {@code servos}, {@code limits},
   *     {@code home}, {@code tip} and {@code timestep_seconds} count
   * @throws BadInputException saying what is missing or does not fit
   */
  public static UrdfModel of(Path urdf, Optional<Path> map) {
    UserFiles files = ArmRobots.newFiles();
    byte[] text = files.read("model", urdf);
    Optional<RobotMap> read = map.map(file -> map(file, files));
    Path folder = real(urdf.toAbsolutePath().getParent());
    AssetNames names = new AssetNames(files);
    Document inMemory =
        new UrdfRobot(ModelText.parse(urdf.toString(), text), folder, names::nameOf).toMjcf();
    Set<Path> meshes = new LinkedHashSet<>();
    UrdfRobot robot =
        new UrdfRobot(
            ModelText.parse(urdf.toString(), text),
            folder,
            path -> {
              meshes.add(path);
              return relative(folder, path);
            });
    Document document = robot.toMjcf();
    addVelocityLimits(document, robot.velocityLimits());
    try (Model model = compile(urdf, inMemory, names)) {
      UrdfServos servos = new UrdfServos(urdf.toString(), model, read, document);
      servos.add();
      OptionalDouble speed =
          read.map(RobotMap::speed).map(OptionalDouble::of).orElse(OptionalDouble.empty());
      return new UrdfModel(
          ModelText.write(document), folder, servos.assumed(), new ArrayList<>(meshes), speed);
    }
  }

  /** MJCF has no element for them. */
  private static void addVelocityLimits(Document document, Map<String, Double> limits) {
    if (limits.isEmpty()) {
      return;
    }
    Element custom = ModelText.add(document.getDocumentElement(), "custom");
    Element made = ModelText.add(custom, "text");
    made.setAttribute("name", VELOCITY_LIMITS);
    made.setAttribute(
        "data",
        limits.entrySet().stream()
            .map(each -> each.getKey() + ":" + ModelText.numbers(each.getValue()))
            .collect(Collectors.joining(",")));
  }

  private static RobotMap map(Path file, UserFiles files) {
    String text = new String(files.read("map", file), StandardCharsets.UTF_8);
    return RobotMap.parse("'%s'".formatted(file), text);
  }

  private static Model compile(Path urdf, Document document, AssetNames names) {
    Map<String, byte[]> all = new HashMap<>(names.contents());
    all.put(AssetNames.key(MODEL), ModelText.write(document));
    try {
      return Model.load(AssetNames.key(MODEL), all);
    } catch (ModelException e) {
      throw new BadInputException(
          "robot '%s' cannot be read: %s".formatted(urdf, e.getMessage()), e);
    }
  }

  /**
   * The model as the text of a file. Meshes are named relative to the robot's own folder, and that
   * one relative to the file's, so that the text holds wherever both are.
   *
   * @param of the folder of the file, without symbolic links
   */
  public String mjcf(Path of) {
    Document document = ModelText.parse("the robot", text);
    if (!meshes.isEmpty()) {
      ModelText.children(document.getDocumentElement(), "compiler")
          .get(0)
          .setAttribute("assetdir", relative(of, folder));
    }
    return new String(ModelText.write(document), StandardCharsets.UTF_8);
  }

  private static String relative(Path from, Path to) {
    return from.relativize(real(to)).toString().replace('\\', '/');
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new BadInputException("%s cannot be found (%s)".formatted(path, e), e);
    }
  }

  /** Joints whose servos nobody described. */
  public List<String> assumed() {
    return assumed;
  }

  /** The meshes that the model needs, absolute. */
  public List<Path> meshes() {
    return meshes;
  }

  /** How fast joints are told to move by the map, rad/s or m/s. */
  public OptionalDouble speed() {
    return speed;
  }
}
