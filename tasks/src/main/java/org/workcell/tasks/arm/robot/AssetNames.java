package org.workcell.tasks.arm.robot;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.workcell.tasks.common.UserFiles;

/**
 * Gives the meshes and images of a robot names of their own in the engine's memory, because files
 * of different folders may have the same. One thread at a time.
 */
final class AssetNames {

  private static final String FOLDER = "robot/";

  private final UserFiles files;
  private final Map<Path, String> names = new HashMap<>();
  private final Map<String, byte[]> contents = new HashMap<>();

  AssetNames(UserFiles files) {
    this.files = files;
  }

  /** The name under which the engine finds a file. */
  String nameOf(Path file) {
    return names.computeIfAbsent(
        file.toAbsolutePath().normalize(),
        path -> {
          String plain = path.getFileName().toString().replaceAll("[^A-Za-z0-9_.-]", "_");
          String name = "%03d_%s".formatted(names.size(), plain);
          contents.put(FOLDER + name, files.read("asset " + name, path));
          return name;
        });
  }

  /** The key of a text beside the assets. */
  static String key(String file) {
    return FOLDER + file;
  }

  /** Contents by key. */
  Map<String, byte[]> contents() {
    return contents;
  }

  /** A file's name without folder and ending, as the engine calls a mesh without a name. */
  static String stem(String file) {
    String name = Path.of(file).getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** A file's ending in lower case, without the dot. */
  static String ending(String file) {
    return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
