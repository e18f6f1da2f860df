package org.workcell.sim.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;

/** A user's folder of upstream assets. Its scenes are loaded as they are, never recomposed. */
final class UpstreamAssets implements AssetPack {

  private final Path folder;
  private String sha256;

  UpstreamAssets(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "asset folder '%s' is not a folder; give 'builtin' or a folder of upstream assets"
              .formatted(folder));
    }
    this.folder = folder;
  }

  @Override
  public String name() {
    return "upstream";
  }

  @Override
  public Model load(SceneFiles scene, SceneAdditions additions) {
    Path file = folder.resolve(scene.upstreamFile());
    if (!Files.isReadable(file)) {
      throw new ModelException(
          "asset folder '%s' has no %s; give the folder that upstream calls assets"
              .formatted(folder, scene.upstreamFile()));
    }
    return additions.isEmpty() ? Model.load(file) : loadVariant(file, additions);
  }

  /** The changed main file lies in memory under its own path, so that includes are found. */
  private static Model loadVariant(Path file, SceneAdditions additions) {
    try {
      return Model.load(
          file.toString(), Map.of(file.toString(), additions.into(Files.readAllBytes(file))));
    } catch (IOException e) {
      throw new UncheckedIOException("scene file '%s' cannot be read".formatted(file), e);
    }
  }

  @Override
  public synchronized String sha256(SceneFiles scene) {
    if (sha256 == null) {
      try {
        sha256 = Checksums.sha256(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("asset folder '%s' cannot be read".formatted(folder), e);
      }
    }
    return sha256;
  }
}
