package org.workcell.randomization;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;

/**
 * A mesh of a scene in another size, for geoms to be switched to. Points of a mesh cannot be edited
 * without its hull, normals and bounding boxes.
 *
 * @param name distinguishes it by mesh and size
 * @param asset MJCF of the mesh
 * @param solid whether something solid is made of it
 */
record MeshCopy(String name, String asset, boolean solid) {

  private static final double SAME = 1e-5;

  private static String prefix(int mesh) {
    return SceneVariant.PREFIX + "mesh_" + mesh + "_x";
  }

  /** A copy of the mesh of a geom; empty if it has no file to read again. */
  static Optional<MeshCopy> of(TaskTargets scene, int geom, double size) {
    Model model = scene.model();
    int mesh = scene.parts().mesh(geom);
    String name = prefix(mesh) + size;
    double[] scale = model.constants("mesh_scale");
    return model
        .meshFile(mesh)
        .map(
            file ->
                String.format(
                    Locale.ROOT,
                    "<mesh name=\"%s\" file=\"%s\" scale=\"%s %s %s\"/>\n",
                    name,
                    file.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"),
                    size * scale[3 * mesh],
                    size * scale[3 * mesh + 1],
                    size * scale[3 * mesh + 2]))
        .map(asset -> new MeshCopy(name, asset, scene.parts().isSolid(geom)));
  }

  /** Whether a scene has copies of a mesh, which differ from it in nothing but their size. */
  static boolean existFor(Model model, int mesh) {
    List<String> names = model.names(ObjectKind.MESH);
    int[] copies =
        IntStream.range(0, names.size())
            .filter(copy -> names.get(copy).startsWith(prefix(mesh)))
            .toArray();
    return copies.length > 0 && IntStream.of(copies).allMatch(copy -> isSimilar(model, mesh, copy));
  }

  /** Meshes can be compiled in ways that their file does not tell, and are turned accordingly. */
  private static boolean isSimilar(Model model, int mesh, int copy) {
    double[] scale = model.constants("mesh_scale");
    double[] places = model.constants("mesh_pos");
    double[] turns = model.constants("mesh_quat");
    int[] faces = model.structure("mesh_facenum");
    double size = scale[3 * copy] / scale[3 * mesh];
    boolean similar = faces[mesh] == faces[copy];
    for (int i = 0; i < 3; i++) {
      similar &= Math.abs(size * places[3 * mesh + i] - places[3 * copy + i]) < SAME * size;
    }
    for (int i = 0; i < 4; i++) {
      similar &= Math.abs(turns[4 * mesh + i] - turns[4 * copy + i]) < SAME;
    }
    return similar;
  }

  /**
   * The number of a copy.
   *
   * @throws IllegalArgumentException if there is none of this size
   */
  static int find(TaskTargets scene, int geom, double size) {
    String name = prefix(scene.parts().mesh(geom)) + size;
    if (!scene.model().has(ObjectKind.MESH, name)) {
      throw new IllegalArgumentException(
          "scene %s has no mesh of %s times the size; replay with the preset of the record"
              .formatted(scene.model().name(), size));
    }
    return scene.model().index(ObjectKind.MESH, name);
  }
}
