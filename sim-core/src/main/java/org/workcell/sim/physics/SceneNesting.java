package org.workcell.sim.physics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.files.IoReason;

/**
 * Refuses scenes that the engine must not read: whose elements, with those of included and attached
 * files, are nested so deeply that its parser would overflow its stack; that attach themselves;
 * that would make it loop or allocate without end, see {@link SceneSizes}; and that name a pipe or
 * a device instead of a file.
 */
public final class SceneNesting {

  /** Levels of elements that a scene may have, those of the files that it includes counted. */
  public static final int MOST_LEVELS = 400;

  private static final int MOST_FILES = 10_000;
  private static final long MOST_FILE_BYTES = 1L << 28;

  /** Of all XML texts together, counted as often as they are parsed. */
  private static final long MOST_TEXT_BYTES = 1L << 28;

  /** Of a mesh, an image or the like. */
  private static final long MOST_ASSET_BYTES = 1L << 30;

  private final String scene;
  private final Map<String, byte[]> files;
  private final Path folder;
  private final Deque<String> open = new ArrayDeque<>();
  private final SceneSizes sizes;

  /** Files of meshes and images, by the folders of the texts that name them. */
  private final Map<Path, Set<String>> assets = new LinkedHashMap<>();

  private final Set<String> assetFolders = new LinkedHashSet<>();
  private int scanned;
  private long scannedBytes;

  private SceneNesting(String scene, Map<String, byte[]> files) {
    this.scene = scene;
    this.files = files;
    this.folder = Path.of(scene).toAbsolutePath().getParent();
    this.sizes = new SceneSizes(this::refuse);
  }

  /**
   * Checks a scene before the engine reads it.
   *
   * @param mainFile key in {@code files} or path of the scene
   * @param files contents by path; what is not there is looked up on disk, as the engine does
   * @return levels of elements
   * @throws ModelException if the engine must not read it
   */
  public static int require(String mainFile, Map<String, byte[]> files) {
    SceneNesting nesting = new SceneNesting(mainFile, files);
    Extent extent = nesting.extent(mainFile, nesting.folder, 0);
    nesting.requireAssets();
    return extent.levels();
  }

  /**
   * How large a file is with those that it names.
   *
   * @param levels down to the deepest element
   * @param written elements
   * @param extra elements that the engine makes besides those that are written
   */
  private record Extent(int levels, double written, double extra) {}

  /** Of a file that is named on a level. */
  private Extent extent(String file, Path referringFolder, int above) {
    Found found = find(file, referringFolder);
    if (found == null) {
      return new Extent(above, 0, 0);
    }
    scanned++;
    scannedBytes += found.content().length;
    if (scanned > MOST_FILES || scannedBytes > MOST_TEXT_BYTES) {
      throw refused(
          "it reads more than %d files or %d bytes of XML".formatted(MOST_FILES, MOST_TEXT_BYTES));
    }
    MjcfScan scan = new MjcfScan(found.content(), sizes);
    if (scan.root().equals("robot")) {
      throw refused("%s is URDF; convert it to MJCF".formatted(file));
    }
    assetFolders.addAll(scan.folders());
    assets.computeIfAbsent(found.folder(), each -> new LinkedHashSet<>()).addAll(scan.files());
    return withReferences(found, scan, above);
  }

  private Extent withReferences(Found found, MjcfScan scan, int above) {
    int deepest = requireShallow(above + scan.deepest());
    double written = scan.written();
    double extra = scan.extra();
    Map<String, Double> models = new HashMap<>();
    open.push(found.name());
    for (MjcfScan.Reference reference : scan.references()) {
      Extent below = below(found, reference, above);
      deepest = Math.max(deepest, below.levels());
      if (reference.isModel()) {
        models.merge(reference.name(), below.written() + below.extra(), Math::max);
      } else {
        written += below.written();
        extra += below.extra() * reference.copies() + below.written() * (reference.copies() - 1);
      }
    }
    open.pop();
    for (MjcfScan.Attachment each : scan.attachments()) {
      extra += each.copies() * attached(models, each.model());
    }
    if (written + extra > SceneSizes.MOST_ELEMENTS) {
      throw refused(
          ("it has more than %d elements, those that replicate, attach, composite and flexcomp make"
                  + " among them; use fewer")
              .formatted(SceneSizes.MOST_ELEMENTS));
    }
    return new Extent(deepest, written, extra);
  }

