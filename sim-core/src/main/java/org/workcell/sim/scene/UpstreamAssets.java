package org.workcell.sim.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.workcell.sim.physics.ModelException;

/**
 * A user's folders of upstream assets. Scenes that are one file are loaded as they are; of others
 * the parts are found by {@link PartSearch}.
 */
final class UpstreamAssets extends AssetPack {

  /** Lets one folder hold the assets of several suites, as {@code suite/assets}. */
  private static final int DEEPEST_ROOT = 2;

  private final List<Path> folders;
  private final Map<Path, String> sha256ByRoot = new HashMap<>();
  private final Map<PartRoot, PartFolder> partFolders = new HashMap<>();

  /**
   * A pack of some folders.
   *
   * @param folders none to use Python packages alone
   */
  UpstreamAssets(List<Path> folders) {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException(
            "asset folder '%s' is not a folder; give 'builtin', a folder of upstream assets or 'pip'"
                .formatted(folder));
      }
    }
    this.folders = List.copyOf(folders);
  }

  @Override
  public String name() {
    return "upstream";
  }

  @Override
  SceneContent read(SceneFiles scene) {
    Path root = root(scene);
    return new SceneContent(root.resolve(scene.upstreamFile()).toString(), Map.of(), sha256(root));
  }

  private synchronized String sha256(Path root) {
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

  @Override
  synchronized PartFolder folder(PartRoot root) {
    return partFolders.computeIfAbsent(
        root, each -> new DiskFolder(each.label(), new PartSearch(each, folders).find()));
  }

  private static boolean isScene(Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file);
  }

  /** The folder that upstream calls assets: one of the user's, or one at most two levels below. */
  private Path root(SceneFiles scene) {
    List<Path> roots =
        folders.stream().flatMap(folder -> roots(folder, scene).stream()).distinct().toList();
    if (roots.size() != 1) {
      throw new ModelException(
          "asset folder %s has %s %s; give the folder that upstream calls assets, or one with one"
                  .formatted(
                      inWords(), roots.isEmpty() ? "no" : "more than one", scene.upstreamFile())
              + " such folder for each suite");
    }
    return roots.get(0);
  }

  private static List<Path> roots(Path folder, SceneFiles scene) {
    try (Stream<Path> below = Files.walk(folder, DEEPEST_ROOT)) {
      return below.filter(root -> isScene(root.resolve(scene.upstreamFile()))).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ModelException(
          "asset folder '%s' cannot be searched: %s".formatted(folder, e.getMessage()));
    }
  }

  private String inWords() {
    return folders.isEmpty()
        ? "'pip'"
        : String.join(" and ", folders.stream().map("'%s'"::formatted).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UpstreamAssets that && folders.equals(that.folders);
  }

  @Override
  public int hashCode() {
    return folders.hashCode();
  }
}
