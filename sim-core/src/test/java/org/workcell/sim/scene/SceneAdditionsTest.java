package org.workcell.sim.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.image.TextureImage;
import org.workcell.sim.image.TexturePool;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.testing.PointMassTask;

class SceneAdditionsTest {

  private static final String BALL =
      "<worldbody><body name=\"ball\"><geom size=\"0.1\"/></body></worldbody>";

  @TempDir Path folder;

  private static SceneAdditions ball(String texture, int grey) {
    byte[] pixel = {(byte) grey, (byte) grey, (byte) grey};
    return new SceneAdditions(
        BALL,
        Map.of(),
        new TexturePool(
            List.of(
                new TextureImage(texture, TextureImage.Kind.FLAT, 1, 1, ByteBuffer.wrap(pixel)))));
  }

  @Test
  void whatIsAddedComesLast() {
    try (Scene scene = Scene.load(AssetPack.builtin(), PointMassTask.SCENE);
        Scene variant = Scene.load(AssetPack.builtin(), PointMassTask.SCENE, ball("skin", 4))) {
      List<String> bodies = scene.model().names(ObjectKind.BODY);
      List<String> more = variant.model().names(ObjectKind.BODY);
      assertEquals(bodies, more.subList(0, bodies.size()));
      assertEquals("ball", more.get(bodies.size()));
      assertNotEquals(scene.assetsSha256(), variant.assetsSha256());
      assertEquals(variant.model().count(ObjectKind.TEXTURE), variant.model().textureId("skin"));
      assertThrows(IllegalArgumentException.class, () -> scene.model().textureId("skin"));
    }
  }

  @Test
  void equalContentsAreTheSameVariant() {
    assertEquals(ball("skin", 4), ball("skin", 4));
    assertNotEquals(ball("skin", 4), ball("skin", 5));
    assertNotEquals(ball("skin", 4), ball("fur", 4));
    assertNotEquals(ball("skin", 4), SceneAdditions.none());
    assertTrue(SceneAdditions.none().isEmpty());
    assertFalse(ball("skin", 4).isEmpty());
  }

  @Test
  void aUsersFolderOfAssetsHasVariantsWithItsIncludes() throws IOException {
    byte[] included =
        "<mujoco><worldbody><geom name=\"box\" type=\"box\" size=\".1 .1 .1\"/></worldbody></mujoco>"
            .getBytes(StandardCharsets.UTF_8);
    Path scenes = Files.createDirectories(folder.resolve("scenes"));
    Files.createDirectories(folder.resolve("parts"));
    Files.write(folder.resolve("parts/box.xml"), included);
    String main = "<mujoco><include file=\"../parts/box.xml\"/></mujoco>";
    Files.writeString(scenes.resolve("main.xml"), main);
    SceneFiles files = new SceneFiles("", "", "scenes/main.xml");
    try (Scene variant = Scene.load(AssetPack.upstream(folder), files, ball("skin", 4))) {
      assertTrue(variant.model().has(ObjectKind.GEOM, "box"));
      assertTrue(variant.model().has(ObjectKind.BODY, "ball"));
    }
    assertArrayEquals(
        main.getBytes(StandardCharsets.UTF_8), Files.readAllBytes(scenes.resolve("main.xml")));
  }
}
