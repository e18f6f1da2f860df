package org.workcell.tasks.rlbench.objects;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A surface of triangles, with its axes as in the scene: z up, metres.
 *
 * @param vertices those that triangles use, each [3]
 * @param texcoords one per vertex, each [2], from the image's lower left; empty without
 * @param triangles indices of vertices, each [3]
 */
record Mesh(List<double[]> vertices, List<double[]> texcoords, List<int[]> triangles) {

  private static final double FLAT = 1e-6;
  private static final double SLIVER = 1e-6;
  private static final double BULGE = 0.01;

  /** The box around the vertices. */
  Bounds bounds() {
    Bounds bounds = Bounds.empty();
    vertices.forEach(bounds::add);
    return bounds;
  }

  /**
   * Volume of a convex solid, whichever way its triangles turn.
   *
   * @throws IllegalArgumentException saying why this is none
   */
  double convexVolume() {
    double size = bounds().diagonal();
    double[] middle = middle();
    double volume = 0;
    for (int[] triangle : triangles) {
      double[] a = vertices.get(triangle[0]);
      double[] normal =
          cross(minus(vertices.get(triangle[1]), a), minus(vertices.get(triangle[2]), a));
      double doubleArea = Math.sqrt(dot(normal, normal));
      volume += Math.abs(dot(normal, minus(middle, a))) / 6;
      if (doubleArea > SLIVER * size * size) {
        requireOneSide(a, normal, doubleArea, BULGE * size);
      }
    }
    if (!(volume > FLAT * size * size * size)) {
      throw new IllegalArgumentException("it is flat and has no volume");
    }
    return volume;
  }

  private void requireOneSide(double[] point, double[] normal, double length, double tolerance) {
    double above = 0;
    double below = 0;
    for (double[] vertex : vertices) {
      double height = dot(normal, minus(vertex, point)) / length;
      above = Math.max(above, height);
      below = Math.max(below, -height);
    }
    if (Math.min(above, below) > tolerance) {
      throw new IllegalArgumentException("it is not convex");
    }
  }

  private double[] middle() {
    double[] sum = new double[3];
    for (double[] vertex : vertices) {
      for (int i = 0; i < 3; i++) {
        sum[i] += vertex[i] / vertices.size();
      }
    }
    return sum;
  }

  /** The area of all triangles, square metres. */
  double area() {
    double area = 0;
    for (int[] triangle : triangles) {
      double[] a = vertices.get(triangle[0]);
      double[] normal =
          cross(minus(vertices.get(triangle[1]), a), minus(vertices.get(triangle[2]), a));
      area += Math.sqrt(dot(normal, normal)) / 2;
    }
    return area;
  }

  /**
   * The mesh in the engine's binary format: int32 counts of vertices, normals, texture coordinates
   * and triangles, then float32 coordinates and int32 indices.
   *
   * @param origin what becomes (0, 0, 0), [3]
   */
  byte[] toMsh(double[] origin) {
    int floats = 3 * vertices.size() + 2 * texcoords.size();
    ByteBuffer out =
        ByteBuffer.allocate(4 * (4 + floats + 3 * triangles.size())).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(vertices.size()).putInt(0).putInt(texcoords.size()).putInt(triangles.size());
    for (double[] vertex : vertices) {
      for (int i = 0; i < 3; i++) {
        out.putFloat((float) (vertex[i] - origin[i]));
      }
    }
    for (double[] texcoord : texcoords) {
      // The engine counts rows of an image from its top.
      out.putFloat((float) texcoord[0]).putFloat((float) (1 - texcoord[1]));
    }
    for (int[] triangle : triangles) {
      out.putInt(triangle[0]).putInt(triangle[1]).putInt(triangle[2]);
    }
    return out.array();
  }

  private static double[] minus(double[] a, double[] b) {
    return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }
}
