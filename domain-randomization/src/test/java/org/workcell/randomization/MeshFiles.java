package org.workcell.randomization;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the meshes that tests need. */
final class MeshFiles {

  private static final int STL_HEADER_BYTES = 80;
  private static final int STL_TRIANGLE_BYTES = 50;

  private MeshFiles() {}

  /**
   * A box from one corner to the opposite one, of quadrilaterals, with a material that is missing.
   */
  static void writeBox(Path obj, double[] low, double[] high) throws IOException {
    StringBuilder text = new StringBuilder("mtllib missing.mtl\no box\nusemtl paint\n");
    for (int corner = 0; corner < 8; corner++) {
      text.append('v');
      for (int axis = 0; axis < 3; axis++) {
        text.append(' ').append((corner >> axis & 1) == 0 ? low[axis] : high[axis]);
      }
      text.append('\n');
    }
    text.append("f 1 3 4 2\nf 5 6 8 7\nf 1 2 6 5\nf 3 7 8 4\nf 1 5 7 3\nf 2 4 8 6\n");
    Files.writeString(obj, text);
  }

  /** A binary file with the corner of a cube of this length, repeated to have so many triangles. */
  static void writeCorner(Path stl, float length, int triangles) throws IOException {
    float[][] points = {{0, 0, 0}, {length, 0, 0}, {0, length, 0}, {0, 0, length}};
    int[][] faces = {{0, 2, 1}, {0, 1, 3}, {0, 3, 2}, {1, 2, 3}};
    ByteBuffer bytes =
        ByteBuffer.allocate(STL_HEADER_BYTES + Integer.BYTES + STL_TRIANGLE_BYTES * triangles)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(STL_HEADER_BYTES);
    bytes.putInt(triangles);
    for (int i = 0; i < triangles; i++) {
      bytes.putFloat(0).putFloat(0).putFloat(0);
      for (int point : faces[i % faces.length]) {
        for (float coordinate : points[point]) {
          bytes.putFloat(coordinate);
        }
      }
      bytes.putShort((short) 0);
    }
    Files.write(stl, bytes.array());
  }
}
