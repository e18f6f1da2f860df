package org.workcell.sim.scene;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.sim.image.TextureImage;
import org.workcell.sim.image.TexturePool;
import org.workcell.sim.physics.DriveConstants;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;

/**
 * What a variant of a scene has beyond the scene's own files: MJCF elements that go at the end of
 * its main file, so that everything the scene has keeps its index, files that they refer to,
 * textures that its materials can be switched to, and other constants of its drives. Immutable;
 * equal where the contents are.
 */
public final class SceneAdditions {

  private static final SceneAdditions NONE = new SceneAdditions("", Map.of(), TexturePool.EMPTY);
  private static final String END = "</mujoco>";

  private final String mjcf;
  private final Map<String, byte[]> files;
  private final TexturePool textures;
  private final Map<String, Double> drives;
  private final String sha256;

  /**
   * Additions of a variant.
   *
   * @param mjcf sections of a model, for example {@code <asset>...</asset>}; empty for none
   * @param files contents by path; paths are absolute, because scenes have mesh folders of their
   *     own
   * @param textures what materials can be switched to, beyond what the scene is compiled with
   */
  public SceneAdditions(String mjcf, Map<String, byte[]> files, TexturePool textures) {
    this(mjcf, files, textures, Map.of());
  }

  private SceneAdditions(
      String mjcf, Map<String, byte[]> files, TexturePool textures, Map<String, Double> drives) {
    this.mjcf = mjcf;
    this.files = Map.copyOf(files);
    this.textures = textures;
    this.drives = drives;
    Map<String, byte[]> contents = new TreeMap<>(files);
    contents.put("", bytes(mjcf));
    if (!drives.isEmpty()) {
      contents.put("drive constants", bytes(DriveConstants.words(drives)));
    }
    for (int i = 0; i < textures.images().size(); i++) {
      TextureImage image = textures.images().get(i);
      String description =
          "%d %s %s %dx%d"
              .formatted(i, image.name(), image.kind(), image.widthPixels(), image.heightPixels());
      contents.put(description, bytes(image.rgb()));
    }
    this.sha256 = Checksums.sha256(contents);
  }

  /** The scene as it is. */
  public static SceneAdditions none() {
    return NONE;
  }

  /**
   * A copy that also gives joints and servos other constants than the scene does.
   *
   * @param constants values by path, see {@link DriveConstants}; unmodifiable
   */
  public SceneAdditions withDrives(Map<String, Double> constants) {
    return new SceneAdditions(mjcf, files, textures, constants);
  }

  /** Whether there is nothing to add. */
  public boolean isEmpty() {
    return mjcf.isEmpty() && textures.images().isEmpty() && drives.isEmpty();
  }

  /** Puts what is not in files into the compiled model. */
  void completeModel(Model model) {
    model.addTextures(textures);
    if (!drives.isEmpty()) {
      DriveConstants.change(model, drives);
    }
  }

  /** Checksum of the scene's files and these additions. */
  String sha256(String scene) {
    return isEmpty()
        ? scene
        : Checksums.sha256(
            new TreeMap<>(Map.of("additions", bytes(sha256), "scene", bytes(scene))));
  }

  /** The main file of a scene with the elements at its end. */
  byte[] into(byte[] mainFile) {
    if (mjcf.isEmpty()) {
      return mainFile;
    }
    String text = new String(mainFile, StandardCharsets.UTF_8);
    int end = text.lastIndexOf(END);
    if (end < 0) {
      throw new ModelException(
          "the scene's main file does not end with %s; nothing can be added to it".formatted(END));
    }
    return bytes(text.substring(0, end) + mjcf + "\n" + text.substring(end));
  }

  Map<String, byte[]> files() {
    return files;
  }

  private static byte[] bytes(ByteBuffer pixels) {
    byte[] bytes = new byte[pixels.remaining()];
    pixels.get(bytes);
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SceneAdditions that && sha256.equals(that.sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }
}
