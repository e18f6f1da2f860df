package org.workcell.randomization;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What distractors can be: the shapes that come with Workcell, or a user's meshes. Immutable.
 *
 * @param prefix of its bodies' names; a number follows
 * @param shapes in order; further bodies repeat them
 * @param assets MJCF of the meshes that shapes refer to
 * @param files contents of the meshes' files by path
 */
record DistractorPool(
    String prefix, List<DistractorShape> shapes, String assets, Map<String, byte[]> files) {

  private static final DistractorPool PROCEDURAL =
      new DistractorPool(SceneVariant.DISTRACTOR, DistractorShape.procedural(), "", Map.of());

  /** Takes defensive copies. */
  DistractorPool {
    shapes = List.copyOf(shapes);
    files = Map.copyOf(files);
  }

  /** Boxes, cylinders and the like. */
  static DistractorPool procedural() {
    return PROCEDURAL;
  }

  /**
   * A user's folder of OBJ or STL meshes, in the order of their names.
   *
   * @throws IllegalArgumentException if there is none, or one cannot be used
   */
  static DistractorPool folder(Path folder) {
    return MeshFolder.read(folder);
  }

  String body(int number) {
    return prefix + number;
  }

  DistractorShape shape(int number) {
    return shapes.get(number % shapes.size());
  }
}
