package org.workcell.sim.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;

/** A user's folder of upstream assets. Its scenes are loaded as they are, never recomposed. */
final class UpstreamAssets implements AssetPack {

  /** Lets one folder hold the assets of several suites, as {@code suite/assets}. */
  private static final int DEEPEST_ROOT = 2;

  private final Path folder;
  private final Map<Path, String> sha256ByRoot = new HashMap<>();

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
    Path file = root(scene).resolve(scene.upstreamFile());
    return additions.isEmpty() ? Model.load(file) : loadVariant(file, additions);
  }

  /** The changed main file lies in memory under its own path, so that includes are found. */
  private static Model loadVariant(Path file, SceneAdditions additions) {
    try {
      Map<String, byte[]> files = new HashMap<>(additions.files());
      files.put(file.toString(), additions.into(Files.readAllBytes(file)));
      return Model.load(file.toString(), files);
    } catch (IOException e) {
      throw new UncheckedIOException("scene file '%s' cannot be read".formatted(file), e);
    }
  }

  @Override
  public synchronized String sha256(SceneFiles scene) {
    Path root = root(scene);
    String known = sha256ByRoot.get(root);
    if (known == null) {
      try {
        known = Checksums.sha256(root);
      } catch (IOException e) {
        throw new UncheckedIOException("asset folder '%s' cannot be read".formatted(root), e);
      }
      sha256ByRoot.put(root, known);
    }
    return known;
  }

  private static boolean isScene(Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file);
  }

  /** The folder that upstream calls assets: the user's, or one at most two levels below it. */
  private Path root(SceneFiles scene) {
    List<Path> roots;
    try (Stream<Path> folders = Files.walk(folder, DEEPEST_ROOT)) {
      roots = folders.filter(root -> isScene(root.resolve(scene.upstreamFile()))).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ModelException(
          "asset folder '%s' cannot be searched: %s".formatted(folder, e.getMessage()));
    }
    if (roots.size() != 1) {
      throw new ModelException(
          "asset folder '%s' has %s %s; give the folder that upstream calls assets, or one with one"
                  .formatted(folder, roots.isEmpty() ? "no" : "more than one", scene.upstreamFile())
              + " such folder for each suite");
    }
    return roots.get(0);
  }
}
