package org.workcell.sim.scene;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.physics.Model;

/**
 * A source of scene files: the assets inside our jar, or folders of upstream assets. Safe to share
 * between threads; packs are equal where they read the same places.
 */
public abstract sealed class AssetPack permits BuiltinAssets, UpstreamAssets {

  private static final String BUILTIN = "builtin";
  private static final String PIP = "pip";

  /** Our own assets. */
  public static AssetPack builtin() {
    return BuiltinAssets.INSTANCE;
  }

  /**
   * A user's folder of upstream assets.
   *
   * @throws IllegalArgumentException if it is not a readable folder
   */
  public static AssetPack upstream(Path folder) {
    return new UpstreamAssets(List.of(folder));
  }

  /**
   * A pack in a user's words: {@code builtin}; a folder of upstream assets, or several with the
   * system's path separator between them; or {@code pip} for the packages of {@code python3}.
   *
   * @throws IllegalArgumentException if something else is named
   */
  public static AssetPack parse(String text) {
    if (text.equals(BUILTIN)) {
      return builtin();
    }
    if (text.equals(PIP)) {
      return new UpstreamAssets(List.of());
    }
    if (Files.isDirectory(Path.of(text))) {
      return upstream(Path.of(text));
    }
    return new UpstreamAssets(
        Arrays.stream(text.split(File.pathSeparator))
            .filter(each -> !each.equals(PIP))
            .map(Path::of)
            .toList());
  }

  /** {@code builtin} or {@code upstream}. */
  public abstract String name();

  /**
   * Loads and compiles a scene or a variant of it.
   *
   * @throws org.workcell.sim.physics.ModelException if a file is missing or broken
   */
  public final Model load(SceneSource scene, SceneAdditions additions) {
    return scene.read(this).compile(additions);
  }

  /** Reads a scene that is one file. */
  abstract SceneContent read(SceneFiles scene);

  /**
   * Finds a folder of parts.
   *
   * @throws org.workcell.sim.physics.ModelException saying where it was searched
   */
  abstract PartFolder folder(PartRoot root);
}
