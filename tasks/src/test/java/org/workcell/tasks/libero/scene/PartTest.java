package org.workcell.tasks.libero.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.PartReader;
import org.workcell.sim.scene.PartRoot;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.scene.SceneSource;
import org.workcell.tasks.libero.problem.TaskConfigs;

class PartTest {

  private static final PartRoot ROOT = new PartRoot("parts", "none", "part.xml", List.of(""));

  @TempDir Path folder;

  private Part part(String xml) throws IOException {
    Files.writeString(folder.resolve("part.xml"), xml);
    return new Part(new PartReader(AssetPack.upstream(folder)), ROOT, "part.xml");
  }

  @Test
  void writesOutClassesWithoutOverwriting() throws IOException {
    Part part =
        part(
            "<mujoco><default><default class='c'>A<geom group='1' size='2'/></default></default>"
                + "<worldbody><geom name='a' class='c' size='3'/><site name='s' class='c'/>"
                + "<geom name='b'/></worldbody></mujoco>");
    Element geom = part.require("geom", "a");
    assertEquals("1", geom.get("group"));
    assertEquals("3", geom.get("size"));
    assertFalse(geom.attributes().containsKey("class"));
    assertEquals(1, part.require("site", "s").attributes().size());
    assertEquals(1, part.require("geom", "b").attributes().size());
    assertTrue(part.section("default").isEmpty());
  }

  @Test
  void prefixesNamesOnceAndLeavesOtherTextAlone() throws IOException {
    Part part =
        part(
            "<mujoco><worldbody><body name='p_b'><joint name='j'/><geom type='mesh' mesh='m'"
                + " material='p_x' rgba='0 0 0 1'/></body></worldbody>"
                + "<actuator><motor joint='j' name='p'/></actuator></mujoco>");
    part.prefix("p_");
    assertEquals("p_b", part.onlyBody().name());
    Element geom = part.onlyBody().children().get(1);
    assertEquals("p_m", geom.get("mesh"));
    assertEquals("p_x", geom.get("material"));
    assertEquals("mesh", geom.get("type"));
    assertEquals("p_j", part.section("actuator").get(0).get("joint"));
    assertEquals("p_p", part.section("actuator").get(0).name());
  }

  @Test
  void readsBackWhatItWrites() {
    Element root = new Element("mujoco").set("model", "a<b&\"c\" > d");
    root.add(new Element("size")).set("memory", "1");
    String xml = root.toXml();
    Element again = ElementReader.read(xml.getBytes(StandardCharsets.UTF_8));
    assertEquals(root.get("model"), again.get("model"));
    assertEquals(xml, again.toXml());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE m [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><mujoco model='&e;'/>",
        "<!DOCTYPE m [<!ENTITY e 'x'>]><mujoco><body>&e;</body></mujoco>",
        "<mujoco><body></mujoco>",
        "<robot/>",
        ""
      })
  void refusesWhatIsNotAPart(String xml) {
    ModelException refused = assertThrows(ModelException.class, () -> part(xml));
    assertTrue(refused.getMessage().contains("part part.xml of parts"), refused.getMessage());
  }

  @Test
  void refusesDeepNesting() {
    String deep = "<body>".repeat(300) + "</body>".repeat(300);
    assertThrows(ModelException.class, () -> part("<mujoco>" + deep + "</mujoco>"));
  }

  /** A checkout that lacks a file is told which. */
  @Test
  void namesTheMissingPart() throws IOException {
    Files.createDirectories(folder.resolve("libero/assets/scenes"));
    Files.createDirectories(folder.resolve("robosuite/models/assets/robots/panda"));
    Files.writeString(
        folder.resolve("libero/assets/scenes/libero_tabletop_base_style.xml"), "<mujoco/>");
    Files.writeString(
        folder.resolve("robosuite/models/assets/robots/panda/robot.xml"), "<mujoco/>");
    Files.writeString(folder.resolve("robosuite/models/assets/base.xml"), "<mujoco/>");
    SceneSource scene = LiberoScenes.of(TaskConfigs.suite("90").get(0));
    ModelException missing =
        assertThrows(
            ModelException.class,
            () -> AssetPack.upstream(folder).load(scene, SceneAdditions.none()));
    assertTrue(
        missing.getMessage().contains("scenes/libero_kitchen_tabletop_base_style.xml"),
        missing.getMessage());
  }
}
