package org.workcell.sim.physics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Refuses scenes whose elements, with those of included and attached files, are nested so deeply
 * that the engine's parser would overflow its stack, and those that attach themselves.
 */
public final class SceneNesting {

  /** Levels of elements that a scene may have, those of the files that it includes counted. */
  public static final int MOST_LEVELS = 400;

  private static final int MOST_FILES = 10_000;
  private static final long MOST_FILE_BYTES = 1L << 28;

  private final String scene;
  private final Map<String, byte[]> files;
  private final Path folder;
  private final Deque<String> open = new ArrayDeque<>();
  private int scanned;

  private SceneNesting(String scene, Map<String, byte[]> files) {
    this.scene = scene;
    this.files = files;
    this.folder = Path.of(scene).toAbsolutePath().getParent();
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
    return nesting.levels(mainFile, nesting.folder, 0);
  }

  /** Levels down to the deepest element of a file that is named on a level. */
  private int levels(String file, Path referringFolder, int above) {
    Found found = find(file, referringFolder);
    if (found == null) {
      return above;
    }
    scanned++;
    if (scanned > MOST_FILES) {
      throw refused("it reads more than %d files".formatted(MOST_FILES));
    }
    MjcfScan scan = new MjcfScan(found.content());
    if (scan.root().equals("robot")) {
      throw refused("%s is URDF; convert it to MJCF".formatted(file));
    }
    int deepest = requireShallow(above + scan.deepest());
    open.push(found.name());
    for (MjcfScan.Reference reference : scan.references()) {
      deepest = Math.max(deepest, below(found, reference, above));
    }
    open.pop();
    return deepest;
  }

  private int below(Found found, MjcfScan.Reference reference, int above) {
    Found next = find(reference.file(), found.folder());
    if (next != null && open.contains(next.name())) {
      if (reference.isModel()) {
        throw refused("%s attaches itself".formatted(reference.file()));
      }
      // The engine refuses it, and names the line.
      return above;
    }
    return levels(reference.file(), found.folder(), requireShallow(above + reference.level()));
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
        if (content == null && Files.isRegularFile(path) && Files.size(path) <= MOST_FILE_BYTES) {
          content = Files.readAllBytes(path);
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
