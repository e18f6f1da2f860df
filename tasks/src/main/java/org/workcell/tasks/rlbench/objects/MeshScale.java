package org.workcell.tasks.rlbench.objects;

/**
 * How coordinates of files become those of the scene.
 *
 * @param yUp whether y is up in the files, as in ShapeNet; z otherwise
 * @param metres what 1 is in the files
 */
public record MeshScale(boolean yUp, double metres) {

  /** A point of a file in the scene's axes, z up, metres, [3]. */
  double[] toScene(double[] point) {
    double y = yUp ? -point[2] : point[1];
    double z = yUp ? point[1] : point[2];
    return new double[] {metres * point[0], metres * y, metres * z};
  }
}
