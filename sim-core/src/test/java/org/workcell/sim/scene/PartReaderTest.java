package org.workcell.sim.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.image.TexturePool;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.physics.ObjectKind;

class PartReaderTest {

  private static final PartRoot ROOT =
      new PartRoot(
          "no_such_python_package", "org/workcell/parts", "marker.xml", List.of("lib/assets", ""));

  private static final String POINTS =
      "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 3 2\nf 1 2 4\nf 2 3 4\nf 3 1 4\n";

  @TempDir Path folder;

  /** A scene out of one part and the mesh that it names. */
  private record Composed() implements SceneSource {

    @Override
    public SceneContent read(AssetPack assets) {
      PartReader reader = new PartReader(assets);
      String part = new String(reader.read(ROOT, "parts/tetra.xml"), StandardCharsets.UTF_8);
      String mesh = reader.refer(ROOT, "parts/tetra.xml", "../meshes/tetra.obj");
      return reader.content(
          "composed.xml", part.replace("@MESH@", mesh).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void write(Path root) throws IOException {
    Files.createDirectories(root.resolve("parts"));
    Files.createDirectories(root.resolve("meshes"));
    Files.writeString(root.resolve("marker.xml"), "");
    Files.writeString(root.resolve("meshes/tetra.obj"), POINTS);
    Files.copy(
        PartReaderTest.class.getResourceAsStream("/org/workcell/parts/parts/tetra.xml"),
        root.resolve("parts/tetra.xml"));
  }

  private static double[] vertices(AssetPack assets) {
    try (Model model = assets.load(new Composed(), SceneAdditions.none())) {
      return model.constants("mesh_vert");
    }
  }

  @Test
  void composesTheSameFromResourcesAndFromDisk() throws IOException {
    write(folder.resolve("lib/assets"));
    AssetPack disk = AssetPack.upstream(folder);
    assertEquals(12, vertices(disk).length);
    assertArrayEquals(vertices(AssetPack.builtin()), vertices(disk));
    String sha256 = new Composed().read(disk).sha256();
    assertEquals(new Composed().read(AssetPack.builtin()).sha256(), sha256);
    Files.writeString(folder.resolve("lib/assets/meshes/tetra.obj"), POINTS + "# changed\n");
    assertNotEquals(sha256, new Composed().read(AssetPack.upstream(folder)).sha256());
  }

  @Test
  void takesAdditions() {
    SceneAdditions ball =
        new SceneAdditions(
            "<worldbody><site name='added'/></worldbody>", Map.of(), TexturePool.EMPTY);
    try (Scene scene = Scene.load(AssetPack.builtin(), new Composed(), ball)) {
      assertTrue(scene.model().has(ObjectKind.SITE, "added"));
    }
  }

  @Test
  void findsPartsBelowAndBesideTheGivenFolder() throws IOException {
    write(folder.resolve("one/lib/assets"));
    Files.createDirectories(folder.resolve("other/deep/deeper"));
    assertEquals(12, vertices(AssetPack.upstream(folder)).length);
    Path sibling = folder.resolve("other/deep");
    assertThrows(ModelException.class, () -> vertices(AssetPack.upstream(sibling)));
    write(folder.resolve("lib/assets"));
    assertEquals(12, vertices(AssetPack.upstream(sibling)).length);
  }

  @Test
  void takesSeveralFolders() throws IOException {
    write(folder.resolve("one"));
    Files.createDirectories(folder.resolve("two/x/y/z/w"));
    Path two = folder.resolve("two/x/y/z/w");
    AssetPack both = AssetPack.parse(two + File.pathSeparator + folder.resolve("one"));
    assertEquals(12, vertices(both).length);
    assertEquals(both, AssetPack.parse(two + File.pathSeparator + folder.resolve("one")));
    assertNotEquals(both, AssetPack.upstream(two));
  }

  @Test
  void refusesTwoFoldersOfTheSameParts() throws IOException {
    write(folder.resolve("one"));
    write(folder.resolve("two"));
    String message = refused(AssetPack.upstream(folder));
    assertTrue(message.contains("more than once"), message);
  }

  @Test
  void saysWhatIsMissingAndWhereItWasSearched() throws IOException {
    String message = refused(AssetPack.upstream(folder));
    assertTrue(message.contains("marker.xml") && message.contains(folder.toString()), message);
    write(folder);
    Files.delete(folder.resolve("meshes/tetra.obj"));
    message = refused(AssetPack.upstream(folder));
    assertTrue(message.contains("there is no file") && message.contains("tetra.obj"), message);
  }

  private static String refused(AssetPack assets) {
    return assertThrows(ModelException.class, () -> vertices(assets)).getMessage();
  }
}
