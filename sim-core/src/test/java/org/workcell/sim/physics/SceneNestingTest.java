package org.workcell.sim.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.scene.Fragment;
import org.workcell.sim.scene.Placement;
import org.workcell.sim.scene.SceneBuilder;

/** Deep scenes are compiled or refused in one line, on threads with ordinary stacks. */
class SceneNestingTest {

  private static final String GEOM = "<geom size='.01'/>";

  private static Map<String, byte[]> files(String... namesAndContents) {
    Map<String, byte[]> files = new HashMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      files.put(namesAndContents[i], namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private static String nested(String section, String element, String attributes, int depth) {
    StringBuilder xml = new StringBuilder("<mujoco><" + section + ">");
    for (int i = 0; i < depth; i++) {
      xml.append("<%s %s>".formatted(element, attributes.replace("#", "" + i)));
      xml.append(element.equals("body") ? GEOM : "");
    }
    xml.append(section.equals("worldbody") ? GEOM : "");
    return xml.append("</%s>".formatted(element).repeat(depth))
        .append("</" + section + "></mujoco>")
        .toString();
  }

  private static void assertRefused(Map<String, byte[]> files, String reason) {
    String message =
        assertThrows(ModelException.class, () -> Model.load("s.xml", files)).getMessage();
    assertTrue(message.contains(reason) && message.lines().count() == 1, message);
  }

  @ParameterizedTest
  @CsvSource({
    "worldbody, body, pos='0 0 .1'",
    "worldbody, frame, pos='0 0 .1'",
    "worldbody, replicate, count='1'",
    "default, default, class='c#'",
  })
  void deepElementsCompileUpToTheLimit(String section, String element, String attributes) {
    int most = SceneNesting.MOST_LEVELS - 3;
    String deep = nested(section, element, attributes, most);
    try (Model model = Model.load("s.xml", files("s.xml", deep));
        Physics physics = new Physics(model)) {
      physics.step(2);
    }
    assertRefused(files("s.xml", nested(section, element, attributes, most + 2)), "nested");
    assertRefused(files("s.xml", nested(section, element, attributes, 350_000)), "nested");
  }

  @Test
  void includesCount() {
    String inner = nested("worldbody", "body", "pos='0 0 .1'", 350);
    String chain = "<mujoco><include file='%s'/></mujoco>";
    Map<String, byte[]> files = files("s.xml", chain.formatted("1.xml"));
    for (int i = 1; i < 100; i++) {
      files.put("%d.xml".formatted(i), chain.formatted((i + 1) + ".xml").getBytes());
    }
    files.put("100.xml", inner.getBytes());
    assertRefused(files, "nested");
    files.put("20.xml", inner.getBytes());
    Model.load("s.xml", files).close();
  }

  @Test
  void includesOnDiskCount(@TempDir Path folder) throws Exception {
    for (int i = 0; i < 500; i++) {
      Files.writeString(
          folder.resolve(i + ".xml"), "<mujoco><include file='%d.xml'/></mujoco>".formatted(i + 1));
    }
    Files.writeString(folder.resolve("500.xml"), "<mujoco><worldbody/></mujoco>");
    ModelException refused =
        assertThrows(ModelException.class, () -> Model.load(folder.resolve("0.xml")));
    assertTrue(refused.getMessage().contains("nested"), refused.getMessage());
    Model.load(folder.resolve("400.xml")).close();
  }

  @Test
  void filesThatNameThemselvesAreRefused() {
    assertRefused(files("s.xml", "<mujoco><include file='s.xml'/></mujoco>"), "already included");
    String other = "<mujoco><include file='%s'/></mujoco>";
    assertRefused(
        files("s.xml", other.formatted("b.xml"), "b.xml", other.formatted("s.xml")),
        "already included");
    String attaching =
        "<mujoco><asset><model name='a' file='%s'/></asset><worldbody><body name='b'>"
            + GEOM
            + "<attach model='a' body='b' prefix='p'/></body></worldbody></mujoco>";
    assertRefused(files("s.xml", attaching.formatted("s.xml")), "attaches itself");
    assertRefused(
        files("s.xml", attaching.formatted("./t.xml"), "t.xml", attaching.formatted("s.xml")),
        "attaches itself");
  }

  @Test
  void attachedModelsCount() {
    String attaching =
        "<mujoco><asset><model name='a' file='%d.xml'/></asset><worldbody><body name='b'>"
            + GEOM
            + "<attach model='a' body='b' prefix='p'/></body></worldbody></mujoco>";
    Map<String, byte[]> files = new HashMap<>();
    for (int i = 1; i < 300; i++) {
      files.put(i + ".xml", attaching.formatted(i + 1).getBytes());
    }
    files.put("s.xml", attaching.formatted(1).getBytes());
    assertRefused(files, "nested");
  }

  @Test
  void urdfIsRefused() {
    assertRefused(files("s.xml", "<?xml version='1.0'?><!-- arm --><robot name='r'/>"), "URDF");
  }

  @Test
  void tagsInCommentsAndTextsDoNotCount() {
    String xml =
        "<!-- <a><b> --><mujoco><worldbody><geom name='>' size='.1'/></worldbody></mujoco>";
    assertEquals(3, SceneNesting.require("s.xml", files("s.xml", xml)));
    Model.load("s.xml", files("s.xml", xml)).close();
  }

  @Test
  void fragmentsOnTopOfEachOtherAreBuiltOrRefused() {
    String deep = nested("worldbody", "body", "name='b#' pos='0 0 .1'", 300);
    Fragment fragment = new Fragment("s.xml", files("s.xml", deep));
    Fragment base = new Fragment("s.xml", files("s.xml", "<mujoco/>"));
    try (SceneBuilder builder = SceneBuilder.from("tower", base)) {
      builder.attach(fragment, "0", Placement.at(0, 0, 0));
      for (int i = 1; i < 3; i++) {
        builder.attachTo((i - 1) + "b299", fragment, "" + i, Placement.at(0, 0, 0));
      }
      builder.compile().close();
      builder.toXml();
      ModelException refused = null;
      for (int i = 3; i < 5 && refused == null; i++) {
        try {
          builder.attachTo((i - 1) + "b299", fragment, "" + i, Placement.at(0, 0, 0));
        } catch (ModelException e) {
          refused = e;
        }
      }
      assertTrue(refused != null && refused.getMessage().contains("nested"), "never refused");
    }
  }
}
