package org.workcell.sim.scene;

import java.nio.file.Path;
import org.workcell.sim.physics.Model;

/** A source of scene files: the assets inside our jar, or a folder of upstream assets. */
public sealed interface AssetPack permits BuiltinAssets, UpstreamAssets {

  /** Our own assets. */
  static AssetPack builtin() {
    return BuiltinAssets.INSTANCE;
  }

  /**
   * A user's folder of upstream assets.
   *
   * @throws IllegalArgumentException if it is not a readable folder
   */
  static AssetPack upstream(Path folder) {
    return new UpstreamAssets(folder);
  }

  /** {@code builtin}, or a folder. */
  static AssetPack parse(String text) {
    return text.equals("builtin") ? builtin() : upstream(Path.of(text));
  }

  /** {@code builtin} or {@code upstream}. */
  String name();

  /**
   * Loads and compiles a scene or a variant of it.
   *
   * @throws org.workcell.sim.physics.ModelException if a file is missing or broken
   */
  Model load(SceneFiles scene, SceneAdditions additions);

  /** SHA-256 over the files that may take part in this scene, in hexadecimal. */
  String sha256(SceneFiles scene);
}
