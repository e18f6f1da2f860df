package org.workcell.sim.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;

/**
 * A scene as the engine reads it.
 *
 * @param mainFile the MJCF file: a key of {@code files}, or a path on disk
 * @param files contents by path; files that are not among them are on disk
 * @param sha256 over the names and contents of all files that take part, in hexadecimal
 */
public record SceneContent(String mainFile, Map<String, byte[]> files, String sha256) {

  /** Takes a copy of the map. */
  public SceneContent {
    files = Map.copyOf(files);
  }

  /**
   * Compiles the scene or a variant of it; the model belongs to the caller.
   *
   * @throws ModelException with the engine's explanation if a file is missing or broken
   */
  public Model compile(SceneAdditions additions) {
    if (additions.isEmpty() && !files.containsKey(mainFile)) {
      return Model.load(Path.of(mainFile));
    }
    Map<String, byte[]> all = new HashMap<>(files);
    all.put(mainFile, additions.into(mainContent()));
    all.putAll(additions.files());
    return Model.load(mainFile, all);
  }

  /**
   * The scene with the elements and files of an addition; textures and constants of drives, which
   * belong to compiled models, stay with {@link #compile}.
   */
  public SceneContent with(SceneAdditions additions) {
    Map<String, byte[]> all = new HashMap<>(files);
    all.put(mainFile, additions.into(mainContent()));
    all.putAll(additions.files());
    return new SceneContent(mainFile, all, additions.sha256(sha256));
  }

  /**
   * The scene as one MJCF text, with everything that it includes, as the engine writes it.
   *
   * @throws ModelException with the engine's explanation if a file is missing or broken
   */
  public String toXml() {
    Map<String, byte[]> all = new HashMap<>(files);
    all.put(mainFile, mainContent());
    try (SceneBuilder builder = SceneBuilder.from(mainFile, new Fragment(mainFile, all))) {
      builder.compile().close();
      return builder.toXml();
    }
  }

  private byte[] mainContent() {
    byte[] content = files.get(mainFile);
    try {
      return content != null ? content : Files.readAllBytes(Path.of(mainFile));
    } catch (IOException e) {
      throw new ModelException(
          "scene file '%s' cannot be read (%s)".formatted(mainFile, IoReason.of(e)));
    }
  }
}
