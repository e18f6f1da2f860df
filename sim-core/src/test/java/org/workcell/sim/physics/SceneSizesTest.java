package org.workcell.sim.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenes that would keep the engine busy or out of memory without end. */
@Timeout(20)
class SceneSizesTest {

  private static final String GEOM = "<geom size='.01'/>";

  @TempDir Path folder;

  private static byte[] scene(String content) {
    return "<mujoco>%s</mujoco>".formatted(content).getBytes(StandardCharsets.UTF_8);
  }

  private static String refusal(Map<String, byte[]> files) {
    String message =
        assertThrows(ModelException.class, () -> Model.load("s.xml", files)).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.startsWith("scene s.xml cannot be compiled: "), message);
    return message;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<worldbody><replicate count='2000000000'><geom size='.1'/></replicate></worldbody>",
        "<worldbody><replicate count='2e9'><geom size='.1'/></replicate></worldbody>",
        "<worldbody><replicate count='&#50;000000000'><geom size='.1'/></replicate></worldbody>",
        "<worldbody><replicate count='200'><replicate count='200'><geom size='.1'/></replicate>"
            + "</replicate></worldbody>",
        "<worldbody><composite type='cable' count='100000 1 1' prefix='c'/></worldbody>",
        "<worldbody><flexcomp type='grid' name='f' count='1000 1000 1000'/></worldbody>",
        "<size nuserdata='2000000000'/>",
        "<size nkey='2000000000'/>",
        "<size nuser_geom='2000000000'/>",
        "<size memory='100T'/>",
        "<size memory='20000000000'/>",
        "<size njmax='2000000000' nconmax='2000000000'/>",
        "<asset><texture name='t' type='2d' builtin='flat' width='2000000000' height='1'/></asset>",
        "<asset><texture name='t' type='cube' builtin='flat' width='8000' height='8000'"
            + " nchannel='4'/></asset>",
        "<asset><hfield name='h' nrow='16000' ncol='16000' size='1 1 1 1'/></asset>",
        "<asset><mesh name='m' builtin='supersphere' params='20000 1 1'/></asset>",
        "<custom><numeric name='n' size='2000000000'/></custom>",
        "<sensor><user name='u' dim='2000000000'/></sensor>",
        "<worldbody><camera name='c' resolution='100000 100000'/></worldbody>",
        "<option iterations='2000000000'/>",
        "<visual><quality numslices='2000000000'/></visual>",
        "<visual><global offwidth='2000000000'/></visual>",
      })
  void sizesWithoutBoundAreRefused(String content) {
    assertTrue(
        refusal(Map.of("s.xml", scene(content))).contains("more than")
            || content.contains("&#")
            || content.contains("params"),
        content);
  }

  @Test
  void whatIsAttachedAndIncludedCounts() {
    String part = "<worldbody><body name='b'>" + GEOM.repeat(2_000) + "</body></worldbody>";
    String asset = "<asset><model name='m' file='m.xml'/></asset>";
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      body.append("<attach model='m' body='b' prefix='p%d'/>".formatted(i));
    }
    String attached =
        refusal(
            Map.of(
                "s.xml", scene(asset + "<worldbody>" + body + "</worldbody>"),
                "m.xml", scene(part)));
    assertTrue(attached.contains("more than 20000 elements"), attached);
    String included =
        refusal(
            Map.of(
                "s.xml",
                scene(
                    "<worldbody><replicate count='11'><include"
                        + " file='m.xml'/></replicate></worldbody>"),
                "m.xml",
                scene(GEOM.repeat(2_000))));
    assertTrue(included.contains("more than 20000 elements"), included);
  }

  @Test
  void usualSizesCompile() {
    String content =
        "<size nuserdata='100' nkey='2' memory='64M'/>"
            + "<asset><texture name='t' type='cube' builtin='gradient' width='256' height='256'/>"
            + "<hfield name='h' nrow='64' ncol='64' size='1 1 1 1'/></asset>"
            + "<worldbody><replicate count='20' offset='.1 0 0'>"
            + GEOM
            + "</replicate></worldbody>";
    try (Model model = Model.load("s.xml", Map.of("s.xml", scene(content)))) {
      assertEquals(20, model.count(ObjectKind.GEOM));
    }
  }

  private Path pipe(String name) throws IOException, InterruptedException {
    Path pipe = folder.resolve(name);
    Files.createDirectories(pipe.getParent());
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    return pipe;
  }

  private void assertNoPipe(String content) throws IOException {
    Path scene = Files.write(folder.resolve("s.xml"), scene(content));
    String message = assertThrows(ModelException.class, () -> Model.load(scene)).getMessage();
    assertTrue(message.contains("is a pipe or a device, not a file"), message);
  }

  @Test
  void pipesAndDevicesAreNoSceneFiles() throws Exception {
    Path pipe = pipe("p.xml");
    String message = assertThrows(ModelException.class, () -> Model.load(pipe)).getMessage();
    assertTrue(message.contains("is not a file that can be read"), message);
    assertNoPipe("<include file='p.xml'/>");
    pipe("meshes/m.stl");
    pipe("t.png");
    assertNoPipe("<compiler meshdir='meshes'/><asset><mesh name='m' file='m.stl'/></asset>");
    assertNoPipe("<asset><mesh name='m' file='meshes/m.stl'/></asset>");
    assertNoPipe("<asset><texture name='t' type='cube' fileright='t.png'/></asset>");
    assertNoPipe("<asset><hfield name='h' file='/dev/zero' size='1 1 1 1'/></asset>");
    assertNoPipe("<asset><model name='m' file='p.xml'/></asset>");
  }
}