  /** A model that no element names by its name may be any of them. */
  private static double attached(Map<String, Double> models, String name) {
    Double known = models.get(name);
    return known != null
        ? known
        : models.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private Extent below(Found found, MjcfScan.Reference reference, int above) {
    Found next = find(reference.file(), found.folder());
    if (next != null && open.contains(next.name())) {
      if (reference.isModel()) {
        throw refused("%s attaches itself".formatted(reference.file()));
      }
      // The engine refuses it, and names the line.
      return new Extent(above, 0, 0);
    }
    return extent(reference.file(), found.folder(), requireShallow(above + reference.level()));
  }

  /** Wherever the engine may look for a mesh or an image, there must be a file or nothing. */
  private void requireAssets() {
    assets.forEach(
        (referringFolder, names) -> {
          for (String name : names) {
            for (Path base : new Path[] {folder, referringFolder}) {
              requireAsset(base, name);
              requireAsset(base, lastPart(name));
              assetFolders.forEach(each -> requireAssetIn(base, each, name));
            }
          }
        });
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private void requireAssetIn(Path base, String assetFolder, String name) {
    try {
      requireAsset(base.resolve(assetFolder), name);
      requireAsset(base.resolve(assetFolder), lastPart(name));
    } catch (InvalidPathException e) {
      // There is no such folder, which the engine then says.
    }
  }

  private void requireAsset(Path base, String name) {
    try {
      Path path = base.resolve(name).normalize();
      if (!name.isBlank() && inMemory(path) == null && Files.exists(path)) {
        requireFile(path, MOST_ASSET_BYTES);
      }
    } catch (InvalidPathException e) {
      // There is no such file, which the engine then says.
    }
  }

  private void requireFile(Path path, long most) {
    try {
      if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
        throw refused("%s is a pipe or a device, not a file".formatted(path));
      }
      if (Files.isRegularFile(path) && Files.size(path) > most) {
        throw refused("%s has more than %d bytes".formatted(path, most));
      }
    } catch (IOException e) {
      throw refused("%s cannot be read (%s)".formatted(path, IoReason.of(e)));
    }
  }

  private void refuse(String reason) {
    throw refused(reason);
  }

  private int requireShallow(int levels) {
    if (levels > MOST_LEVELS) {
      throw refused(
          "its elements are nested more than %d levels deep, included files counted; flatten it"
              .formatted(MOST_LEVELS));
    }
    return levels;
  }

  private ModelException refused(String reason) {
    return new ModelException("scene %s cannot be compiled: %s".formatted(scene, reason));
  }

  private record Found(String name, Path folder, byte[] content) {}

  /** Null where there is no such file, which the engine then says. */
  private Found find(String file, Path referringFolder) {
    byte[] content = files.get(file);
    if (content != null) {
      return new Found(file, referringFolder, content);
    }
    try {
      for (Path base : new Path[] {folder, referringFolder}) {
        Path path = base.resolve(file).normalize();
        content = inMemory(path);
        if (content == null && Files.exists(path)) {
          requireFile(path, MOST_FILE_BYTES);
          content = Files.isRegularFile(path) ? Files.readAllBytes(path) : null;
        }
        if (content != null) {
          return new Found(path.toString(), path.getParent(), content);
        }
      }
    } catch (IOException | InvalidPathException e) {
      return null;
    }
    return null;
  }

  private byte[] inMemory(Path path) {
    for (Map.Entry<String, byte[]> each : files.entrySet()) {
      if (Path.of(each.getKey()).toAbsolutePath().normalize().equals(path)) {
        return each.getValue();
      }
    }
    return null;
  }
}
