package org.workcell.tasks.libero.scene;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.workcell.sim.scene.PartReader;

/** Merges the parts of one scene into one model. */
final class SceneComposer {

  private static final String ASSET = "asset";
  private static final String WORLD = "worldbody";

  /** Sections of the robot's parts besides assets and bodies. */
  private static final List<String> SECTIONS =
      List.of("actuator", "sensor", "equality", "tendon", "contact");

  /** The camera of images of which nobody names another; a free camera stands behind the walls. */
  private static final String OVERVIEW = "agentview";

  private static final String TIMESTEP_SECONDS = "0.002";

  /**
   * Memory of a simulation for contacts and constraints, bytes. The 130 scenes use 2.4 MB at most,
   * all objects in one heap and the arm in it; upstream's limits of 5000 contacts and constraints
   * would reserve 1.3 GB. Results do not depend on it.
   */
  private static final String ARENA_BYTES = Integer.toString(16 << 20);

  private final PartReader reader;
  private final Places places;
  private final Element scene;
  private final Set<List<String>> assets = new HashSet<>();

  private SceneComposer(PartReader reader) {
    this.reader = reader;
    this.places = Places.of(reader.assets());
    this.scene = places.readBase(reader).mjcf();
  }

  /** The model of a scene. */
  static Element compose(PartReader reader, LiberoScene scene) {
    return new SceneComposer(reader).compose(scene);
  }

  private Element compose(LiberoScene parts) {
    scene.section("option").set("timestep", TIMESTEP_SECONDS);
    scene.children().removeIf(each -> each.is("size"));
    scene.add(new Element("size")).set("memory", ARENA_BYTES);
    addWithBodies(ArenaPart.read(places, reader, parts));
    nameOverview();
    List<Part> robot = RobotPart.read(places, reader, parts.problem());
    scene.section(WORLD).add(robot.get(0).onlyBody());
    for (Part part : robot) {
      addAssets(part);
      SECTIONS.forEach(each -> addSection(part, each));
    }
    Stream.concat(parts.movables().stream(), parts.fixtures().stream())
        .forEach(instance -> addWithBodies(InstancePart.read(places, reader, instance)));
    return scene;
  }

  /** Cameras of the world come first in the model, in the order of the file. */
  private void nameOverview() {
    List<String> cameras =
        scene.section(WORLD).children().stream()
            .filter(each -> each.is("camera"))
            .map(Element::name)
            .toList();
    scene
        .section("visual")
        .section("global")
        .set("cameraid", Integer.toString(cameras.indexOf(OVERVIEW)));
  }

  private void addWithBodies(Part part) {
    addAssets(part);
    addSection(part, WORLD);
  }

  private void addSection(Part part, String section) {
    List<Element> children = part.section(section);
    if (!children.isEmpty()) {
      scene.section(section).children().addAll(children);
    }
  }

  /** Of assets with the same tag and name, or of the same tag without a name, the first stays. */
  private void addAssets(Part part) {
    for (Element asset : part.section(ASSET)) {
      if (assets.add(List.of(asset.tag(), String.valueOf(asset.name())))) {
        String file = asset.get("file");
        if (file != null) {
          asset.set("file", part.refer(file));
        }
        scene.section(ASSET).add(asset);
      }
    }
  }
}
