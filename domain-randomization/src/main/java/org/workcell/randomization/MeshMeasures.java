package org.workcell.randomization;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.joml.Quaterniond;
import org.joml.Vector3d;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;

/**
 * How large a mesh is, as the engine reads it.
 *
 * @param faces number of triangles
 * @param centre middle of the box around it, along the axes of its file and in the file's units
 * @param size sides of that box
 */
record MeshMeasures(int faces, Vector3d centre, Vector3d size) {

  /**
   * How meshes are compiled. Inertia of the convex hull needs neither closed surfaces nor faces
   * that are turned outward, and fixed things need no inertia at all.
   */
  static final String INERTIA = "inertia=\"convex\"";

  private static final String MAIN = "mesh.xml";

  /**
   * Compiles a mesh alone.
   *
   * @throws org.workcell.sim.physics.ModelException if the engine cannot read or use it
   */
  static MeshMeasures of(String ending, byte[] content) {
    String file = "/mesh." + ending;
    String mjcf =
        "<mujoco><asset><mesh name=\"mesh\" file=\"%s\" %s/></asset>".formatted(file, INERTIA)
            + "<worldbody><geom type=\"mesh\" mesh=\"mesh\"/></worldbody></mujoco>";
    Map<String, byte[]> files = Map.of(MAIN, mjcf.getBytes(StandardCharsets.UTF_8), file, content);
    try (Model model = Model.load(MAIN, files)) {
      return of(model);
    }
  }

  /** The engine turns meshes to their principal axes, and the geom back. */
  private static MeshMeasures of(Model model) {
    double[] vertices = model.constants("mesh_vert");
    double[] place = model.values(ModelField.GEOM_POS);
    double[] turn = model.values(ModelField.GEOM_QUAT);
    Quaterniond rotation = new Quaterniond(turn[1], turn[2], turn[3], turn[0]);
    Vector3d low = new Vector3d(Double.POSITIVE_INFINITY);
    Vector3d high = new Vector3d(Double.NEGATIVE_INFINITY);
    for (int i = 0; i < vertices.length; i += 3) {
      Vector3d vertex = new Vector3d(vertices[i], vertices[i + 1], vertices[i + 2]);
      rotation.transform(vertex).add(place[0], place[1], place[2]);
      low.min(vertex);
      high.max(vertex);
    }
    return new MeshMeasures(
        model.structure("mesh_facenum")[0],
        low.add(high, new Vector3d()).mul(0.5),
        high.sub(low, new Vector3d()));
  }

  double longestSide() {
    return Math.max(size.x, Math.max(size.y, size.z));
  }
}
