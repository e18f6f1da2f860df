package org.workcell.sim.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;

class UpstreamAssetsTest {

  private static final SceneFiles SCENE = new SceneFiles("", "", "robot/scene.xml");

  @TempDir Path folder;

  private static void write(Path root) throws IOException {
    Files.createDirectories(root.resolve("robot"));
    Files.writeString(
        root.resolve("robot/scene.xml"),
        "<mujoco><worldbody><site name='s'/></worldbody></mujoco>");
  }

  @Test
  void findsTheAssetsBelowAFolderOfSuites() throws IOException {
    write(folder.resolve("suite/assets"));
    AssetPack outer = AssetPack.upstream(folder);
    AssetPack inner = AssetPack.upstream(folder.resolve("suite/assets"));
    try (Model model = outer.load(SCENE, SceneAdditions.none())) {
      assertEquals(0, model.site("s"));
    }
    assertEquals(SCENE.read(inner).sha256(), SCENE.read(outer).sha256());
  }

  @Test
  void refusesAFolderWithoutTheScene() {
    ModelException error =
        assertThrows(
            ModelException.class,
            () -> AssetPack.upstream(folder).load(SCENE, SceneAdditions.none()));
    assertTrue(error.getMessage().contains("has no robot/scene.xml"), error.getMessage());
  }

  @Test
  void refusesAFolderWithTwoOfThem() throws IOException {
    write(folder.resolve("one"));
    write(folder.resolve("two"));
    ModelException error =
        assertThrows(
            ModelException.class,
            () -> AssetPack.upstream(folder).load(SCENE, SceneAdditions.none()));
    assertTrue(error.getMessage().contains("more than one"), error.getMessage());
  }
}
