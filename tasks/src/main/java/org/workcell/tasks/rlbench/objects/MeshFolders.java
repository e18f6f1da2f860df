package org.workcell.tasks.rlbench.objects;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.workcell.sim.files.BadInputException;
import org.workcell.tasks.common.UserFiles;

/**
 * Folders of things that users bring. Each is read once, and again where one of its files has
 * changed. Thread-safe.
 */
public final class MeshFolders {

  private static final int MOST_KEPT = 4;
  private static final long MOST_BYTES = 1L << 29;

  private record Key(Path folder, MeshScale scale) {}

  private record Kept(Things things, UserFiles files) {}

  private static final Map<Key, Kept> KEPT = new HashMap<>();

  private MeshFolders() {}

  /**
   * The things of a folder with {@code CLASS/INSTANCE/} folders, each with one {@code visual.obj},
   * one or more other {@code .obj} files, which are its convex collision parts, and perhaps one
   * {@code texture.png}. Classes and instances are in the order of their names; other files do not
   * matter.
   *
   * @param scene the scene file to which they are added
   * @throws BadInputException saying which file does not fit, and why
   */
  public static Things read(String scene, Path folder, MeshScale scale) {
    Key key = new Key(folder, scale);
    synchronized (KEPT) {
      Kept kept = KEPT.get(key);
      if (kept == null || !kept.files().current()) {
        UserFiles files = new UserFiles("folder of meshes", MOST_BYTES);
        kept = new Kept(new MeshFolderReader(folder, scale, files).read(scene), files);
        if (KEPT.size() >= MOST_KEPT) {
          KEPT.clear();
        }
        KEPT.put(key, kept);
      }
      return kept.things();
    }
  }
}
